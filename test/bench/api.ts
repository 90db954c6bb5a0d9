import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import autocannon from 'autocannon';
import mqtt, { type MqttClient } from 'mqtt';
import { freePort } from '../support/free-port.ts';
import { startProgram, stopProgram } from './support/program.ts';

const BARE = fileURLToPath(new URL('./support/bare.ts', import.meta.url));
const STATIONS = 8;
const DAYS = 366;
const START = Date.parse('2024-01-01T00:00:00+08:00');
const HOUR = 3_600_000;
/** Each request of a throughput run is under way beside so many others. */
const CONNECTIONS = 10;
const SECONDS = 8;

/** Stations with one hour, so that the latest of all are a thousand. */
const MORE = 1_000 - STATIONS;

const ids = Array.from({ length: STATIONS }, (_, i) => `A${i}`);
const more = Array.from({ length: MORE }, (_, i) => `B${i}`);
const registryFile = JSON.stringify({
  regions: [{ id: 'r', name: { zh: '市', en: 'R' }, kind: 'city' }],
  stations: [...ids, ...more].map((id) => ({ id, medium: 'air', name: id, region: 'r' })),
});

const CALLS = {
  'aqi/latest': '/v1/air/stations/A0/aqi/latest',
  '30 days of hours': '/v1/air/stations/A0/aqi?from=2024-11-01&to=2024-11-30&limit=1000',
  'latest of 1,000 stations': '/v1/air/stations/latest',
  "a year's composite index": '/v1/air/regions/r/composite-index?period=year&at=2024',
} as const;

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

/** Share of a core that the program takes while nobody asks: what follows the logs may still be at it. */
async function busy(url: string): Promise<number> {
  const used = async () =>
    Number(/^process_cpu_seconds_total (\S+)/m.exec(await (await fetch(`${url}/metrics`)).text())?.[1]);
  const before = await used();
  const begin = performance.now();
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  return ((await used()) - before) / ((performance.now() - begin) / 1000);
}

/** A year of hours of every station, and until all of it is evaluated. */
async function fill(client: MqttClient, url: string): Promise<void> {
  for (let day = 0; day < DAYS; day++) {
    const hours = Array.from({ length: 24 }, (_, hour) => day * 24 + hour + 1);
    await Promise.all(
      ids.map((_, station) =>
        client.publishAsync(topic(station), JSON.stringify(hours.map((hour) => reading(hour, station))), {
          qos: 1,
        }),
      ),
    );
  }
  for (const [at, id] of more.entries())
    await client.publishAsync(`env/v1/air/${id}/observations`, JSON.stringify(reading(DAYS * 24, at)), {
      qos: 1,
    });
  while (!(await fetch(url + CALLS["a year's composite index"])).ok || (await busy(url)) > 0.1)
    await new Promise((resolve) => setTimeout(resolve, 500));
}

interface Rate {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly failed: number;
}

async function shoot(url: string, overallRate?: number): Promise<Rate> {
  const { requests, latency, non2xx, errors } = await autocannon({
    url,
    connections: CONNECTIONS,
    duration: SECONDS,
    ...(overallRate !== undefined && { overallRate }),
  });
  return { perSecond: requests.average, p50: latency.p50, p99: latency.p99, failed: non2xx + errors };
}

/** A Fastify in a process of its own whose one route answers these bytes. */
async function bare(body: string): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const port = await freePort();
  const child = spawn(process.execPath, [BARE, String(port)], { stdio: ['pipe', 'pipe', 'inherit'] });
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
      `${name}, ${count(body.length)} characters: ${count(ours.perSecond)}/s, a bare Fastify ${count(theirs.perSecond)}/s; p99 ${ours.p99} and ${theirs.p99} ms; failed ${ours.failed}`,
    );
  }
}

/** So many messages a second until told to stop; answers how many were acknowledged. */
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
  for (const [name, path] of Object.entries(CALLS)) {
    let stop = false;
    const begin = performance.now();
    const taken = ingest(client, perSecond, () => stop);
    const { perSecond: rate, p50, p99, failed } = await shoot(url + path, 500);
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
    await fill(client, url);
    await throughput(url);
    await beside(client, url, 2_000);
    await client.endAsync(true);
    await stopProgram(program);
    await rm(folder, { recursive: true, force: true });
  },
};
