import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '@lanbi/model';
import type { Logger, Metrics } from '@lanbi/runtime';
import fastify, { type FastifyInstance } from 'fastify';
import { LiveChanges } from './live.ts';
import { loginRoutes } from './login.ts';
import { createLoginLimit } from './login-limit.ts';
import type { CityMap } from './map/city-map.ts';
import { pageOperationRoutes } from './operations.ts';
import { sendProblem } from './problem.ts';
import { proxyRoutes } from './proxy.ts';
import { siteRoutes } from './routes.ts';
import { PAGE_HEADERS } from './security.ts';
import { createSessions } from './sessions.ts';
import { demoOf, settingsRoutes } from './settings.ts';
import { shareReads } from './shared.ts';
import { type Built, createSite } from './site.ts';
import { type Ask, askAt } from './upstream.ts';
import { writeRoutes } from './writes.ts';

export interface DashboardDeps {
  readonly clock: Clock;
  readonly log: Logger;
  readonly metrics: Metrics;
  /** Where the API is, when it is another process. */
  readonly apiUrl?: string;
  /** The key of this process for the stream of changes; absent where the API asks for none. */
  readonly key?: string;
  /** Keys that are accepted where the API asks for none. */
  readonly keys?: readonly string[];
  /** Whether a browser must log in. */
  readonly closed: boolean;
  readonly proxies?: readonly string[];
  /** Whether this process simulates the stations, which the pages then say; otherwise the API is asked. */
  readonly demo?: boolean;
  /** What is drawn below the stations. */
  readonly map?: CityMap;
  /** The built page; tests give another one. */
  readonly site?: Built;
}

/** The pages of lanbi: files, reads of the API for browsers, and one stream of changes for all of them. */
export interface Dashboard {
  readonly app: FastifyInstance;
  /** From now on the API is asked in this way. */
  askBy(ask: Ask): void;
  /** Answers a request of a server that is not ours. */
  answer(request: IncomingMessage, response: ServerResponse): void;
  close(): Promise<void>;
}

const notAsked: Ask = () => Promise.reject(new Error('the API has not started'));

function streamRoute(
  app: FastifyInstance,
  live: LiveChanges,
  keyOf: (cookies?: string) => string | undefined,
  closed: boolean,
): void {
  app.get('/page/stream', async (request, reply) => {
    const key = keyOf(request.headers.cookie);
    if (closed && key === undefined) return sendProblem(reply, 'unauthorized', 'log in first');
    if (request.method === 'HEAD') return reply.header('content-type', 'text/event-stream').send();
    reply.hijack();
    for (const [name, value] of Object.entries(PAGE_HEADERS)) reply.raw.setHeader(name, value);
    if (!live.follow(reply.raw, key)) reply.raw.writeHead(503, { 'retry-after': '30' }).end();
    return reply;
  });
}

export async function createDashboard(deps: DashboardDeps): Promise<Dashboard> {
  const { clock, log, metrics, closed } = deps;
  let current = deps.apiUrl === undefined ? notAsked : askAt(deps.apiUrl);
  const ask = (): Ask => current;
  const api = deps.apiUrl === undefined;
  const sessions = createSessions(clock);
  const shared = shareReads(ask);
  const live = new LiveChanges({ ask, key: deps.key, log, onEntered: shared.forget });
  metrics.gauge('lanbi_dashboard_pages', 'Pages that are open and follow changes', () => live.pages);
  metrics.gauge('lanbi_dashboard_streams', 'Streams of the API that the pages share', () => live.streams);
  const app = fastify({
    logger: false,
    bodyLimit: 4096,
    forceCloseConnections: true,
    ...(deps.proxies && { trustProxy: [...deps.proxies] }),
  });
  app.addHook('onRequest', async (_request, reply) => void reply.headers(PAGE_HEADERS));
  app.addHook('preClose', async () => live.close());
  app.setErrorHandler((error: { readonly statusCode?: number; readonly message: string }, _request, reply) =>
    (error.statusCode ?? 500) < 500
      ? sendProblem(reply, 'bad-request', error.message)
      : sendProblem(reply, 'unavailable', 'the page could not answer'),
  );
  const site = deps.site ?? createSite(log);
  siteRoutes(app, site);
  pageOperationRoutes(app, { ask, site, metrics, key: deps.key, closed });
  proxyRoutes(app, { ask: () => shared.ask, sessions, closed });
  writeRoutes(app, { ask, sessions, closed, onWritten: shared.forget });
  settingsRoutes(app, { sessions, closed, isDemo: demoOf(deps.demo === true, ask), map: deps.map, api });
  loginRoutes(app, { ask, sessions, limit: createLoginLimit(clock), keys: deps.keys ?? [] });
  streamRoute(app, live, (cookies) => sessions.keyOf(cookies), closed);
  await app.ready();
  return {
    app,
    askBy: (next) => {
      current = next;
    },
    answer: (request, response) => app.routing(request, response),
    close: () => app.close(),
  };
}
