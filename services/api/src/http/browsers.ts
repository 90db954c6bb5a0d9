import cors from '@fastify/cors';
import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';

/** What a page of another origin may read of an answer. */
const EXPOSED = [
  'etag',
  'retry-after',
  'x-next-cursor',
  'x-since',
  'x-request-id',
  'x-ratelimit-limit',
  'x-ratelimit-remaining',
  'x-ratelimit-reset',
];

/** Headers that tell browsers what not to do, and pages of which other origins may ask: of none unless named. */
export async function useBrowsers(app: FastifyInstance, origins: readonly string[]): Promise<void> {
  await app.register(helmet, {
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
    ...(origins.length > 0 && { crossOriginResourcePolicy: { policy: 'cross-origin' as const } }),
  });
  if (origins.length > 0)
    await app.register(cors, {
      origin: [...origins],
      methods: ['GET', 'HEAD', 'POST', 'PUT', 'DELETE'],
      exposedHeaders: EXPOSED,
      maxAge: 600,
    });
}
