import type { FastifyInstance } from 'fastify';
import { Problem } from './problem.ts';

interface Known {
  readonly segments: readonly string[];
  readonly method: string;
}

const segmentsOf = (path: string): string[] => path.split('/').filter((segment) => segment !== '');

/** Whether a path is one of a route's: `:id` stands for one segment, `*` for the rest. */
function isOf(route: readonly string[], path: readonly string[]): boolean {
  const rest = route.indexOf('*');
  if (rest < 0 && route.length !== path.length) return false;
  const fixed = rest < 0 ? route : route.slice(0, rest);
  return fixed.every((segment, place) =>
    segment.startsWith(':') ? path[place] !== undefined : segment === path[place],
  );
}

/** The methods of the routes that are added from now on, by path. */
function collectMethods(app: FastifyInstance): (url: string) => string[] {
  const known: Known[] = [];
  app.addHook('onRoute', ({ url, method }) => {
    // The preflight of CORS is a route for every path.
    if (url === '*') return;
    const segments = segmentsOf(url);
    for (const each of [method].flat()) known.push({ segments, method: each });
  });
  return (url) => {
    const path = segmentsOf(url.split('?')[0] ?? '');
    const found = known.filter(({ segments }) => isOf(segments, path)).map(({ method }) => method);
    return [...new Set(found)].sort();
  };
}

/**
 * Answers what no route takes: 204 with `Allow` to OPTIONS, 405 with `Allow` to another method of a known path, 404
 * otherwise. The body of such a request is not read. To be added in two steps: `collect` before the routes, `answer`
 * behind the check of keys.
 */
export function unrouted(app: FastifyInstance): { readonly answer: () => void } {
  const methodsOf = collectMethods(app);
  const answer = (): void => {
    app.addHook('onRequest', async (request, reply) => {
      if (!request.is404) return;
      const { method, url } = request;
      const allowed = methodsOf(url);
      const path = url.split('?')[0];
      if (allowed.length === 0) throw new Problem('not-found', `no route for ${method} ${path}`);
      reply.header('allow', [...allowed, 'OPTIONS'].join(', '));
      if (method === 'OPTIONS') return reply.code(204).send();
      throw new Problem('method-not-allowed', `${path} takes ${allowed.join(', ')}, not ${method}`);
    });
  };
  return { answer };
}
