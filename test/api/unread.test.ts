import { connect, type Socket } from 'node:net';
import { createEmbeddedAlerts } from '@lanbi/alerts-embedded';
import { type ApiDeps, createApi } from '@lanbi/api';
import { consumerName, LOG_START, type Result, type Store, stationId } from '@lanbi/model';
import { createLogger, createMetrics } from '@lanbi/runtime';
import { civilDate, HOUR, instant, startOfDate } from '@lanbi/standards';
import { createEmbeddedStore } from '@lanbi/store-embedded';
import { sampleResult } from '@lanbi/testkit/samples/observations';
import { observationOf, registryOf } from '@lanbi/testkit/samples/water-run';
import { expect, it, onTestFinished, vi } from 'vitest';
import { NO_LOAD_SHEDDING } from '../support/load-shedding.ts';

const registry = registryOf({
  regions: [{ id: 'd', name: 'd', kind: 'district' }],
  stations: [{ id: 'A', medium: 'air', name: 'a', region: 'd', role: 'evaluation' }],
});
const START = startOfDate(civilDate('2026-01-01'));
const NOW = instant(START + 300 * 24 * HOUR);
const PATIENTLY = { timeout: 120_000, interval: 50 };
const SERIES = '/v1/stations/A/observations?parameter=pm10&from=2026-01-01&to=2026-10-01';

/** A store that counts how often its log of results is read. */
function counting(store: Store) {
  const found = { reads: 0, rows: 0 };
  const counted: Store['changedResults'] = async (after, limit) => {
    const rows = await store.changedResults(after, limit);
    found.reads += 1;
    found.rows += rows.length;
    return rows;
  };
  const proxy = new Proxy(store, {
    get: (inner, name) => {
      const member = Reflect.get(inner, name) as unknown;
      if (name === 'changedResults') return counted;
      return typeof member === 'function' ? member.bind(inner) : member;
    },
  });
  return { found, store: proxy };
}

/** The API over a socket, with alerts and so with its stream. */
async function served(access: NonNullable<ApiDeps['access']>, more: Partial<ApiDeps> = {}) {
  const embedded = createEmbeddedStore({ path: ':memory:' });
  const alerts = createEmbeddedAlerts({ path: ':memory:' });
  await embedded.open();
  await alerts.open();
  const { store, found } = counting(embedded);
  const metrics = createMetrics();
  const api = await createApi({
    store,
    alerting: { alerts, dryRun: async () => [] },
    registry,
    clock: { now: () => NOW },
    metrics,
    log: createLogger('silent'),
    readiness: async () => [],
    apiKeys: [],
    access: { ...NO_LOAD_SHEDDING, drainMs: 10, ...access },
    ...more,
  });
  const url = await api.listen({ port: 0 });
  onTestFinished(async () => {
    await api.close();
    await alerts.close();
    await embedded.close();
  });
  const metric = async (name: string) =>
    Number(new RegExp(`^${name}(?:_total)? (\\S+)$`, 'm').exec(await metrics.text())?.[1] ?? Number.NaN);
  /** Results of ten subjects, each numbered. */
  const commit = (from: number, count: number, size: number) => {
    const results: Result[] = Array.from({ length: count }, (_, i) => ({
      ...sampleResult(`P${from + i}`, instant(NOW + 1 + from + i), from + i),
      body: { values: { do: from + i, tp: 0 }, stations: [stationId('x'.repeat(size))], instant: true },
    }));
    return store.commit(consumerName('test'), LOG_START, results, NOW);
  };
  return { api, url, found, metric, commit, store };
}

