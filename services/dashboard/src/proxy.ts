import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { sendProblem } from './problem.ts';
import type { Sessions } from './sessions.ts';
import type { Ask, UpstreamRequest } from './upstream.ts';

const ASKED = ['accept', 'accept-encoding', 'accept-language', 'if-none-match'] as const;
const ANSWERED = [
  'content-type',
  'content-encoding',
  'content-length',
  'content-disposition',
  'etag',
  'vary',
  'retry-after',
  'x-next-cursor',
  'x-since',
  'x-request-id',
] as const;

/** The headers of a browser that the API may see, and the key of its session. */
function headersFor({ headers }: FastifyRequest, key: string | undefined): Record<string, string> {
  const sent: Record<string, string> = {};
  for (const name of ASKED) {
    const value = headers[name];
    if (typeof value === 'string') sent[name] = value;
  }
  if (key !== undefined) sent['authorization'] = `Bearer ${key}`;
  return sent;
}

export interface ProxyDeps {
  readonly ask: () => Ask;
  readonly sessions: Sessions;
  /** Whether a browser must log in, whatever the API asks for. */
  readonly closed: boolean;
}

/** What is added to a request for a file, since a link names no media type. */
const AS_CSV = { accept: 'text/csv' } as const;

/** Asks the API on behalf of a browser and hands on what it answers. */
export async function handOn(
  request: FastifyRequest,
  reply: FastifyReply,
  { ask, sessions, closed }: ProxyDeps,
  asked: Pick<UpstreamRequest, 'method' | 'path' | 'body'> & {
    readonly headers?: Readonly<Record<string, string>>;
  },
): Promise<FastifyReply> {
  const key = sessions.keyOf(request.headers.cookie);
  if (closed && key === undefined) return sendProblem(reply, 'unauthorized', 'log in first');
  const question = {
    ...asked,
    headers: { ...headersFor(request, key), ...asked.headers },
    from: request.ip,
  };
  try {
    const { status, headers, body } = await ask()(question);
    reply.code(status).header('cache-control', 'private, no-cache');
    for (const name of ANSWERED) if (headers[name] !== undefined) reply.header(name, headers[name]);
    reply.raw.once('close', () => body.destroy());
    return reply.send(body);
  } catch {
    return sendProblem(reply, 'unavailable', 'the API does not answer', 5);
  }
}

/**
 * Reads of the API under `/page/v1/`, and as a CSV file under `/page/csv/v1/`: the browser sends its session, the API
 * gets the key.
 */
export function proxyRoutes(app: FastifyInstance, deps: ProxyDeps): void {
  const answer = (request: FastifyRequest, reply: FastifyReply, prefix: string, headers = {}) => {
    const method = request.method === 'HEAD' ? 'HEAD' : 'GET';
    return handOn(request, reply, deps, { method, path: request.url.slice(prefix.length), headers });
  };
  app.get('/page/v1/*', (request, reply) => answer(request, reply, '/page'));
  // Whether the parts of the API's process are ready, which anybody may ask the API itself.
  app.get('/page/readyz', (request, reply) => answer(request, reply, '/page'));
  app.get('/page/csv/v1/*', (request, reply) => answer(request, reply, '/page/csv', AS_CSV));
}
