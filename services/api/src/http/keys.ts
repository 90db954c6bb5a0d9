import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { Problem } from './problem.ts';

const digest = (key: string): Buffer => createHash('sha256').update(key).digest();

/** What answers without a key: probes of the platform, and the documents of the API. */
const OPEN = /^\/(healthz|readyz|openapi\.json|docs(\/.*)?)$/;

/** Asks for one of the keys in `Authorization: Bearer` or `X-API-Key`, compared in constant time. */
export function useKeys(app: FastifyInstance, keys: readonly string[]): void {
  if (keys.length === 0) return;
  const accepted = keys.map(digest);
  app.addHook('onRequest', async (request) => {
    if (OPEN.test(request.url.split('?')[0] ?? '')) return;
    const bearer = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
    const sent = bearer ?? request.headers['x-api-key'];
    const given = digest(typeof sent === 'string' ? sent : '');
    if (!accepted.some((key) => timingSafeEqual(key, given)))
      throw new Problem('unauthorized', 'send a key as "Authorization: Bearer <key>" or "X-API-Key: <key>"');
  });
}
