import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { get, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { formatInstant, HOUR, instant, parseInstant } from '@lanbi/standards';
import { sharedData } from '@lanbi/testkit/data/shared-data';
import { freePort } from '@lanbi/testkit/servers/free-port';
import type { Program } from '@lanbi/testkit/servers/program';
import mqtt from 'mqtt';
import { apiOver } from '../support/api.ts';
import { publishedWeeks, publishedYears } from '../support/published-years.ts';
import { cpuOfThreads } from './support/cpu.ts';
import { PYTHONS } from './support/duckdb.ts';
import { startProgram, stopProgram } from './support/program.ts';
import { AIR_QUESTIONS, type Question, WATER_QUESTIONS } from './support/questions.ts';

interface Asked {
  readonly ms: number;
  readonly bytes: number;
}

/** Reads an answer and keeps nothing of it. */
async function ask(url: string, csv: boolean): Promise<Asked> {
  const begin = performance.now();
  const headers = { accept: csv ? 'text/csv' : 'application/json' };
  const [answer] = (await once(get(url, { headers }), 'response')) as [IncomingMessage];
  let bytes = 0;
  answer.on('data', (chunk: { readonly length: number }) => {
    bytes += chunk.length;
  });
  await once(answer, 'end');
  if (answer.statusCode !== 200) throw new Error(`${url}: ${answer.statusCode}`);
  return { ms: performance.now() - begin, bytes };
}

const sorted = (numbers: readonly number[]): readonly number[] => numbers.toSorted((a, b) => a - b);
const at = (numbers: readonly number[], share: number): number =>
  sorted(numbers)[Math.min(numbers.length - 1, Math.floor(numbers.length * share))] ?? Number.NaN;

/** Answers of JSON are kept until something is stored: so many questions that differ in a limit are each computed. */
const RUNS = 5;

const urlOf = ({ url, csv }: Question, run: number): string =>
  csv || url.includes('/latest?') || url.includes('limit=')
    ? url.replace('limit=1000', `limit=${1_000 - run}`)
    : `${url}&limit=${1_000 - run}`;

/** What DuckDB takes for the same on one thread, ms by question; empty where no Python here has it. */
function duckdb(): ReadonlyMap<string, number> {
  const script = fileURLToPath(new URL('./support/questions_duckdb.py', import.meta.url));
  const folder = join(sharedData ?? '', 'air/prsa-beijing');
  for (const python of PYTHONS) {
    if (python === undefined) continue;
    const { status, stdout } = spawnSync(python, [script, folder, '2016'], { encoding: 'utf8' });
    if (status !== 0) continue;
    const lines = stdout.trim().split('\n');
    return new Map(lines.map((line) => line.split('\t')).map(([name = '', ms]) => [name, Number(ms)]));
  }
  return new Map();
}

function report(
  { name, ms: wanted, bytes: most }: Question,
  times: readonly number[],
  bytes: number,
  beside: number | undefined,
): void {
  const [first = Number.NaN, ...others] = times;
  const reached = at(others, 0.5) <= wanted && bytes <= most ? '' : ' NOT REACHED';
  console.log(
    `${name}: first ${first.toFixed(0)} ms of processor time, then ${at(others, 0.5).toFixed(0)} ms, ${(bytes / 1000).toFixed(1)} kB; at most ${wanted} ms, ${most / 1000} kB${reached}; DuckDB ${beside === undefined ? '-' : `${beside} ms`}`,
  );
}

async function measure(api: string, { pid }: Program): Promise<void> {
  const beside = duckdb();
  for (const question of AIR_QUESTIONS) {
    const times: number[] = [];
    let bytes = 0;
    for (let run = 0; run <= RUNS; run += 1) {
      const before = cpuOfThreads(pid);
      bytes = (await ask(api + urlOf(question, run), question.csv ?? false)).bytes;
      times.push(cpuOfThreads(pid) - before);
    }
    report(question, times, bytes, beside.get(question.name));
  }
}

/** Questions of water over a store in memory, without a socket. */
async function measureWater(): Promise<void> {
  const weeks = await publishedWeeks();
  const api = await apiOver(
    weeks.store,
    weeks.registry,
    parseInstant('2026-08-24T09:30:00+08:00') ?? instant(0),
  );
  for (const question of WATER_QUESTIONS) {
    const times: number[] = [];
    let bytes = 0;
    for (let run = 0; run <= RUNS; run += 1) {
      const before = process.cpuUsage();
      bytes = (await api.text(urlOf(question, run), 'application/json')).length;
      const { user, system } = process.cpuUsage(before);
      times.push((user + system) / 1_000);
    }
    report(question, times, bytes, undefined);
  }
  await api.close();
  await weeks.close();
}

/** Bytes that a process holds. */
const memoryOf = ({ pid }: Program): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1_024;

/** How much the process grows while a year of hours is sent. */
async function memory(api: string, program: Program): Promise<void> {
  const before = memoryOf(program);
  let most = before;
  const timer = setInterval(() => {
    most = Math.max(most, memoryOf(program));
  }, 5);
  await ask(`${api}/v1/air/hours?from=2016&to=2016`, true);
  clearInterval(timer);
  console.log(`memory while the hourly table is sent: +${((most - before) / 1e6).toFixed(1)} MB, at most 64`);
}

const ANALYSTS = 8;
const MESSAGES = 500;
const PAUSE_MS = 20;

/** Some analysts ask for whole years while a station sends; ms from PUBLISH to PUBACK, and of /healthz. */
async function beside(api: string, broker: number, count: number): Promise<void> {
  const station = await mqtt.connectAsync(`mqtt://127.0.0.1:${broker}`);
  let [asking, answers] = [true, 0];
  const analyst = async (number: number): Promise<void> => {
    while (asking) {
      await ask(`${api}/v1/air/hours?from=${2015 + (number % 2)}&to=2016`, true);
      answers += 1;
    }
  };
  const analysts = Array.from({ length: count }, (_, number) => analyst(number));
  const [acknowledged, health]: [number[], number[]] = [[], []];
  for (let sent = 0; sent < MESSAGES; sent += 1) {
    const ts = formatInstant(
      instant(Date.parse('2017-02-01T00:00:00+08:00') + (count * MESSAGES + sent) * HOUR),
    );
    const begin = performance.now();
    const reading = { ts, period: 3600, values: { pm2_5: 35 } };
    await station.publishAsync('env/v1/air/Dongsi/observations', JSON.stringify(reading), { qos: 1 });
    acknowledged.push(performance.now() - begin);
    if (sent % 10 === 0) health.push((await ask(`${api}/healthz`, false)).ms);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  asking = false;
  await Promise.all(analysts);
  await station.endAsync(true);
  console.log(
    `${count} analysts, ${answers} whole years: acknowledgement p50 ${at(acknowledged, 0.5).toFixed(1)} ms, p99 ${at(acknowledged, 0.99).toFixed(1)} ms, at most 250; /healthz largest ${Math.max(...health).toFixed(1)} ms, at most 1000`,
  );
}

/** The program over two evaluated years. */
async function overYears(
  work: (api: string, program: Program, broker: number) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'lanbi-questions-'));
  const years = await publishedYears((month) => /^201[56]/.test(month), join(folder, 'lanbi.db'));
  await years.close();
  const [http, broker] = [await freePort(), await freePort()];
  const registry = JSON.stringify(years.file);
  // As `npm start` has it.
  const env = { NODE_OPTIONS: '--max-semi-space-size=64' };
  const program = await startProgram({ folder, registry, http, broker, stationRate: '0', env });
  try {
    await work(`http://127.0.0.1:${http}`, program, broker);
  } finally {
    await stopProgram(program);
    await rm(folder, { recursive: true, force: true });
  }
}

export const bench = {
  name: 'Questions of an analyst on two years of 12 stations and six weeks of 43 sections, one call each',
  async run(): Promise<void> {
    if (sharedData === undefined) {
      console.log('not run: the published readings are not on this machine');
      process.exitCode = 1;
      return;
    }
    await overYears(async (api, program, broker) => {
      await measure(api, program);
      await memory(api, program);
      for (const count of [0, ANALYSTS]) await beside(api, broker, count);
    });
    await measureWater();
  },
};
