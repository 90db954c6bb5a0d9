import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Caller, Keyring } from '../keys/keyring.ts';
import { Problem } from './problem.ts';
import { allows } from './scope.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Whose key came with it; null where none is asked for. */
    caller: Caller | null;
  }
}

function keyOf({ headers }: FastifyRequest): string | undefined {
  const bearer = /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1];
  const sent = bearer ?? headers['x-api-key'];
  return typeof sent === 'string' && sent.length <= 256 ? sent : undefined;
}

const isDocs = (url: string): boolean => /^\/docs(\/|\?|$)/.test(url);

/** Asks for a key in `Authorization: Bearer` or `X-API-Key`, and for the scope that the route declares. */
export function useKeys(
  app: FastifyInstance,
  keyring: Keyring,
  onWrong: (request: FastifyRequest) => Promise<void>,
): void {
  app.decorateRequest('caller', null);
  if (!keyring.closed) return;
  app.addHook('onRequest', async (request) => {
    // A path that does not exist needs a key too: it says nothing to strangers.
    const scope = request.routeOptions.config?.scope ?? (isDocs(request.url) ? 'open' : 'read');
    if (scope === 'open') return;
    const sent = keyOf(request);
    const caller = sent === undefined ? undefined : keyring.find(sent);
    if (!caller) {
      if (sent !== undefined) await onWrong(request);
      throw new Problem('unauthorized', 'send a key as "Authorization: Bearer <key>" or "X-API-Key: <key>"');
    }
    if (!allows(caller.scope, scope))
      throw new Problem(
        'forbidden',
        `this needs a key of scope ${scope}; ${caller.name} has ${caller.scope}`,
      );
    request.caller = caller;
  });
}
