import { EVENT_STREAM_HEADERS, RETRY_FIELD } from '@lanbi/runtime';
import * as z from 'zod';
import type { AlertApiDeps } from '../deps.ts';
import { READ } from '../http/scope.ts';
import { filterOf } from '../stream/filter.ts';
import { StreamHub } from '../stream/hub.ts';
import type { ApiServer } from './types.ts';

const list = z.string().max(2048).optional();

const query = z.object({
  topics: list.describe(
    '`alerts`, `results`, `annotations`, `bulletins`, or some of them with commas between (default all; with `kinds` it is `results`)',
  ),
  kinds: list.describe('only results of these kinds, with commas between, such as `aqi.hour,class.sample`'),
  subjects: list.describe(
    'only results and alerts of these stations, regions and waters, with commas between',
  ),
});

/**
 * Server-sent events out of the logs of results and of changes of alerts. The log of results holds each result in its
 * newest state only, so that a client misses intermediate states and no result; of alerts it gets every change. Of
 * annotations and published bulletins there is no log: an open stream says that they changed.
 */
export function streamRoute(app: ApiServer, deps: AlertApiDeps): void {
  const slow = deps.metrics.counter(
    'lanbi_stream_slow',
    'Times that a slow stream was cut down to the latest',
  );
  const hub = new StreamHub(deps, { onSlow: () => slow.add(1), ring: deps.access?.ring });
  deps.metrics.gauge('lanbi_streams', 'Streams that are open', () => hub.responses.length);
  deps.metrics.gauge(
    'lanbi_streams_waiting',
    'Open streams whose client does not read as fast as events come',
    () => hub.responses.filter((response) => response.writableNeedDrain).length,
  );
  app.addHook('preClose', async () => {
    for (const response of hub.responses) response.end();
  });

  app.get(
    '/v1/stream',
    {
      config: { ...READ, types: ['text/event-stream'] },
      schema: {
        tags: ['stream'],
        summary: 'Server-sent events of results and alert changes',
        description:
          'Begins at the end, or behind `Last-Event-ID`. Events are `alert` and `result`, and `annotation` with the new `version` ' +
          'when one was entered or withdrawn: figures that read it are other ones from then on. A client that was away asks for ' +
          'them anew. `bulletin` names the bulletin that was published last (`number`, `period`, `region`, `edition`). ' +
          'A `result` has `evaluation` as ' +
          'answers have it when it is sent; after results that are not complete comes an event `evaluation` as soon ' +
          'as everything stored is evaluated. A client that does not read ' +
          'for five seconds while more comes gets an event `slow` with how many were left out, and then the latest ' +
          'change of each alert and the latest result of each kind and subject only. Nothing is lost: a stream with ' +
          'its `lastEventId` as `Last-Event-ID`, or `/v1/alerts?since=` with its `alertsSince`, has all of it.',
        querystring: query,
        produces: ['text/event-stream'],
      },
    },
    async (request, reply) => {
      const filter = filterOf(request.query, deps.registry);
      if (request.method === 'HEAD') return reply.headers(EVENT_STREAM_HEADERS).send();
      const id = request.headers['last-event-id'];
      const offset = await hub.beginOf(typeof id === 'string' ? id : undefined);
      request.server.underWay.take(request, reply, 'streams');
      reply.hijack();
      const { raw } = reply;
      raw.writeHead(200, EVENT_STREAM_HEADERS);
      raw.write(RETRY_FIELD);
      hub.follow(raw, filter, offset);
    },
  );
}
