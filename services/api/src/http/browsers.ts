import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import cors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';
import helmet, { type HelmetOptions } from 'helmet';
import { EVALUATION_HEADER } from '../answers/evaluation.ts';

/** What a page of another origin may read of an answer. */
const EXPOSED = [
  'etag',
  'retry-after',
  'x-next-cursor',
  'x-since',
  EVALUATION_HEADER,
  'x-request-id',
  'x-ratelimit-limit',
  'x-ratelimit-remaining',
  'x-ratelimit-reset',
];

function optionsFor(origins: readonly string[]): HelmetOptions {
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      // The page of the reference styles itself; nothing comes from elsewhere.
      directives: {
        defaultSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    // Whether there is TLS is known to the proxy that speaks it.
    strictTransportSecurity: false,
    ...(origins.length > 0 && { crossOriginResourcePolicy: { policy: 'cross-origin' } }),
  };
}

/** The headers that helmet sets, which are the same for every answer. */
function securityHeaders(options: HelmetOptions): Readonly<Record<string, string>> {
  const request = new IncomingMessage(new Socket());
  const response = new ServerResponse(request);
  helmet(options)(request, response, (error?: unknown) => {
    if (error) throw error;
  });
  const headers = Object.entries(response.getHeaders());
  return Object.fromEntries(headers.map(([name, value]) => [name, String(value)]));
}

/** Headers that tell browsers what not to do, and pages of which other origins may ask: of none unless named. */
export async function useBrowsers(app: FastifyInstance, origins: readonly string[]): Promise<void> {
  const headers = securityHeaders(optionsFor(origins));
  app.addHook('onRequest', (_request, reply, done) => {
    reply.headers(headers);
    done();
  });
  if (origins.length > 0)
    await app.register(cors, {
      origin: [...origins],
      methods: ['GET', 'HEAD', 'POST', 'PUT', 'DELETE'],
      exposedHeaders: EXPOSED,
      maxAge: 600,
    });
}
