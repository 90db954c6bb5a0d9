import { get, type IncomingMessage } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { consumerName, LOG_START, type Result, regionId, stationId } from '@lanbi/model';
import { instant } from '@lanbi/standards';
import { sampleResult } from '@lanbi/testkit/samples/observations';
import { observationOf, registryOf } from '@lanbi/testkit/samples/water-run';
import { expect, it, onTestFinished } from 'vitest';
import { metric, startTestApp, type TestApp, until } from '../support/app.ts';

const HOUR = 3_600_000;
const DAY = Date.parse('2026-04-01T00:00:00+08:00');

const REGISTRY = {
  regions: [{ id: 'city', name: 'city', kind: 'city' }],
  stations: [{ id: 'A1', medium: 'air', name: 'A1', region: 'city', parameters: ['pm2_5'] }],
};

interface Event {
  readonly event: string;
  readonly id: string;
  readonly data: {
    readonly ruleId?: string;
    readonly state?: string;
    readonly cursor?: string;
    readonly kind?: string;
    readonly subject?: unknown;
    readonly body?: { readonly values?: { readonly do?: number } };
    readonly skipped?: { readonly alerts: number; readonly results: number };
    readonly lastEventId?: string;
    readonly alertsSince?: string;
    readonly evaluation?: { readonly complete: boolean };
    readonly complete?: boolean;
    readonly version?: number;
    readonly number?: string;
  };
}

/** The event of a block; none for a comment. */
function eventOf(block: string): Event[] {
  const fields = Object.fromEntries(block.split('\n').map((line) => line.split(/: (.*)/s).slice(0, 2)));
  return fields['data']
    ? [{ event: fields['event'], id: fields['id'], data: JSON.parse(fields['data']) as Event['data'] }]
    : [];
}

/** Events of a stream until `enough`. */
async function read(
  app: TestApp,
  query: string,
  enough: (events: readonly Event[]) => boolean,
  lastId?: string,
) {
  const ending = new AbortController();
  const response = await fetch(`${app.apiUrl}/v1/stream${query}`, {
    headers: lastId === undefined ? {} : { 'last-event-id': lastId },
    signal: ending.signal,
  });
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  const events: Event[] = [];
  let text = '';
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    text += Buffer.from(chunk).toString();
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    events.push(...blocks.flatMap(eventOf));
    if (enough(events)) break;
  }
  ending.abort();
  return events;
}

const say = async (app: TestApp, hour: number, value: number): Promise<void> => {
  const station = await app.connect();
  await station.publishAsync(
    'env/v1/air/A1/observations',
    JSON.stringify({
      ts: `2026-04-01T${String(hour).padStart(2, '0')}:00:00+08:00`,
      values: { pm2_5: value },
    }),
    { qos: 1 },
  );
};

it('a stream sends results and changes of alerts, and goes on behind the last event that was seen', async () => {
  const app = await startTestApp(REGISTRY);
  onTestFinished(() => app.stop());
  const begin = read(
    app,
    '',
    (events) => events.some(({ data }) => /aqi|composite/.test(data.kind ?? '')),
    'a0r0',
  );
  await say(app, 10, 20);
  const first = await begin;
  expect(first.some(({ event, data }) => event === 'alert' && data.state === 'stale')).toBe(true);
  await say(app, 11, 30);
  const behind = first.at(-1)?.id;
  const second = await read(app, '?topics=results', (events) => events.length >= 1, behind);
  expect(second[0]?.event).toBe('result');
  expect(first.map(({ id }) => id)).not.toContain(second[0]?.id);
});

it('a stream says that annotations changed, each version or the last of several', async () => {
  const app = await startTestApp(REGISTRY);
  onTestFinished(() => app.stop());
  const isLast = ({ data }: Event) => data.version === 2;
  const hearing = ['?topics=annotations', ''].map((query) => read(app, query, (all) => all.some(isLast)));
  await until(async () => (await metric(app, 'lanbi_streams')) === hearing.length, 'the streams are open');
  const dust = { kind: 'dust-day', region: 'city', from: '2026-04-01', reason: 'notice 4' };
  expect((await app.post('/v1/annotations', dust)).status).toBe(201);
  expect((await app.post('/v1/annotations/1/withdraw', { reason: 'not confirmed' })).status).toBe(200);
  for (const events of await Promise.all(hearing))
    expect(events.filter(isLast)).toMatchObject([{ event: 'annotation', data: { version: 2 } }]);
});

