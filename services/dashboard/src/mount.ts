import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';
import type { Dashboard } from './dashboard.ts';

type Listener = (request: IncomingMessage, response: ServerResponse) => void;

/** Paths of the page; all others are the API's. */
export const isPage = (url: string): boolean =>
  /^\/(?:(?:page|air|water|operations|bulletins)(?:[/?]|$)|(?:\?|$))/.test(url);

/** Paths of the API and of its reference. */
const API = /^\/(?:v1|docs|healthz|readyz|metrics|openapi\.json)(?:[/?]|$)/;

/** Whether a browser opens an address that nobody has: it is shown a page and not a problem of the API. */
const isLost = ({ method, url = '', headers }: IncomingMessage): boolean =>
  method === 'GET' && !API.test(url) && /\btext\/html\b/.test(headers.accept ?? '');

/** Lets the server of the API hand requests for pages to the dashboard. */
export function mountDashboard(dashboard: Dashboard, api: Pick<FastifyInstance, 'server'>): void {
  const server = api.server as Server;
  const listeners = server.listeners('request') as Listener[];
  server.removeAllListeners('request');
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    if (isPage(request.url ?? '') || isLost(request)) return dashboard.answer(request, response);
    for (const listener of listeners) listener.call(server, request, response);
  });
}
