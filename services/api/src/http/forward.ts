import type { Elsewhere } from '../deps.ts';
import type { ApiServer } from '../routes/types.ts';
import { Problem } from './problem.ts';

/**
 * What routes of another process hold instead of their ports: they are described here and answered there. They may ask
 * to be notified of changes, of which there are none here.
 */
export const absent = <Port extends object>(): Port =>
  new Proxy({} as Port, {
    get(_, name) {
      if (/^on[A-Z]/.test(String(name))) return () => () => {};
      return () => {
        throw new Error(`a call that is answered elsewhere was answered here: ${String(name)}`);
      };
    },
  });

/** The same path at another process; a host that the request names does not count, nor does an empty segment. */
function targetOf(asked: string, url: string): string {
  const target = new URL(url);
  const [path = '/'] = asked.replace(/^[a-z]+:\/\/[^/?]*/i, '').split('?');
  target.pathname = path.replaceAll(/\/{2,}/g, '/');
  return target.href;
}

/** A scope whose routes are answered by another process: request and answer pass through, keys and streams with them. */
export async function forwarding(scope: ApiServer, { by, url, variable }: Elsewhere): Promise<void> {
  // Few processes forward, and its HTTP client takes 7 % of a start.
  const { default: replyFrom } = await import('@fastify/reply-from');
  await scope.register(replyFrom, { disableRequestLogging: true, undici: { connections: 64 } });
  scope.addHook('preValidation', async (request, reply) => {
    if (url === undefined)
      throw new Problem(
        'unavailable',
        `this is answered by the ${by} process; ${variable} does not say where it is`,
      );
    reply.from(targetOf(request.url, url), {
      retryDelay: () => null,
      rewriteRequestHeaders: (_request, headers) => ({ ...headers, 'x-request-id': request.id }),
      onError: (failed, { error }) => {
        const detail = `the ${by} process does not answer (${variable}): ${error.message}`;
        const problem = new Problem('unavailable', detail);
        failed
          .code(problem.status)
          .header('content-type', 'application/problem+json; charset=utf-8')
          .header('retry-after', '5')
          .send(JSON.stringify(problem.body(request.url, request.id)));
      },
    });
    return reply;
  });
}
