import type { Logger, Metrics } from '@lanbi/runtime';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Caller, Keyring } from '../keys/keyring.ts';
import { Problem } from './problem.ts';
import { allows } from './scope.ts';
import type { WrongKeys } from './wrong-keys.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Whose key came with it; null where none is asked for. */
    caller: Caller | null;
  }
}

function keyOf({ headers }: FastifyRequest): string | undefined {
  const bearer = /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1];
  const sent = bearer ?? headers['x-api-key'];
  return typeof sent === 'string' ? sent.slice(0, 257) : undefined;
}

const isDocs = (url: string): boolean => /^\/docs(\/|\?|$)/.test(url);

export interface KeyChecks {
  readonly keyring: Keyring;
  readonly wrongKeys: WrongKeys;
  readonly metrics: Metrics;
  readonly log: Logger;
}

/** Refuses before any key is looked at, and counts wrong ones by address. */
function createGuard({ wrongKeys, metrics, log }: KeyChecks) {
  const wrong = metrics.counter('lanbi_http_wrong_keys', 'Requests with a key that is none');
  const unread = metrics.counter(
    'lanbi_http_unread_keys',
    'Requests of addresses that pause after wrong keys',
  );

  function refuse(reply: FastifyReply, seconds: number): never {
    reply.header('retry-after', String(seconds));
    throw new Problem(
      'too-many-requests',
      `too many wrong keys came from this address: no key of it is looked at for ${seconds} s`,
    );
  }

  return {
    before({ ip }: FastifyRequest, reply: FastifyReply): void {
      const wait = wrongKeys.wait(ip);
      if (wait === 0) return;
      unread.add(1);
      refuse(reply, wait);
    },
    wrong({ ip }: FastifyRequest, reply: FastifyReply): void {
      wrong.add(1);
      const pause = wrongKeys.add(ip);
      if (pause === 0) return;
      log.warn({ address: ip, seconds: pause }, 'too many wrong keys: no key of this address is looked at');
      refuse(reply, pause);
    },
  };
}

/** Asks for a key in `Authorization: Bearer` or `X-API-Key`, and for the scope that the route declares. */
export function useKeys(app: FastifyInstance, checks: KeyChecks): void {
  app.decorateRequest('caller', null);
  const { keyring } = checks;
  if (!keyring.closed) return;
  const guard = createGuard(checks);
  app.addHook('onRequest', async (request, reply) => {
    // A path that does not exist needs a key too: it says nothing to strangers.
    const scope = request.routeOptions.config?.scope ?? (isDocs(request.url) ? 'open' : 'read');
    if (scope === 'open') return;
    const sent = keyOf(request);
    if (sent !== undefined) guard.before(request, reply);
    const caller = sent === undefined ? undefined : keyring.find(sent);
    if (!caller) {
      if (sent !== undefined) guard.wrong(request, reply);
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