it('a stream says which bulletin was published last', async () => {
  const app = await startTestApp(REGISTRY);
  onTestFinished(() => app.stop());
  const text = { title: 'September', markdown: '# September', html: '<h1>September</h1>' };
  const publish = (edition: number) =>
    app.store.publishBulletin({
      ...{ period: '2026-09', region: regionId('city'), edition, at: instant(DAY) },
      ...{ dataVersion: `v${edition}`, figures: '{}', texts: { zh: text, en: text } },
    });
  await publish(1);
  const isLast = ({ data }: Event) => data.number === '2026-09-city-2';
  const hearing = ['?topics=bulletins', ''].map((query) => read(app, query, (all) => all.some(isLast)));
  await until(async () => (await metric(app, 'lanbi_streams')) === hearing.length, 'the streams are open');
  await publish(2);
  for (const events of await Promise.all(hearing))
    expect(events.filter(({ event }) => event === 'bulletin')).toEqual([
      expect.objectContaining({
        data: { number: '2026-09-city-2', period: '2026-09', region: 'city', edition: 2 },
      }),
    ]);
  const asked = await fetch(`${app.apiUrl}/v1/stream?topics=bulletin`);
  expect([asked.status, await asked.text()]).toEqual([400, expect.stringContaining('bulletins')]);
});

it('results that were sent before all was evaluated are followed by an event that says when it is', async () => {
  const app = await startTestApp(REGISTRY);
  onTestFinished(() => app.stop());
  const isIncomplete = ({ data }: Event) => data.evaluation?.complete === false;
  const isOver = ({ event, data }: Event) => event === 'evaluation' && data.complete === true;
  const reading = read(
    app,
    '?topics=results',
    (list) =>
      list.some(({ data }) => data.kind === 'region.aqi.day') &&
      list.findLastIndex(isOver) > list.findLastIndex(isIncomplete),
    'a0r0',
  );
  // More records than one commit of the evaluator takes: what the first commits hold is sent before the checkpoint moves.
  await app.store.write({
    observations: Array.from({ length: 60 * 24 }, (_, hour) =>
      observationOf(registryOf(REGISTRY), 'A1', instant(DAY + (hour + 1) * HOUR), { pm2_5: 30 }),
    ),
    deadLetters: [],
  });
  const events = await reading;
  const results = events.filter(({ event }) => event === 'result');
  expect(results.every(({ data }) => typeof data.evaluation?.complete === 'boolean')).toBe(true);
  expect(results.some(isIncomplete)).toBe(true);
  const { evaluation } = await app.json<{ evaluation: object }>('/v1/air/stations/A1/aqi/latest');
  expect(events.findLast(isOver)?.data).toEqual(evaluation);
});

it('a stream sends the kinds and subjects that it is asked for, and moves on behind the others', async () => {
  const app = await startTestApp(REGISTRY);
  onTestFinished(() => app.stop());
  await say(app, 10, 20);
  await until(async () => (await app.get('/v1/air/regions/city/aqi/latest')).ok, 'the hour of the city');
  const hours = (list: readonly Event[]) => list.filter(({ data }) => data.kind === 'aqi.hour').length;
  const whole = await read(
    app,
    '?topics=results',
    (list) => list.some(({ data }) => data.kind === 'region.aqi.hour') && hours(list) > 0,
    'a0r0',
  );
  expect(new Set(whole.map(({ data }) => data.subject)).size).toBeGreaterThan(1);
  // Kinds are of results: alerts come where they are named.
  const ofKind = await read(app, '?kinds=aqi.hour', (list) => hours(list) > 0, 'a0r0');
  expect(ofKind.map(({ event, data }) => [event, data.kind])).toEqual([['result', 'aqi.hour']]);
  const ofCity = read(
    app,
    '?subjects=city&kinds=region.aqi.hour,aqi.hour',
    (list) => list.length >= 2,
    'a0r0',
  );
  await say(app, 11, 30);
  const [first, second] = await ofCity;
  expect([first?.data.subject, second?.data.subject]).toEqual(['city', 'city']);
  expect([first?.data.kind, second?.data.kind]).toEqual(['region.aqi.hour', 'region.aqi.hour']);
  // What was left out stands before the place of the event.
  const behind = await read(
    app,
    '?subjects=city&kinds=region.aqi.hour',
    (list) => list.length >= 1,
    first?.id,
  );
  expect(behind[0]?.id).toBe(second?.id);
});

it.each([
  ['topics=weather', 'topics', 'there are alerts, results'],
  ['kinds=aqi.hours', 'kinds', 'did you mean aqi.hour?'],
  ['kinds=aqi.hour,region.aqi.dy', 'kinds', 'did you mean region.aqi.day?'],
  ['subjects=A1,citi', 'subjects', 'did you mean city?'],
])('a stream of what there is not is refused: %s', async (query, field, message) => {
  const app = await startTestApp(REGISTRY);
  onTestFinished(() => app.stop());
  const refused = await app.get(`/v1/stream?${query}`);
  expect([refused.status, await refused.json()]).toMatchObject([
    400,
    { errors: [{ field: `querystring/${field}`, message: expect.stringContaining(message) }] },
  ]);
});

it('a stream of an unknown topic or place is refused', async () => {
  const app = await startTestApp(REGISTRY);
  onTestFinished(() => app.stop());
  expect((await app.get('/v1/stream?topics=weather')).status).toBe(400);
  const headers = { 'last-event-id': 'nonsense' };
  expect((await fetch(`${app.apiUrl}/v1/stream`, { headers })).status).toBe(400);
});

