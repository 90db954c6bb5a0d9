import * as z from 'zod';
import type { ApiDeps } from '../deps.ts';
import { OPEN, READ } from '../http/scope.ts';
import type { ApiServer } from './types.ts';

/** What scrapers ask for; the answer is OpenMetrics, which those that ask for plain text read too. */
const METRIC_TYPES = ['application/openmetrics-text', 'text/plain'];

/** Probes and metrics. */
export function operationRoutes(app: ApiServer, { readiness, metrics, simulated = false }: ApiDeps): void {
  app.get(
    '/healthz',
    {
      config: { ...OPEN, version: () => 'ok' },
      schema: {
        tags: ['operations'],
        summary: 'Liveness',
        response: { 200: z.object({ status: z.literal('ok') }) },
      },
    },
    async () => ({
      status: 'ok' as const,
    }),
  );

  const checks = z.object({
    status: z.enum(['ready', 'not-ready']),
    checks: z.array(z.object({ name: z.string(), ok: z.boolean(), reason: z.string().optional() })),
    simulated: z.boolean().describe('whether the stations of this process are simulated'),
  });
  app.get(
    '/readyz',
    {
      config: OPEN,
      schema: {
        tags: ['operations'],
        summary: 'Readiness with reasons',
        response: { 200: checks, 503: checks },
      },
    },
    async (_request, reply) => {
      const found = [...(await readiness())];
      const ready = found.every(({ ok }) => ok);
      const status = ready ? ('ready' as const) : ('not-ready' as const);
      return reply.code(ready ? 200 : 503).send({ status, checks: found, simulated });
    },
  );

  app.get(
    '/metrics',
    {
      config: { ...READ, types: METRIC_TYPES },
      schema: { tags: ['operations'], summary: 'OpenMetrics', produces: ['application/openmetrics-text'] },
    },
    async (_request, reply) => reply.type(metrics.contentType).send(await metrics.text()),
  );
}
