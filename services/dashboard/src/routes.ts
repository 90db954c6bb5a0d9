import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { packingFor, type SiteFile } from './files.ts';
import { sendProblem } from './problem.ts';
import type { Built } from './site.ts';

const INDEX = 'index.html';
/** The views of the page; the browser shows the one of its path. */
const VIEWS = [
  '/',
  ...['air', 'water', 'bulletins', 'operations'].flatMap((name) => [`/${name}`, `/${name}/*`]),
];
const FOREVER = 'public, max-age=31536000, immutable';
const AGAIN = 'no-cache';

const isKnown = (request: FastifyRequest, etag: string): boolean =>
  (request.headers['if-none-match'] ?? '')
    .split(',')
    .some((each) => each.trim().replace(/^W\//, '') === etag);

const acceptsHtml = (request: FastifyRequest): boolean =>
  request.method === 'GET' && /\btext\/html\b/.test(request.headers.accept ?? '');

function sendFile(request: FastifyRequest, reply: FastifyReply, file: SiteFile): FastifyReply {
  const packing = packingFor(file, request.headers['accept-encoding']);
  reply
    .header('etag', file.etag)
    .header('cache-control', file.hashed ? FOREVER : AGAIN)
    .header('vary', 'accept-encoding');
  if (reply.statusCode === 200 && isKnown(request, file.etag)) return reply.code(304).send();
  if (packing !== 'identity') reply.header('content-encoding', packing);
  return reply.header('content-type', file.type).send(file.bodies[packing]);
}

/** The files of the page: its views, and what they load. */
export function siteRoutes(app: FastifyInstance, built: Built): void {
  const answer = async (
    request: FastifyRequest,
    reply: FastifyReply,
    path: string,
  ): Promise<FastifyReply> => {
    try {
      const file = (await built.ready()).get(path);
      if (file) return sendFile(request, reply, file);
      return sendProblem(reply, 'not-found', `the page has no file ${path}`);
    } catch {
      return sendProblem(
        reply,
        'unavailable',
        'the page was not built; the log says why. The API is at /docs',
      );
    }
  };
  for (const view of VIEWS) app.get(view, (request, reply) => answer(request, reply, INDEX));
  app.get<{ Params: { '*': string } }>('/page/assets/*', (request, reply) =>
    answer(request, reply, `assets/${request.params['*']}`),
  );
  app.setNotFoundHandler((request, reply) =>
    acceptsHtml(request)
      ? answer(request, reply.code(404), INDEX)
      : sendProblem(reply, 'not-found', `no page at ${request.url.split('?')[0]}`),
  );
  app.get('/page/icon.svg', (request, reply) => answer(request, reply, 'icon.svg'));
}
