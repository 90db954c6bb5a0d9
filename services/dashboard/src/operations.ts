import type { Metrics } from '@lanbi/runtime';
import type { FastifyInstance } from 'fastify';
import { sendProblem } from './problem.ts';
import { isSame } from './secret.ts';
import type { Built } from './site.ts';
import type { Ask } from './upstream.ts';

interface OperationDeps {
  readonly ask: () => Ask;
  readonly site: Built;
  readonly metrics: Metrics;
  readonly key: string | undefined;
  readonly closed: boolean;
}

async function reasonOf(check: () => Promise<unknown>): Promise<string | undefined> {
  try {
    await check();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Probes and metrics of a process that serves the pages alone. */
export function pageOperationRoutes(
  app: FastifyInstance,
  { ask, site, metrics, key, closed }: OperationDeps,
): void {
  const askHealth = async (): Promise<void> => {
    const { status, body } = await ask()({ method: 'GET', path: '/healthz', headers: {}, from: '127.0.0.1' });
    body.destroy();
    if (status !== 200) throw new Error(`the API answered ${status}`);
  };
  app.get('/healthz', async () => ({ status: 'ok' }));
  app.get('/readyz', async (_request, reply) => {
    const found = await Promise.all(
      [['page', () => site.ready()] as const, ['api', askHealth] as const].map(async ([name, check]) => {
        const reason = await reasonOf(check);
        return { name, ok: reason === undefined, ...(reason !== undefined && { reason }) };
      }),
    );
    const ready = found.every(({ ok }) => ok);
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'not-ready', checks: found });
  });
  app.get('/metrics', async (request, reply) => {
    const sent = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
    if (closed && (key === undefined || !isSame(sent, key)))
      return sendProblem(
        reply,
        'unauthorized',
        'send LANBI_API_KEY of this process as "Authorization: Bearer <key>"',
      );
    return reply.type(metrics.contentType).send(await metrics.text());
  });
}
