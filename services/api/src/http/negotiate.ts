import accepts from '@fastify/accepts';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/** The media types of a list. */
export const LIST_TYPES = ['application/json', 'text/csv', 'application/x-ndjson'] as const;
export type ListType = (typeof LIST_TYPES)[number];

/** Reads what a client accepts, with its weights (RFC 9110 12.5). */
export async function useNegotiation(app: FastifyInstance): Promise<void> {
  await app.register(accepts);
}

/** The one of the types that the client likes best; the first where it likes none or does not say. */
export function preferred<Type extends string>(request: FastifyRequest, types: readonly Type[]): Type {
  const found = request.accepts().type([...types]);
  return types.find((type) => type === found) ?? (types[0] as Type);
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
