import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '@lanbi/testkit/servers/free-port';
import autocannon from 'autocannon';
import mqtt, { type MqttClient } from 'mqtt';
import { median } from './support/median.ts';
import { startProgram, stopProgram } from './support/program.ts';

const BARE = fileURLToPath(new URL('./support/bare.ts', import.meta.url));
const STATIONS = 12;
const DAYS = 366;
const START = Date.parse('2024-01-01T00:00:00+08:00');
const HOUR = 3_600_000;
/** Hours in one message. */
const BATCH = 732;
/** Each request of a throughput run is under way beside so many others. */
const CONNECTIONS = 10;
const SECONDS = 4;
/** Times that a table is asked for; the median counts. */
const TABLES = 3;

/** Stations with one hour, so that the latest of all are a thousand. */
const MORE = 1_000 - STATIONS;

const ids = Array.from({ length: STATIONS }, (_, i) => `A${i}`);
const more = Array.from({ length: MORE }, (_, i) => `B${i}`);
/** The others are in a city of their own: an hour of a city is the mean of its stations, whether or not they report. */
const inRegion = (region: string) => (id: string) => ({ id, medium: 'air', name: id, region });
const registryFile = JSON.stringify({
  regions: [
    { id: 'r', name: { zh: '市', en: 'R' }, kind: 'city' },
    { id: 's', name: { zh: '城', en: 'S' }, kind: 'city' },
  ],
  stations: [...ids.map(inRegion('r')), ...more.map(inRegion('s'))],
});

const LATEST = '/v1/air/stations/A0/aqi/latest';
const INDEX = '/v1/air/regions/r/composite-index?period=year&at=2024';
const CALLS = {
  'aqi/latest': LATEST,
  healthz: '/healthz',
  parameters: '/v1/parameters',
  stations: '/v1/stations?limit=1000',
  '30 days of hours': '/v1/air/stations/A0/aqi?from=2024-11-01&to=2024-11-30&limit=1000',
  'latest of 1,000 stations': '/v1/air/stations/latest',
  "a year's composite index": INDEX,
} as const;
/** Asked while messages come in. */
const BESIDE = ['aqi/latest', '30 days of hours', 'latest of 1,000 stations'] as const;

const values = (hour: number, station: number) => ({
  pm2_5: 20 + ((hour * 7 + station) % 90),
  pm10: 50 + ((hour * 5 + station) % 90),
  so2: 9,
  no2: 20 + (hour % 30),
  co: 0.7,
  o3: 60 + ((hour * 3) % 80),
});
const reading = (hour: number, station: number) => ({
  ts: START + hour * HOUR,
  values: values(hour, station),
});
const topic = (station: number): string => `env/v1/air/A${station}/observations`;

/** Seconds of processor time that a process has used, by its metrics. */
async function processorTime(url: string): Promise<number> {
  const text = await (await fetch(new URL('/metrics', url))).text();
  return Number(/^process_cpu_seconds_total (\S+)/m.exec(text)?.[1]);
}

/** Share of a core that the program takes while nobody asks: what follows the logs may still be at it. */
async function busy(url: string): Promise<number> {
  const before = await processorTime(url);
  const begin = performance.now();
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  return ((await processorTime(url)) - before) / ((performance.now() - begin) / 1000);
}

const publish = (client: MqttClient, id: string, body: object) =>
  client.publishAsync(`env/v1/air/${id}/observations`, JSON.stringify(body), { qos: 1 });

/** A year of hours of every station, and until all of it is evaluated. */
async function fill(client: MqttClient, url: string): Promise<void> {
  for (let first = 1; first <= DAYS * 24; first += BATCH) {
    const hours = Array.from({ length: BATCH }, (_, hour) => first + hour);
    await Promise.all(
      ids.map((id, station) =>
        publish(
          client,
          id,
          hours.map((hour) => reading(hour, station)),
        ),
      ),
    );
  }
  await Promise.all(more.map((id, at) => publish(client, id, reading(DAYS * 24, at))));
  const isDone = async (): Promise<boolean> => {
    const answer = await fetch(url + INDEX);
    if (!answer.ok) return false;
    const { evaluation } = (await answer.json()) as { evaluation: { complete: boolean } };
    return evaluation.complete && (await busy(url)) < 0.1;
  };
  while (!(await isDone())) await new Promise((resolve) => setTimeout(resolve, 200));
}

interface Rate {
  readonly perSecond: number;
  /** Microseconds of processor time of the server for an answer. */
  readonly cost: number;
  readonly p50: number;
  readonly p99: number;
  readonly failed: number;
}

interface Shot {
  readonly overallRate?: number;
  readonly headers?: Record<string, string>;
  /** Of every answer. */
  readonly status?: number;
}

async function shoot(url: string, { overallRate, headers, status = 200 }: Shot = {}): Promise<Rate> {
  const before = await processorTime(url);
  const { requests, latency, statusCodeStats, errors } = await autocannon({
    url,
    connections: CONNECTIONS,
    duration: SECONDS,
    ...(headers && { headers }),
    ...(overallRate !== undefined && { overallRate }),
  });
  const others = Object.entries(statusCodeStats ?? {}).filter(([code]) => Number(code) !== status);
  const failed = others.reduce((sum, [, { count: each = 0 }]) => sum + each, errors);
  const cost = (((await processorTime(url)) - before) * 1e6) / requests.total;
  return { perSecond: requests.average, cost, p50: latency.p50, p99: latency.p99, failed };
}

