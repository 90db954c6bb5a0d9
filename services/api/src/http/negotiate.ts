import accepts from '@fastify/accepts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { bestType } from './accept.ts';
import { Problem } from './problem.ts';

/** The media types of a table. */
export const LIST_TYPES = ['application/json', 'text/csv', 'application/x-ndjson'] as const;
export type ListType = (typeof LIST_TYPES)[number];

const JSON_ONLY = ['application/json'] as const;

/** Adds field names to `Vary`, each once. */
export function addVary(reply: FastifyReply, ...names: readonly string[]): void {
  const known = String(reply.getHeader('vary') ?? '')
    .split(',')
    .map((name) => name.trim().toLowerCase());
  reply.header('vary', [...new Set([...known, ...names])].filter((name) => name !== '').join(', '));
}

/** The types that a route answers with; `undefined` for one that is not part of the API, such as the page of the reference. */
function typesOf({ routeOptions, method }: FastifyRequest): readonly string[] | undefined {
  const { scope, forms, types } = routeOptions.config ?? {};
  if (scope === undefined || method === 'DELETE') return undefined;
  return types ?? (forms ? LIST_TYPES : JSON_ONLY);
}

/** Reads what a client accepts (RFC 9110 12.5); a request for a type that its route does not have is 406 before it is handled. */
export async function useNegotiation(app: FastifyInstance): Promise<void> {
  await app.register(accepts);
  app.addHook('onRequest', async (request, reply) => {
    const types = typesOf(request);
    if (types === undefined) return;
    addVary(reply, ...(types.length > 1 ? ['accept'] : []), 'accept-encoding');
    const { typesBy } = request.routeOptions.config ?? {};
    const query = request.query as Readonly<Record<string, unknown>>;
    if (typesBy === undefined || query[typesBy] === undefined) preferred(request, types);
  });
}

/** The one of the types that the client likes best. @throws Problem not-acceptable */
export function preferred<Type extends string>(request: FastifyRequest, types: readonly Type[]): Type {
  const { accept } = request.headers;
  const found = bestType(accept, types);
  if (found !== undefined) return found;
  throw new Problem('not-acceptable', `Accept: ${accept}; this call answers ${types.join(', ')}`);
}

/** The language asked for by name, else that of `Accept-Language`, else the first. */
export function language<Lang extends string>(
  request: FastifyRequest,
  asked: Lang | undefined,
  known: readonly Lang[],
): Lang {
  if (asked !== undefined) return asked;
  const found = request.accepts().language([...known]);
  return known.find((lang) => lang === found) ?? (known[0] as Lang);
}
