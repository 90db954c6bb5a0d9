import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { sendProblem } from './problem.ts';
import { handOn, type ProxyDeps } from './proxy.ts';
import type { Ask } from './upstream.ts';

/** What may be written from a page. Each is a call of the API, which looks at the scope of the key. */
const WRITES = [
  ['POST', '/page/v1/alerts/:ruleId/:subjectId/acknowledge'],
  ['POST', '/page/v1/alert-silences'],
  ['DELETE', '/page/v1/alert-silences/:id'],
  ['POST', '/page/v1/dead-letters/:id/replay'],
  ['POST', '/page/v1/annotations'],
  ['POST', '/page/v1/annotations/:id/withdraw'],
  ['POST', '/page/v1/bulletins/:period/publish'],
] as const;

/** Whether a request comes from a page of ours: a page of another origin must not write with the session of a person. */
function isOwn({ headers }: FastifyRequest): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  const { origin, host } = headers;
  return origin === undefined || (URL.canParse(origin) && new URL(origin).host === host);
}

const isJson = ({ headers }: FastifyRequest): boolean =>
  /^application\/json(;|$)/.test(headers['content-type'] ?? '');

/** Writes of the API that a page has buttons for; everything else stays a read. */
export function writeRoutes(
  app: FastifyInstance,
  { onWritten, ...deps }: ProxyDeps & { readonly onWritten: () => void },
): void {
  // Before the answer is handed on: a page reads again as soon as it has it.
  const asking = (): Ask => async (question) => {
    try {
      return await deps.ask()(question);
    } finally {
      onWritten();
    }
  };
  const answer = async (
    request: FastifyRequest,
    reply: FastifyReply,
    method: 'POST' | 'DELETE',
  ): Promise<FastifyReply> => {
    if (!isOwn(request)) return sendProblem(reply, 'forbidden', 'only pages of this origin may write');
    const hasBody = request.body !== undefined && request.body !== null;
    if (hasBody && !isJson(request)) return sendProblem(reply, 'bad-request', 'send application/json');
    const body = hasBody ? JSON.stringify(request.body) : undefined;
    const headers = body === undefined ? {} : { 'content-type': 'application/json' };
    const path = request.url.slice('/page'.length);
    return handOn(request, reply, { ...deps, ask: asking }, { method, path, headers, body });
  };
  for (const [method, url] of WRITES)
    app.route({ method, url, handler: (request, reply) => answer(request, reply, method) });
}