/** A Fastify in a process of its own whose one route answers these bytes: as the object that they are, or out of a file. */
async function bare(
  body: string,
  as: 'object' | 'file' = 'object',
): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const port = await freePort();
  const child = spawn(process.execPath, [BARE, String(port), as], { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(body);
  await once(child.stdout, 'data');
  return {
    url: `http://127.0.0.1:${port}/`,
    async stop() {
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

const count = (value: number): string => Math.round(value).toLocaleString('en');
const ratio = (ours: number, theirs: number): string => (ours / theirs).toFixed(2);

async function throughput(url: string): Promise<void> {
  for (const [name, path] of Object.entries(CALLS)) {
    const answer = await fetch(url + path);
    const body = await answer.text();
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${body}`);
    const ours = await shoot(url + path);
    const server = await bare(body);
    const theirs = await shoot(server.url);
    await server.stop();
    console.log(
      `${name}, ${count(body.length)} characters: ${count(ours.perSecond)}/s, a bare Fastify ${count(theirs.perSecond)}/s, ratio ${ratio(ours.perSecond, theirs.perSecond)}; processor time ${count(ours.cost)} and ${count(theirs.cost)} µs, ratio ${ratio(theirs.cost, ours.cost)}; p99 ${ours.p99} and ${theirs.p99} ms; failed ${ours.failed}`,
    );
  }
}

/** The same answer whether or not the client has it already. */
async function unchanged(url: string): Promise<void> {
  const etag = (await fetch(url + LATEST)).headers.get('etag') ?? '';
  const whole = await shoot(url + LATEST);
  const known = await shoot(url + LATEST, { headers: { 'if-none-match': etag }, status: 304 });
  console.log(
    `aqi/latest unchanged: ${count(known.perSecond)}/s with If-None-Match, ${count(whole.perSecond)}/s without, ratio ${ratio(known.perSecond, whole.perSecond)}; processor time ${count(known.cost)} and ${count(whole.cost)} µs; failed ${known.failed}`,
  );
}

/** Milliseconds until all answers have come whole, one after the other, and those of processor time of the server. */
async function duration(urls: readonly string[]): Promise<readonly [number, number]> {
  const server = urls[0] ?? '';
  const before = await processorTime(server);
  const begin = performance.now();
  for (const url of urls) await (await fetch(url, { headers: { accept: 'text/csv' } })).arrayBuffer();
  return [performance.now() - begin, ((await processorTime(server)) - before) * 1e3];
}

async function medianDuration(urls: readonly string[]): Promise<readonly [number, number]> {
  const times: (readonly [number, number])[] = [];
  for (let at = 0; at < TABLES; at += 1) times.push(await duration(urls));
  return [median(times.map(([time]) => time)), median(times.map(([, used]) => used))];
}

/** A year of hours of each station as CSV, beside the same bytes read from a file. */
async function tables(url: string): Promise<void> {
  const urls = ids.map((id) => `${url}/v1/air/stations/${id}/aqi?from=2024&to=2024`);
  const text = await (await fetch(urls[0] ?? '', { headers: { accept: 'text/csv' } })).text();
  const [ours, used] = await medianDuration(urls);
  const server = await bare(text, 'file');
  const [theirs, theirsUsed] = await medianDuration(urls.map(() => server.url));
  await server.stop();
  const size = (text.length * STATIONS) / 1e6;
  console.log(
    `a year of hours of ${STATIONS} stations as CSV, ${size.toFixed(1)} MB: ${count(ours)} ms, the file read and sent ${count(theirs)} ms, ratio ${ratio(theirs, ours)}; processor time ${count(used)} and ${count(theirsUsed)} ms`,
  );
}

/** So many messages a second until `stop` is called; returns how many were acknowledged. */
async function ingest(client: MqttClient, perSecond: number, stopped: () => boolean): Promise<number> {
  const begin = performance.now();
  let sent = 0;
  let acknowledged = 0;
  const waiting = new Set<Promise<unknown>>();
  while (!stopped()) {
    for (const due = ((performance.now() - begin) / 1000) * perSecond; sent < due; sent++) {
      const station = sent % STATIONS;
      const hour = DAYS * 24 + Math.floor(sent / STATIONS);
      const one = client.publishAsync(topic(station), JSON.stringify(reading(hour, station)), { qos: 1 });
      waiting.add(one);
      void one.then(() => {
        acknowledged += 1;
        waiting.delete(one);
      });
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  await Promise.all(waiting);
  return acknowledged;
}

async function beside(client: MqttClient, url: string, perSecond: number): Promise<void> {
  for (const name of BESIDE) {
    const path = CALLS[name];
    let stop = false;
    const begin = performance.now();
    const taken = ingest(client, perSecond, () => stop);
    const { perSecond: rate, p50, p99, failed } = await shoot(url + path, { overallRate: 500 });
    stop = true;
    const messages = await taken;
    const second = (messages * 1000) / (performance.now() - begin);
    console.log(
      `${name} at 500/s beside ${count(second)} messages/s: p50 ${p50} ms, p99 ${p99} ms, ${count(rate)}/s answered, failed ${failed}`,
    );
  }
}

export const bench = {
  name: `API: requests per second of the program in a process of its own, ${STATIONS} stations, a year of hours, embedded store`,
  async run(): Promise<void> {
    const folder = await mkdtemp(join(tmpdir(), 'lanbi-bench-'));
    const [http, broker] = [await freePort(), await freePort()];
    const url = `http://127.0.0.1:${http}`;
    const program = await startProgram({ folder, registry: registryFile, http, broker, stationRate: '0' });
    const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${broker}`);
    const begin = performance.now();
    await fill(client, url);
    console.log(`prepared in ${((performance.now() - begin) / 1000).toFixed(1)} s`);
    await throughput(url);
    await unchanged(url);
    await tables(url);
    await beside(client, url, 2_000);
    await client.endAsync(true);
    await stopProgram(program);
    await rm(folder, { recursive: true, force: true });
  },
};
