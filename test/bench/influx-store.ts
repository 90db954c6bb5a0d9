import { deepStrictEqual } from 'node:assert';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InfluxDB } from '@influxdata/influxdb-client';
import { freePort } from '@lanbi/testkit/servers/free-port';
import { influxEnvironment } from '@lanbi/testkit/servers/influx-buckets';
import { type Influxd, influxSource, startInfluxd } from '@lanbi/testkit/servers/influxd';
import type { Program } from '@lanbi/testkit/servers/program';
import mqtt, { type MqttClient } from 'mqtt';
import { cpuOf } from './support/cpu.ts';
import { startProgram, stopProgram } from './support/program.ts';

const HOUR = 3_600_000;
const DAYS = 366;
const CITIES = 4;
const STATIONS = 12;
const CORRECTED = 200;
/** Corrections that are under way together. */
const TOGETHER = 20;
const TIMES = 40;
/** Spans of 30 days, each of which is asked for once. */
const SPANS = 20;

/** The year ends with the last whole day at +08:00, so that all of it is within what a new file looks for. */
const END = Math.floor((Date.now() + 8 * HOUR) / (24 * HOUR)) * 24 * HOUR - 8 * HOUR;
const START = END - DAYS * 24 * HOUR;

const ids = Array.from({ length: STATIONS }, (_, i) => `A${i}`);
const registry = JSON.stringify({
  regions: Array.from({ length: CITIES }, (_, i) => ({ id: `c${i}`, name: `C${i}`, kind: 'city' })),
  stations: ids.map((id, i) => ({ id, medium: 'air', name: id, region: `c${i % CITIES}` })),
});

const OF_A_SIDE: ReadonlySet<string> = new Set([
  'computedAt',
  'evaluation',
  'revision',
  'staleness',
  'lastReceived',
]);

const dateOf = (at: number): string => new Date(at + 8 * HOUR).toISOString().slice(0, 10);
const MONTH = dateOf(END - 40 * 24 * HOUR).slice(0, 7);
const SPAN = `from=${dateOf(END - 31 * 24 * HOUR)}&to=${dateOf(END - 2 * 24 * HOUR)}`;
const AT = dateOf(END - 24 * HOUR);

const CALLS = {
  'aqi/latest': '/v1/air/stations/A0/aqi/latest',
  "a month's ranking": `/v1/air/rankings?level=city&period=month&at=${MONTH}`,
  "a year's index": `/v1/air/regions/c0/composite-index?period=rolling-365d&at=${AT}`,
  '30 days of hours': `/v1/air/stations/A0/aqi?interval=hour&${SPAN}&limit=1000`,
} as const;

const values = (hour: number, station: number) => {
  const day = Math.sin((hour / 12) * Math.PI + station);
  const noise = (hour * 7919 + station * 31) % 17;
  return {
    pm2_5: Math.round(45 + 20 * day) + noise,
    pm10: Math.round(80 + 30 * day) + noise,
    so2: 9 + (noise % 4),
    no2: Math.round(33 - 10 * day) + (noise % 5),
    co: (7 + (noise % 6)) / 10,
    o3: Math.round(80 - 40 * day) + noise,
  };
};

interface Side {
  readonly url: string;
  readonly client: MqttClient;
  program: Program;
  readonly start: () => Promise<void>;
  readonly folder: string;
}

async function open(env: Readonly<Record<string, string>>): Promise<Side> {
  const folder = await mkdtemp(join(tmpdir(), 'lanbi-bench-'));
  const [http, broker] = [await freePort(), await freePort()];
  const place = { folder, registry, http, broker, stationRate: '0', env };
  const program = await startProgram(place);
  const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${broker}`);
  const side: Side = {
    ...{ url: `http://127.0.0.1:${http}`, client, program, folder },
    async start() {
      await side.program.dispose();
      side.program = await startProgram(place);
    },
  };
  return side;
}

