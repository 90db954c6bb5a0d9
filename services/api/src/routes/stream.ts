import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { formatInstant, SECOND } from '@lanbi/standards';
import * as z from 'zod';
import { alertOf } from '../answers/alert.ts';
import type { AlertApiDeps } from '../deps.ts';
import { Problem } from '../http/problem.ts';
import type { App } from './types.ts';

/** Entries of each log in one go. */
const ROUND = 200;
/** Streams at one time; beyond it a client is told to come later. */
const STREAMS = 500;
/** A comment now and then keeps proxies from ending a quiet stream. */
const HEARTBEAT_MS = 15 * SECOND;

const TOPICS = ['alerts', 'results'] as const;
type Topic = (typeof TOPICS)[number];
const PLACE = /^a(\d{1,15})r(\d{1,15})$/;

/** Where a client is in both logs; as text the id of an event. */
interface Place {
  alert: number;
  result: number;
}

const query = z.object({
  topics: z.string().max(64).default('alerts,results').describe('alerts, results, or both with a comma'),
});

function topicsOf(text: string): ReadonlySet<Topic> {
  const asked = text.split(',').map((name) => name.trim());
  const found = TOPICS.filter((topic) => asked.includes(topic));
  if (found.length === 0 || found.length < asked.length)
    throw new Problem('bad-request', `topics: ${TOPICS.join(', ')}, found ${text}`);
  return new Set(found);
}

/** Where to begin: behind `Last-Event-ID`, else at the end of both logs. */
async function beginOf(id: string | undefined, { alerts, store }: AlertApiDeps): Promise<Place> {
  const parts = id === undefined ? undefined : PLACE.exec(id);
  if (id !== undefined && !parts) throw new Problem('bad-cursor', 'Last-Event-ID is not one of this stream');
  if (parts) return { alert: Number(parts[1]), result: Number(parts[2]) };
  return { alert: await alerts.alertHead(), result: await store.resultHead() };
}

const event = (name: string, { alert, result }: Place, data: object): string =>
  `event: ${name}\nid: a${alert}r${result}\ndata: ${JSON.stringify(data)}\n\n`;

/**
 * Server-sent events out of the logs. A client that is slow is not queued for: it is read on to from where it is, and
 * the log of results holds each result in its newest state only, so that it misses intermediate states and no result.
 */
export function streamRoute(app: App, deps: AlertApiDeps): void {
  const open = new Set<ServerResponse>();
  app.addHook('preClose', async () => {
    for (const response of open) response.end();
  });

  async function send(response: ServerResponse, text: string): Promise<void> {
    if (!response.write(text) && !response.destroyed)
      await Promise.race([once(response, 'drain'), once(response, 'close')]);
  }

  async function pump(response: ServerResponse, topics: ReadonlySet<Topic>, place: Place): Promise<boolean> {
    const changes = topics.has('alerts')
      ? await deps.alerts.alertChanges({ after: place.alert, limit: ROUND })
      : [];
    for (const change of changes) {
      place.alert = change.cursor;
      await send(response, event('alert', place, alertOf(change)));
    }
    const results = topics.has('results')
      ? await deps.store.changedResults(place.result as never, ROUND)
      : [];
    for (const { kind, subject, from, to, revision, body, position } of results) {
      place.result = position;
      const data = { kind, subject, from: formatInstant(from), to: formatInstant(to), revision, body };
      await send(response, event('result', place, data));
    }
    return changes.length + results.length > 0;
  }

  function follow(response: ServerResponse, topics: ReadonlySet<Topic>, place: Place): void {
    let running = false;
    let again = false;
    const wake = async (): Promise<void> => {
      again = true;
      if (running) return;
      running = true;
      try {
        while (again && !response.destroyed) {
          again = false;
          while (!response.destroyed && (await pump(response, topics, place)));
        }
      } catch (error) {
        deps.log.warn({ err: error }, 'a stream was ended; its client begins again where it was');
        response.end();
      } finally {
        running = false;
      }
    };
    const stops = [deps.alerts.onAlerts(() => void wake()), deps.store.onResults(() => void wake())];
    const beat = setInterval(() => response.write(': still here\n\n'), HEARTBEAT_MS);
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
      schema: {
        tags: ['stream'],
        summary: 'Server-sent events of results and alert changes',
        description: 'Begins at the end, or behind `Last-Event-ID`.',
        querystring: query,
        produces: ['text/event-stream'],
      },
    },
    async (request, reply) => {
      const topics = topicsOf(request.query.topics);
      if (open.size >= STREAMS) throw new Problem('unavailable', 'too many streams are open');
      const id = request.headers['last-event-id'];
      const place = await beginOf(typeof id === 'string' ? id : undefined, deps);
      reply.hijack();
      const { raw } = reply;
      raw.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      });
      raw.write('retry: 3000\n\n');
      follow(raw, topics, place);
    },
  );
}
