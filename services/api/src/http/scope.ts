import type { FastifyInstance } from 'fastify';

/** What a key may do; each may do what those before it may. */
export const SCOPES = ['read', 'write', 'admin'] as const;
export type Scope = (typeof SCOPES)[number];

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What a key needs for this route; `open`: none is asked for. */
    scope?: Scope | 'open';
    /** The answer is a table, which may be had as CSV and NDJSON too. */
    forms?: true;
    /** The media types of the answer; by default JSON alone, or those of a table. */
    types?: readonly string[];
    /** The query parameter that names the type instead of `Accept`. */
    typesBy?: string;
  }
}

/** Probes of the platform and the documents of the API. */
export const OPEN = { scope: 'open' } as const;
/** Reads, and computes out of what the request brings; nothing is stored. */
export const READ = { scope: 'read' } as const;
/** A list that is read, in any of its forms. */
export const READ_LIST = { scope: 'read', forms: true } as const;
/** Alert rules, acknowledgements, silences, annotations, published bulletins. */
export const WRITE = { scope: 'write' } as const;
/** What changes stored readings. */
export const ADMIN = { scope: 'admin' } as const;

export const allows = (held: Scope, needed: Scope): boolean => SCOPES.indexOf(held) >= SCOPES.indexOf(needed);

/** From here on a route that does not say who may use it ends the start. */
export function demandScopes(app: FastifyInstance): void {
  app.addHook('onRoute', ({ config, method, url }) => {
    if (config?.scope === undefined)
      throw new Error(`${method} ${url} declares no scope: give it config: READ, WRITE, ADMIN or OPEN`);
  });
}
