import type { FastifyReply } from 'fastify';

/** Problems of the process of the page; the types are those of the API (`docs/errors.md`). */
const PROBLEMS = {
  'bad-request': { status: 400, title: 'The request is not what this call takes' },
  unauthorized: { status: 401, title: 'A valid API key is required' },
  forbidden: { status: 403, title: 'The key may not do this' },
  'not-found': { status: 404, title: 'There is no such thing' },
  'too-many-requests': { status: 429, title: 'Too many requests of this key' },
  unavailable: { status: 503, title: 'Not ready, try again later' },
} as const;

/** Answers RFC 9457 `application/problem+json`. */
export function sendProblem(
  reply: FastifyReply,
  type: keyof typeof PROBLEMS,
  detail: string,
  retryAfter?: number,
): FastifyReply {
  const { status, title } = PROBLEMS[type];
  if (retryAfter !== undefined) reply.header('retry-after', String(retryAfter));
  const body = { type: `https://lanbi.dev/problems/${type}`, title, status, detail };
  return reply
    .code(status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(JSON.stringify(body));
}
