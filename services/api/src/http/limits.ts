import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Problem } from './problem.ts';

const MINUTE_MS = 60_000;
/** Characters of path and query together; headers as a whole are bounded by Node (16 KiB). */
const URL_LIMIT = 4096;
/** Objects and lists within each other. */
const DEPTH_LIMIT = 16;

/** Whether a value is nested deeper than `limit`; without recursion, since depth is what it is about. */
export function isDeeper(value: unknown, limit: number): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    const objects = level.filter((item) => typeof item === 'object' && item !== null) as object[];
    if (objects.length > 0 && depth >= limit) return true;
    level = objects.flatMap((item) => Object.values(item));
  }
  return false;
}

/** Bounds on what a request may bring; the body as a whole is bounded by `bodyLimit`. */
export function useBounds(app: FastifyInstance): void {
  app.addHook('onRequest', async ({ url }) => {
    if (url.length > URL_LIMIT) throw new Problem('uri-too-long', `at most ${URL_LIMIT} characters`);
  });
  app.addHook('preValidation', async ({ body }) => {
    if (isDeeper(body, DEPTH_LIMIT))
      throw new Problem('bad-request', `body: nested deeper than ${DEPTH_LIMIT}`);
  });
}

/**
 * An answer that has not begun in time is 503. (Fastify's own `handlerTimeout` would also break off a long series that
 * is being read.)
 */
export function useTimeLimit(app: FastifyInstance, ms: number): void {
  const timers = new WeakMap<FastifyRequest, NodeJS.Timeout>();
  const stop = async (request: FastifyRequest): Promise<void> => clearTimeout(timers.get(request));
  // From when the request is here: how long it may take to come is bounded apart.
  app.addHook('preValidation', async (request, reply) => {
    const late = (): void => {
      if (reply.sent || reply.raw.headersSent) return;
      reply.send(new Problem('unavailable', `not answered within ${ms / 1000} s; ask for less, or later`));
    };
    timers.set(request, setTimeout(late, ms));
  });
  app.addHook('onResponse', stop);
  app.addHook('onRequestAbort', stop);
}

/** Limits requests a minute of each key, stated in `x-ratelimit-*`. Without keys there is no limit. */
export async function useRates(app: FastifyInstance, rate: number): Promise<void> {
  const rateOf = ({ caller }: FastifyRequest): number => caller?.rate ?? rate;
  await app.register(rateLimit, {
    timeWindow: MINUTE_MS,
    max: rateOf,
    keyGenerator: ({ caller }) => caller?.name ?? '',
    allowList: (request) => request.caller === null || rateOf(request) === 0,
    errorResponseBuilder: (_request, { max, after }) =>
      new Problem('too-many-requests', `at most ${max} a minute; again in ${after}`),
  });
}
