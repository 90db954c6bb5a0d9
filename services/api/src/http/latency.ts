import type { HistogramMetric, Metrics } from '@lanbi/runtime';
import type { FastifyInstance } from 'fastify';

/** Seconds. */
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** How long each route took, from the first byte of the request to the last of the answer; a stream has no end that says anything. */
export function useLatency(app: FastifyInstance, metrics: Metrics): HistogramMetric {
  const seconds = metrics.histogram('lanbi_http_request_seconds', 'Time to answer, by route', BUCKETS, [
    'method',
    'route',
    'status',
  ]);
  app.addHook('onResponse', async ({ method, routeOptions: { url = 'none' } }, reply) => {
    if (url === '/v1/stream') return;
    seconds.observe(reply.elapsedTime / 1000, { method, route: url, status: String(reply.statusCode) });
  });
  return seconds;
}