async function metricOf({ url }: Side, name: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const lines = text
    .split('\n')
    .filter((line) => line.startsWith(name) && /[ {]/.test(line.charAt(name.length)));
  return lines.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
}

/** Until so many observations are evaluated to the end. */
async function caughtUp(side: Side, evaluated: number): Promise<void> {
  for (;;) {
    const done = await metricOf(side, 'lanbi_evaluate_observations_total');
    if (done >= evaluated && (await metricOf(side, 'lanbi_evaluate_lag')) === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Until a program has nothing to do: what follows the logs may still be at it. */
async function idle(side: Side): Promise<void> {
  for (;;) {
    const before = cpuOf(side.program.pid);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    if (cpuOf(side.program.pid) - before < 100_000) return;
  }
}

const say = ({ client }: Side, station: number, messages: readonly object[]) =>
  client.publishAsync(`env/v1/air/${ids[station]}/observations`, JSON.stringify(messages), { qos: 1 });

async function fillYear(side: Side): Promise<void> {
  for (let day = 0; day < DAYS; day++)
    await Promise.all(
      ids.map((_, station) => {
        const hours = Array.from({ length: 24 }, (__, i) => day * 24 + i + 1);
        return say(
          side,
          station,
          hours.map((at) => ({ ts: START + at * HOUR, values: values(at, station) })),
        );
      }),
    );
  await caughtUp(side, DAYS * 24 * STATIONS);
}

/** An hour of a station corrected, and one of another station again as it was. */
async function correctOne(side: Side, i: number): Promise<void> {
  const [at, station] = [1 + ((i * 43 + 7) % (DAYS * 24 - 48)), i % STATIONS];
  const { o3, ...rest } = values(at, station);
  const [again, other] = [1 + ((i * 41 + 11) % (DAYS * 24 - 48)), (station + 1) % STATIONS];
  await Promise.all([
    say(side, station, [{ ts: START + at * HOUR, values: { ...rest, o3: o3 + 200 } }]),
    say(side, other, [{ ts: START + again * HOUR, values: values(again, other) }]),
  ]);
}

/** Each of some hours over the year corrected once, and each of others sent again as it was. */
async function correct(side: Side): Promise<void> {
  const before = await metricOf(side, 'lanbi_evaluate_observations_total');
  for (let from = 0; from < CORRECTED; from += TOGETHER)
    await Promise.all(Array.from({ length: TOGETHER }, (_, i) => correctOne(side, from + i)));
  await caughtUp(side, before + CORRECTED);
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begin = performance.now();
  await work();
  return performance.now() - begin;
}

async function ask(url: string): Promise<string> {
  const answer = await fetch(url);
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${url}: ${answer.status} ${text}`);
  return text;
}

const medianOf = (all: readonly number[]): number =>
  all.toSorted((a, b) => a - b)[all.length >> 1] ?? Number.NaN;

/** What an answer says of the air; when it was computed is the business of each side. */
const figuresOf = (text: string): unknown =>
  JSON.parse(text, (name, value) => (OF_A_SIDE.has(name) ? undefined : value));

/** @throws AssertionError where the sides answer other figures */
async function same(embedded: Side, influx: Side): Promise<void> {
  for (const path of Object.values(CALLS))
    deepStrictEqual(figuresOf(await ask(influx.url + path)), figuresOf(await ask(embedded.url + path)), path);
}

/** Milliseconds of an answer once it was asked for. */
async function warm(side: Side, path: string): Promise<number> {
  await idle(side);
  for (let i = 0; i < 5; i++) await ask(side.url + path);
  const all: number[] = [];
  for (let i = 0; i < TIMES; i++) all.push(await timed(() => ask(side.url + path)));
  return medianOf(all);
}

/** Milliseconds of the first answer of a process that has started again and has nothing to do; median of three starts. */
async function cold(side: Side, path: string, prepare: () => Promise<void>): Promise<number> {
  const all: number[] = [];
  for (let i = 0; i < 3; i++) {
    side.program.signal('SIGTERM');
    await side.program.ended();
    await prepare();
    await side.start();
    // The code of the route runs once, over other figures.
    await caughtUp(side, 0);
    await idle(side);
    await ask(`${side.url}/v1/air/stations/A0/aqi/latest`);
    await ask(`${side.url}/v1/air/stations/A9/aqi?interval=hour&from=${AT}&to=${AT}`);
    all.push(await timed(() => ask(side.url + path)));
  }
  return medianOf(all);
}

async function loseFile({ folder }: Side): Promise<void> {
  for (const name of await readdir(folder))
    if (name.startsWith('recent')) await rm(join(folder, name), { force: true });
}

/** The n-th span of 30 days. */
const spanOf = (n: number): readonly [from: number, to: number] => [
  END - (60 + n) * 24 * HOUR,
  END - (30 + n) * 24 * HOUR,
];

/** Milliseconds of 30 days of hours that nobody asked for before. */
async function unasked(side: Side): Promise<number> {
  await idle(side);
  const all: number[] = [];
  for (let n = 0; n < SPANS; n++) {
    const [from, to] = spanOf(n);
    const span = `from=${dateOf(from)}&to=${dateOf(to - HOUR)}&limit=1000`;
    all.push(await timed(() => ask(`${side.url}/v1/air/stations/A0/aqi?interval=hour&${span}`)));
  }
  return medianOf(all);
}

/** The same rows and nothing else, by the client that InfluxDB gives. */
async function bareRows({ url, token, org }: Influxd, bucket: string): Promise<number> {
  const api = new InfluxDB({ url, token }).getQueryApi(org);
  const all: number[] = [];
  for (let n = 0; n < SPANS; n++) {
    const [from, to] = spanOf(n).map((at) => new Date(at + HOUR / 2).toISOString());
    const flux = `from(bucket: "${bucket}_hour")
  |> range(start: ${from}, stop: ${to})
  |> filter(fn: (r) => r._measurement == "aqi.hour" and r.subject == "A0")
  |> filter(fn: (r) => r._field == "aqi" or r._field =~ /^(pm2_5|pm10|so2|no2|co|o3)$/)
  |> pivot(rowKey: ["_time"], columnKey: ["_field"], valueColumn: "_value")`;
    const took = await timed(async () => {
      const rows = await api.collectRows(flux);
      if (rows.length !== 720) throw new Error(`${rows.length} rows of 720`);
      JSON.stringify(rows);
    });
    all.push(took);
  }
  return medianOf(all);
}

async function seriesOf({ url, token, org }: Influxd, bucket: string): Promise<number> {
  const api = new InfluxDB({ url, token }).getQueryApi(org);
  let sum = 0;
  for (const end of ['', '_hour', '_day', '_results', '_dead_letters']) {
    const [row] = await api.collectRows<{ readonly _value: number }>(
      `import "influxdata/influxdb"\ninfluxdb.cardinality(bucket: "${bucket}${end}", start: 2000-01-01T00:00:00Z)`,
    );
    sum += row?._value ?? 0;
  }
  return sum;
}

/** The most memory that a process has had, in MB. */
async function peakOf({ program }: Side): Promise<number> {
  const status = await readFile(`/proc/${program.pid}/status`, 'utf8');
  return Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1]) / 1024;
}

const tell = (name: string, embedded: number, influx: number, unit: string, faster = false): void => {
  const ratio = faster ? embedded / influx : influx / embedded;
  console.log(
    `${name}: embedded ${embedded.toFixed(1)} ${unit}, InfluxDB ${influx.toFixed(1)} ${unit}: ${ratio.toFixed(2)}`,
  );
};

async function compare(influxd: Influxd, embedded: Side, influx: Side, bucket: string): Promise<void> {
  const own = await timed(() => fillYear(embedded));
  const used = cpuOf(influxd.pid);
  const theirs = await timed(() => fillYear(influx));
  tell('a year of 12 stations through MQTT, settled', own / 1000, theirs / 1000, 's');
  console.log(`processor time of influxd: ${((cpuOf(influxd.pid) - used) / 1e6).toFixed(1)} s`);
  tell('memory at the most', await peakOf(embedded), await peakOf(influx), 'MB');
  console.log(`series: ${await seriesOf(influxd, bucket)}`);
  const corrected = await timed(() => correct(embedded));
  tell('200 corrections and 200 repeats', corrected / 1000, (await timed(() => correct(influx))) / 1000, 's');
  await same(embedded, influx);
  for (const [name, path] of Object.entries(CALLS))
    tell(`${name}, warm`, await warm(embedded, path), await warm(influx, path), 'ms', true);
  for (const [name, path] of Object.entries(CALLS).slice(1)) {
    const [here, file] = [
      await cold(embedded, path, async () => {}),
      await cold(influx, path, async () => {}),
    ];
    tell(`${name}, cold, out of the file beside InfluxDB`, here, file, 'ms', true);
    const lost = await cold(influx, path, () => loseFile(influx));
    await same(embedded, influx);
    tell(`${name}, cold, out of InfluxDB`, here, lost, 'ms', true);
  }
  const [bare, rows] = [await bareRows(influxd, bucket), await unasked(influx)];
  tell('30 days of hours out of InfluxDB, each asked for once', await unasked(embedded), rows, 'ms', true);
  console.log(`a bare client that queries the same rows: ${bare.toFixed(1)} ms: ${(bare / rows).toFixed(2)}`);
}

export const bench = {
  name: 'InfluxDB against the embedded store: a year of 12 stations in 4 cities, each program in a process of its own',
  async run(): Promise<void> {
    if (influxSource === undefined) {
      console.log('not run: no InfluxDB on this machine');
      return;
    }
    const influxd = await startInfluxd();
    const env = await influxEnvironment(influxd);
    const [embedded, influx] = [await open({}), await open(env)];
    try {
      await compare(influxd, embedded, influx, env['INFLUX_BUCKET'] ?? '');
    } finally {
      for (const { client, program, folder } of [embedded, influx]) {
        await client.endAsync(true);
        await stopProgram(program);
        await rm(folder, { recursive: true, force: true });
      }
      await influxd.stop();
    }
  },
};
