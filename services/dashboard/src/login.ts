import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { LoginLimit } from './login-limit.ts';
import { sendProblem } from './problem.ts';
import { isSame } from './secret.ts';
import type { Sessions } from './sessions.ts';
import type { Ask } from './upstream.ts';

const LONGEST_KEY = 256;

interface LoginDeps {
  readonly ask: () => Ask;
  readonly sessions: Sessions;
  readonly limit: LoginLimit;
  /** Keys of this process, for an API that asks for none. */
  readonly keys: readonly string[];
}

function keyIn(body: unknown): string | undefined {
  const key = typeof body === 'object' && body !== null && 'key' in body ? body.key : undefined;
  return typeof key === 'string' && /^[\x21-\x7e]+$/.test(key) && key.length <= LONGEST_KEY ? key : undefined;
}

/** Login by a key of the API. The key is asked for once and stays in this process; a cookie names the session. */
export function loginRoutes(app: FastifyInstance, { ask, sessions, limit, keys }: LoginDeps): void {
  const asked = async (headers: Record<string, string>, from: string): Promise<number> => {
    const { status, body } = await ask()({ method: 'GET', path: '/v1/parameters', headers, from });
    body.destroy();
    return status;
  };
  /** What the API says of a key; where it asks for none, the keys of this process count. */
  const statusOf = async (key: string, from: string): Promise<number> => {
    const open = (await asked({}, from)) === 200;
    if (open) return keys.some((known) => isSame(known, key)) ? 200 : 401;
    return asked({ authorization: `Bearer ${key}` }, from);
  };
  app.post('/page/login', async (request: FastifyRequest, reply) => {
    const wait = limit.wait(request.ip);
    if (wait > 0)
      return sendProblem(reply, 'too-many-requests', `too many wrong keys; again in ${wait} s`, wait);
    const key = keyIn(request.body);
    if (key === undefined) return sendProblem(reply, 'bad-request', 'send {"key": "…"}, a key of the API');
    const status = await statusOf(key, request.ip).catch(() => 503);
    if (status === 200)
      return reply
        .code(204)
        .header('set-cookie', sessions.begin(key, request.protocol === 'https'))
        .send();
    if (status !== 401 && status !== 403)
      return sendProblem(reply, 'unavailable', 'the API does not answer', 5);
    limit.wrong(request.ip);
    return sendProblem(reply, 'unauthorized', 'the API does not accept this key');
  });
  app.post('/page/logout', async (request, reply) =>
    reply.code(204).header('set-cookie', sessions.end(request.headers.cookie)).send(),
  );
}
