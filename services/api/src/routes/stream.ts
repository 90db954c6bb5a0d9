import type { ServerResponse } from 'node:http';
import { SECOND } from '@lanbi/standards';
import * as z from 'zod';
import type { AlertApiDeps } from '../deps.ts';
import { Problem } from '../http/problem.ts';
import { READ } from '../http/scope.ts';
import { StreamClient } from '../stream/client.ts';
import { TOPICS, type Topic } from '../stream/entries.ts';
import { type Place, placeOf } from '../stream/place.ts';
import type { App } from './types.ts';

/** Streams at one time; beyond it a client is told to come later. */
const STREAMS = 500;
/** A comment now and then keeps proxies from ending a quiet stream. */
const HEARTBEAT_MS = 15 * SECOND;

const HEAD = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store',
  'x-accel-buffering': 'no',
};

const query = z.object({
  topics: z.string().max(64).default('alerts,results').describe('alerts, results, or both with a comma'),
});

function topicsOf(text: string): readonly Topic[] {
  const asked = new Set(text.split(',').map((name) => name.trim()));
  const found = TOPICS.filter((topic) => asked.has(topic));
  if (found.length === 0 || found.length < asked.size)
    throw new Problem('bad-request', `topics: ${TOPICS.join(', ')}, found ${text}`);
  return found;
}

/** Where to begin: behind `Last-Event-ID`, else at the end of both logs. */
async function beginOf(id: string | undefined, { alerts, store }: AlertApiDeps): Promise<Place> {
  if (id !== undefined) return placeOf(id);
  return { alert: await alerts.alertHead(), result: await store.resultHead() };
}

/**
 * Server-sent events out of the logs of results and of changes of alerts. The log of results holds each result in its
 * newest state only, so that a client misses intermediate states and no result; of alerts it gets every change.
 */
export function streamRoute(app: App, deps: AlertApiDeps): void {
  const open = new Set<ServerResponse>();
  const slow = deps.metrics.counter(
    'lanbi_stream_slow',
    'Times that a slow stream was cut down to the latest',
  );
  deps.metrics.gauge('lanbi_streams', 'Streams that are open', () => open.size);
  deps.metrics.gauge(
    'lanbi_streams_waiting',
    'Open streams whose client does not read as fast as is told',
    () => [...open].filter((response) => response.writableNeedDrain).length,
  );
  app.addHook('preClose', async () => {
    for (const response of open) response.end();
  });

  function follow(response: ServerResponse, topics: readonly Topic[], place: Place): void {
    const client = new StreamClient(response, { topics, place, onSlow: () => slow.add(1) }, deps);
    let running = false;
    let again = false;
    const wake = async (): Promise<void> => {
      again = true;
      if (running) return;
      running = true;
      try {
        while (again && !response.destroyed) {
          again = false;
          while (!response.destroyed && (await client.pump()));
        }
      } catch (error) {
        deps.log.warn({ err: error }, 'a stream was ended; its client begins again where it was');
        response.end();
      } finally {
        running = false;
      }
    };
    const stops = [deps.alerts.onAlerts(() => void wake()), deps.store.onResults(() => void wake())];
    // Whoever does not read gets no heartbeat either: it would only pile up.
    const beat = setInterval(() => {
      if (!response.writableNeedDrain) response.write(': still here\n\n');
    }, HEARTBEAT_MS);
    open.add(response);
    response.once('close', () => {
      clearInterval(beat);
      for (const stop of stops) stop();
      open.delete(response);
    });
    void wake();
  }

  app.get(
    '/v1/stream',
    {
      config: { ...READ, types: ['text/event-stream'] },
      schema: {
        tags: ['stream'],
        summary: 'Server-sent events of results and alert changes',
        description:
          'Begins at the end, or behind `Last-Event-ID`. Events are `alert` and `result`. A client that does not read ' +
          'for five seconds while more comes gets an event `slow` with how many were left out, and then the latest ' +
          'change of each alert and the latest result of each kind and subject only. Nothing is lost: a stream with ' +
          'its `lastEventId` as `Last-Event-ID`, or `/v1/alerts?since=` with its `alertsSince`, tells all of it.',
        querystring: query,
        produces: ['text/event-stream'],
      },
    },
    async (request, reply) => {
      const topics = topicsOf(request.query.topics);
      if (request.method === 'HEAD') return reply.headers(HEAD).send();
      if (open.size >= STREAMS) throw new Problem('unavailable', 'too many streams are open');
      const id = request.headers['last-event-id'];
      const place = await beginOf(typeof id === 'string' ? id : undefined, deps);
      reply.hijack();
      const { raw } = reply;
      raw.writeHead(200, HEAD);
      raw.write('retry: 3000\n\n');
      follow(raw, topics, place);
    },
  );
}
