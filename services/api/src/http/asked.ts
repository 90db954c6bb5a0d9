import { didYouMean } from '@lanbi/model';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import * as z from 'zod';
import { Problem } from './problem.ts';

type Fault = Problem['errors'][number];

const namesOf = (schema: unknown): string[] =>
  schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];

/** What a call takes, and which name is near to one that it does not take. */
function refusal(what: string, name: string, known: readonly string[]): string {
  if (known.length === 0) return `no such ${what}; this call takes none`;
  return `no such ${what}; this call takes ${known.join(', ')}${didYouMean(name, known)}`;
}

/** Query parameters that a call does not take, and those that are given more than once. */
function queryFaults({ query, routeOptions: { schema } }: FastifyRequest): Fault[] {
  const known = namesOf(schema?.querystring);
  return Object.entries(query as Readonly<Record<string, unknown>>).flatMap(([name, value]) => {
    const field = `querystring/${name}`;
    if (!known.includes(name)) return [{ field, message: refusal('parameter', name, known) }];
    if (Array.isArray(value)) return [{ field, message: `given ${value.length} times; give it once` }];
    return [];
  });
}

/** Members of a body that was sent to a call without one. */
function bodyFaults({ body, routeOptions: { schema } }: FastifyRequest): Fault[] {
  if (schema?.body !== undefined || typeof body !== 'object' || body === null) return [];
  return Object.keys(body).map((name) => ({ field: `body/${name}`, message: refusal('member', name, []) }));
}

/** Refuses what a call does not take, on every call of the API: ignored, it would answer another question. */
export function useStrictRequests(app: FastifyInstance): void {
  app.addHook('preValidation', async (request) => {
    if (request.routeOptions.config?.scope === undefined) return;
    const errors = [...queryFaults(request), ...bodyFaults(request)];
    if (errors.length > 0) throw Problem.of(errors);
  });
}
