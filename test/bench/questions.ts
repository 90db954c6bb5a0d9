import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { formatInstant, HOUR, instant } from '@lanbi/standards';
import { sharedData } from '@lanbi/testkit/data/shared-data';
import { type House, startHouse } from '../support/house.ts';
import { readBeijing, runBeijing } from '../support/prsa.ts';

const DEADLINE = 1_800_000;
const YEAR = 'from=2016&to=2016';
const CITY = `regions=beijing&${YEAR}`;

interface Question {
  readonly name: string;
  readonly url: string;
  readonly csv?: true;
  /** ms and bytes that are to be reached. */
  readonly ms: number;
  readonly bytes: number;
}

const SMALL = { ms: 100, bytes: 100_000 };

const QUESTIONS: readonly Question[] = [
  { name: 'worst ten days', url: `/v1/air/days?${CITY}&order=-aqi&top=10`, ...SMALL },
  {
    name: 'hours above 250',
    url: `/v1/air/hours?${CITY}&where=pm2_5>250&limit=1000&fields=to,pm2_5,aqi`,
    ...SMALL,
  },
  { name: 'longest run', url: `/v1/air/days?${CITY}&runs=pm2_5>75&top=1`, ...SMALL },
  { name: 'profile', url: `/v1/air/hours?${CITY}&profile=hour,weekday&parameters=pm2_5`, ...SMALL },
  { name: 'O3-90, good days, index by month', url: `/v1/air/periods?${CITY}`, ...SMALL },
  {
    name: 'twelve rankings of 12 stations',
    url: `/v1/air/periods?${YEAR}&rank=index&fields=period,station,index&limit=1000`,
    ms: 50,
    bytes: 100_000,
  },
  { name: 'AQI of all stations now', url: '/v1/air/stations/latest?fields=id,to,aqi', ...SMALL },
  {
    name: 'AQI of all stations at a past hour',
    url: '/v1/air/stations/latest?at=2016-12-20T21:00:00%2B08:00&fields=id,to,aqi',
    ...SMALL,
  },
  {
    name: 'worst station of a day',
    url: '/v1/air/days?from=2016-12-30&to=2016-12-30&order=-aqi&top=1',
    ...SMALL,
  },
  {
    name: 'hourly wide table',
    url: `/v1/air/hours?${YEAR}&layout=wide&parameters=pm2_5`,
    csv: true,
    ms: 1_000,
    bytes: 8e6,
  },
  { name: 'hourly table of 12 stations', url: `/v1/air/hours?${YEAR}`, csv: true, ms: 1_000, bytes: 8e6 },
  { name: 'city hours of a year', url: `/v1/air/hours?${CITY}`, csv: true, ms: 150, bytes: 1e6 },
  { name: 'daily table of 12 stations', url: `/v1/air/days?${YEAR}`, csv: true, ms: 60, bytes: 5e5 },
  { name: 'completeness', url: `/v1/air/completeness?${YEAR}&limit=1000`, ...SMALL },
  {
    name: 'change against last year',
    url: `/v1/air/periods?${CITY}&interval=year&against=year-earlier`,
    ...SMALL,
  },
  { name: 'year under another edition', url: `/v1/air/periods?${CITY}&interval=year&edition=2026`, ...SMALL },
  { name: 'corrected last month', url: '/v1/corrections?limit=1000', ...SMALL },
];

interface Asked {
  readonly ms: number;
  readonly bytes: number;
}

/** Reads an answer and keeps nothing of it. */
async function ask(house: House, url: string, csv: boolean): Promise<Asked> {
  const begin = performance.now();
  const headers = { accept: csv ? 'text/csv' : 'application/json' };
  const [answer] = (await once(get(house.app.apiUrl + url, { headers }), 'response')) as [IncomingMessage];
  let bytes = 0;
  answer.on('data', (chunk: { readonly length: number }) => {
    bytes += chunk.length;
  });
  await once(answer, 'end');
  if (answer.statusCode !== 200) throw new Error(`${url}: ${answer.statusCode}`);
  return { ms: performance.now() - begin, bytes };
}

const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;

const RUNS = 5;