/** A client that reads the head of its answer and nothing after it. */
function unreading(url: string, path: string, headers: Record<string, string> = {}) {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  onTestFinished(() => void socket.destroy());
  socket.on('error', () => {});
  const lines = Object.entries({ host: 'a', ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.write(`GET ${path} HTTP/1.1\r\n${lines.join('')}\r\n`);
  const head = new Promise<string>((resolve) => {
    socket.once('data', (chunk) => {
      socket.pause();
      resolve(String(chunk));
    });
    socket.once('close', () => resolve('closed'));
  });
  return { socket, status: head.then((text) => Number(/^HTTP\/1.1 (\d+)/.exec(text)?.[1])), head };
}

/** A client that keeps what it receives. */
function reading(url: string, headers: Record<string, string> = {}): { text: () => string; socket: Socket } {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  onTestFinished(() => void socket.destroy());
  const lines = Object.entries({ host: 'a', ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.write(`GET /v1/stream?topics=results HTTP/1.1\r\n${lines.join('')}\r\n`);
  let text = '';
  socket.on('data', (chunk) => {
    text += String(chunk);
  });
  return { text: () => text, socket };
}

const countOf = async (statuses: readonly Promise<number>[], status: number) =>
  (await Promise.all(statuses)).filter((each) => each === status).length;

it('streams read a log together, however many they are', async () => {
  const { url, found, commit, metric } = await served({ underWay: { streams: 0 } });
  const clients = Array.from({ length: 40 }, () => reading(url));
  await vi.waitFor(async () => expect(await metric('lanbi_streams')).toBe(40), PATIENTLY);
  await vi.waitFor(() => expect(clients.every(({ text }) => text().includes('retry'))).toBe(true), PATIENTLY);
  found.reads = 0;
  for (let round = 0; round < 5; round++) {
    await commit(round * 10, 10, 10);
    const last = `"do":${round * 10 + 9},`;
    await vi.waitFor(() => expect(clients.every(({ text }) => text().includes(last))).toBe(true), PATIENTLY);
  }
  // One reading a commit, and perhaps one that finds nothing more.
  expect(found.reads).toBeLessThanOrEqual(10);
  for (const { text } of clients) expect(text().match(/^event: result$/gm)).toHaveLength(50);
}, 300_000);

it('a stream that the ring has left behind reads on in the log, and one with a forged place receives what is new', async () => {
  const ring = { entries: 5, bytes: 1_000_000 };
  const { url, commit } = await served({ ring });
  await commit(0, 450, 10);
  const [live, old, forged] = [
    reading(url),
    reading(url, { 'last-event-id': 'a0r0' }),
    reading(url, { 'last-event-id': 'a999999999999999r999999999999999' }),
  ];
  await vi.waitFor(() => expect(old.text()).toContain('"do":449,'), PATIENTLY);
  for (let n = 450; n < 480; n += 6) await commit(n, 6, 10);
  for (const { text } of [live, old, forged])
    await vi.waitFor(() => expect(text()).toContain('"do":479,'), PATIENTLY);
  const numbers = (text: string) => [...text.matchAll(/"do":(\d+),/g)].map(([, n]) => Number(n));
  expect(numbers(old.text())).toEqual(Array.from({ length: 480 }, (_, n) => n));
  for (const { text } of [live, forged])
    expect(numbers(text())).toEqual(Array.from({ length: 30 }, (_, n) => 450 + n));
}, 300_000);

it('streams that never read are bounded, cost no probe its answer, and are cut', async () => {
  const UNREAD_MS = 4_000;
  const made = await served({ underWay: { streams: 10 }, unreadMs: UNREAD_MS });
  const { url, found, metric, api } = made;
  // 30 MB of events, more than the buffers of a connection take.
  for (let n = 0; n < 3_000; n += 100) await made.commit(n, 100, 10_000);
  const clients = Array.from({ length: 200 }, () =>
    unreading(url, '/v1/stream', { 'last-event-id': 'a0r0' }),
  );
  const statuses = clients.map(({ status }) => status);
  for (let probe = 0; probe < 10; probe++) {
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
  }
  expect(await countOf(statuses, 200)).toBe(10);
  expect(await countOf(statuses, 429)).toBe(190);
  const refused = await (await fetch(`${url}/v1/stream`)).json();
  expect(refused).toMatchObject({ type: 'https://lanbi.dev/problems/too-many-under-way', status: 429 });
  await vi.waitFor(async () => expect(await metric('lanbi_streams_waiting')).toBe(10), PATIENTLY);
  // What is held for a client is what its socket holds: no more is read while it does not read.
  const rows = found.rows;
  expect((await fetch(`${url}/metrics`)).status).toBe(200);
  expect(found.rows).toBe(rows);
  expect(rows).toBeLessThan(10 * 3_000);
  await vi.waitFor(async () => expect(await metric('lanbi_streams')).toBe(0), PATIENTLY);
  expect(await metric('lanbi_http_unread_cut')).toBe(10);
  expect(await countOf([unreading(url, '/v1/stream').status], 200)).toBe(1);
  expect((await api.inject('/healthz')).statusCode).toBe(200);
}, 240_000);

it('series that are never read are bounded by key, and cut; another key is not held up', async () => {
  const keys = ['the-first-key-of-this-test', 'the-second-key-of-this-test'];
  const { url, store, metric } = await served(
    { underWay: { downloads: 4 }, unreadMs: 5_000 },
    { apiKeys: keys },
  );
  for (let day = 0; day < 270; day += 10) {
    const observations = Array.from({ length: 10 * 24 * 6 }, (_, n) =>
      observationOf(
        registry,
        'A',
        instant(START + day * 24 * HOUR + (n + 1) * 600_000),
        { pm10: n % 500 },
        600,
      ),
    );
    await store.write({ observations, deadLetters: [] });
  }
  const of = (key: string) => ({ accept: 'application/x-ndjson', 'x-api-key': key });
  const [first = '', second = ''] = keys;
  const clients = Array.from({ length: 60 }, () => unreading(url, SERIES, of(first)));
  const statuses = clients.map(({ status }) => status);
  expect(await countOf(statuses, 200)).toBe(4);
  expect((await Promise.all(statuses)).filter((each) => each !== 200)).toEqual(Array(56).fill(429));
  const turnedAway = clients[(await Promise.all(statuses)).indexOf(429)];
  expect(await turnedAway?.head).toMatch(/^retry-after: \d+/im);
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  const other = await fetch(url + SERIES, { headers: of(second) });
  expect((await other.text()).trimEnd().split('\n')).toHaveLength(270 * 24 * 6);
  await vi.waitFor(async () => expect(await metric('lanbi_http_unread_cut')).toBe(4), PATIENTLY);
  const again = await fetch(url + SERIES, { headers: of(first) });
  expect(again.status).toBe(200);
  await again.text();
}, 240_000);

it('lists that are never read are bounded in bytes, and small answers go on', async () => {
  const { url, store } = await served({ underWay: { unreadBytes: 200_000 } });
  const observations = Array.from({ length: 1_000 }, (_, n) =>
    observationOf(registry, 'A', instant(START + (n + 1) * 60_000), { pm10: n % 500 }, 60),
  );
  await store.write({ observations, deadLetters: [] });
  // What the kernel takes counts as read: one list after the other is asked for until it takes no more.
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  onTestFinished(() => void socket.destroy());
  socket.pause();
  socket.on('error', () => {});
  await vi.waitFor(async () => {
    socket.write(`GET ${SERIES}&limit=1000 HTTP/1.1\r\nhost: a\r\n\r\n`);
    expect(await (await fetch(`${url}${SERIES}&limit=1000`)).json()).toMatchObject({
      type: 'https://lanbi.dev/problems/too-many-under-way',
      detail: expect.stringContaining('not read yet'),
    });
  }, PATIENTLY);
  for (const path of ['/healthz', '/readyz', '/openapi.json'])
    expect([path, (await fetch(url + path)).status]).toEqual([path, 200]);
  socket.destroy();
  await vi.waitFor(
    async () => expect((await fetch(`${url}${SERIES}&limit=1000`)).status).toBe(200),
    PATIENTLY,
  );
}, 300_000);