/** A client that reads on demand. */
function slowClient(app: TestApp) {
  const events: Event[] = [];
  let text = '';
  const waiting = new Set<() => void>();
  const request = get(`${app.apiUrl}/v1/stream`, (response) => {
    response.pause();
    begun(response);
  });
  let begun: (response: IncomingMessage) => void;
  const response = new Promise<IncomingMessage>((resolve) => {
    begun = resolve;
  });
  onTestFinished(() => void request.destroy());
  return {
    events,
    begun: response,
    async read(): Promise<void> {
      (await response).on('data', (chunk: Buffer) => {
        text += chunk;
        const blocks = text.split('\n\n');
        text = blocks.pop() ?? '';
        events.push(...blocks.flatMap(eventOf));
        for (const look of waiting) look();
      });
      (await response).resume();
    },
    until: (enough: () => boolean) =>
      new Promise<void>((resolve) => {
        const look = () => enough() && resolve();
        waiting.add(look);
        look();
      }),
  };
}

it('a slow client gets the latest of each key and a notice; what it missed can still be read', async () => {
  let now = Date.parse('2026-04-03T00:00:00+08:00');
  const app = await startTestApp(REGISTRY, {}, { now: () => instant(now) });
  onTestFinished(() => app.stop());
  const rule = { id: 'fine', subject: { kind: 'station', id: 'A1' }, figure: 'pm2_5', op: '>', raise: 75 };
  expect((await app.post('/v1/alert-rules', { ...rule, staleAfter: 'P366D' })).status).toBe(201);
  const alerts = (since = '0') =>
    app.json<{ data: { cursor: string; since: string }[]; meta: { since: string } }>(
      `/v1/alerts?since=${since}&ruleId=fine&limit=1000`,
    );
  await until(async () => (await alerts()).data.length === 1, 'the alert is there, and never seen');
  const begin = (await alerts()).meta.since;
  const client = slowClient(app);
  await client.begun;

  // More than the buffers of a connection hold, of ten subjects that nothing else looks at. A commit is logged by subject.
  const results = (from: number, count: number): Result[] =>
    Array.from({ length: count }, (_, i) => ({
      ...sampleResult(`P${Math.floor((i * 10) / count)}`, instant(now + from + i), from + i),
      body: { values: { do: from + i }, stations: [stationId('x'.repeat(10_000))], instant: true },
    }));
  const commit = async (some: readonly Result[]) =>
    app.store.commit(consumerName('test'), LOG_START, some, instant(now));
  let said = 0;
  // A buffer is full only when it stays full: the kernel takes more of it for a moment.
  const staysFull = async () => {
    for (let look = 0; look < 5; look++) {
      if ((await metric(app, 'lanbi_streams_waiting')) === 0) return false;
      await pause(50);
    }
    return true;
  };
  while (!(await staysFull())) {
    await commit(results(said, 500));
    said += 500;
  }
  for (let hour = 1; hour <= 20; hour++) await say(app, hour, hour % 2 ? 80 : 10);
  await commit(results(said, 500));
  said += 500;
  const isOver = ({ since }: { since: string }) => since.includes('T20:00');
  await until(async () => (await alerts(begin)).data.some(isOver), 'the alert has changed twenty times');
  const all = (await alerts(begin)).data.map(({ cursor }) => cursor);
  now += 10_000;
  await client.read();

  const own = (list: readonly Event[]) =>
    list
      .filter(({ data }) => String(data.subject).startsWith('P'))
      .map(({ data }) => data.body?.values?.do ?? -1);
  const of = (list: readonly Event[]) => list.filter(({ data }) => data.ruleId === 'fine');
  await client.until(() => own(client.events).includes(said - 1));
  await client.until(() => of(client.events).at(-1)?.data.cursor === all.at(-1));
  const at = client.events.findIndex(({ event }) => event === 'slow');
  const { skipped, lastEventId, alertsSince } = (client.events[at] as Event).data;
  const [before, behind] = [client.events.slice(0, at), client.events.slice(at + 1)];
  const got = own(before);
  expect(got).toEqual(got.map((_, n) => n));
  const latest = Array.from({ length: 10 }, (_, i) => said - 500 + 50 * (i + 1) - 1);
  expect(own(behind)).toEqual(latest.filter((n) => n >= got.length));
  expect(of(behind)).toHaveLength(1);
  expect(skipped?.results).toBeGreaterThanOrEqual(said - got.length - 10);

  // Both ways back to what was left out.
  const heard = of(before).map(({ data }) => data.cursor);
  const missed = (await alerts(alertsSince)).data.map(({ cursor }) => cursor);
  expect([...heard, ...missed]).toEqual(all);
  const again = await read(app, '?topics=results', (list) => own(list).includes(said - 1), lastEventId);
  expect(own(again)).toEqual(Array.from({ length: said - got.length }, (_, i) => got.length + i));
  expect(await metric(app, 'lanbi_stream_slow')).toBe(1);
}, 300_000);