/** What DuckDB takes for the same on one thread, ms by question; empty where it is not installed. */
function duckdb(): ReadonlyMap<string, number> {
  const python = process.env['LANBI_TEST_PYTHON'] ?? 'python3';
  const script = fileURLToPath(new URL('./support/questions_duckdb.py', import.meta.url));
  const folder = join(sharedData ?? '', 'air/prsa-beijing');
  const { status, stdout } = spawnSync(python, [script, folder, '2016'], { encoding: 'utf8' });
  if (status !== 0) return new Map();
  return new Map(
    stdout
      .trim()
      .split('\n')
      .map((line) => line.split('\t'))
      .map(([name = '', ms]) => [name, Number(ms)]),
  );
}

async function measure(house: House, beside: ReadonlyMap<string, number>): Promise<void> {
  for (const { name, url, csv = false, ms: wanted, bytes: most } of QUESTIONS) {
    const first = await ask(house, url, csv);
    const others: number[] = [];
    // Answers of JSON are kept until something is stored: the first one is computed, the others are sent again.
    for (let run = 0; run < RUNS; run += 1) others.push((await ask(house, url, csv)).ms);
    const db = beside.get(name);
    const reached = first.ms <= wanted && first.bytes <= most ? '' : ' NOT REACHED';
    console.log(
      `${name}: first ${first.ms.toFixed(1)} ms, again ${median(others).toFixed(1)} ms, ${(first.bytes / 1000).toFixed(1)} kB; at most ${wanted} ms, ${most / 1000} kB${reached}; DuckDB ${db === undefined ? '-' : `${db} ms`}`,
    );
  }
}

/** How much the process grows while a year of hours is sent. */
async function memory(house: House): Promise<void> {
  global.gc?.();
  const before = process.memoryUsage.rss();
  let most = before;
  const timer = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss());
  }, 5);
  await ask(house, `/v1/air/hours?${YEAR}`, true);
  clearInterval(timer);
  console.log(`memory while the hourly table is sent: +${((most - before) / 1e6).toFixed(1)} MB, at most 64`);
}

const ANALYSTS = 8;
const MESSAGES = 500;

/** Eight analysts ask for whole years while a station sends; ms from PUBLISH to PUBACK, and of /healthz. */
async function beside(house: House): Promise<void> {
  const station = await house.connect();
  let [asking, answers] = [true, 0];
  const analyst = async (at: number): Promise<void> => {
    while (asking) {
      await ask(house, `/v1/air/hours?from=201${5 + (at % 2)}&to=2016`, true);
      answers += 1;
    }
  };
  const analysts = Array.from({ length: ANALYSTS }, (_, at) => analyst(at));
  const [acknowledged, health]: [number[], number[]] = [[], []];
  for (let at = 0; at < MESSAGES; at += 1) {
    const ts = formatInstant(instant(Date.parse('2017-02-01T00:00:00+08:00') + at * HOUR));
    const begin = performance.now();
    await station.publishAsync(
      'env/v1/air/Dongsi/observations',
      JSON.stringify({ ts, period: 3600, values: { pm2_5: 35 } }),
      { qos: 1 },
    );
    acknowledged.push(performance.now() - begin);
    if (at % 10 === 0) health.push((await ask(house, '/healthz', false)).ms);
  }
  asking = false;
  await Promise.all(analysts);
  const p99 = (all: number[]) =>
    (all.toSorted((a, b) => a - b)[Math.floor(all.length * 0.99)] ?? 0).toFixed(1);
  console.log(
    `${ANALYSTS} analysts, ${answers} whole years: acknowledgement p50 ${median(acknowledged).toFixed(1)} ms, p99 ${p99(acknowledged)} ms, at most 250; /healthz largest ${Math.max(...health).toFixed(1)} ms, at most 1000`,
  );
}

export const bench = {
  name: 'Questions of an analyst on two years of 12 stations, one call each',
  async run(): Promise<void> {
    if (sharedData === undefined) {
      console.log('not run: the published readings are not on this machine');
      process.exitCode = 1;
      return;
    }
    const besideUs = duckdb();
    const beijing = readBeijing();
    const house = await startHouse(beijing.file);
    try {
      await runBeijing(house, beijing, /^201[56]/, DEADLINE);
      await measure(house, besideUs);
      await memory(house);
      await beside(house);
    } finally {
      await house.stop();
    }
  },
};
