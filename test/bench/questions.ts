import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { get, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { formatInstant, HOUR, type Instant, instant, parseInstant } from '@lanbi/standards';
import { sharedData } from '@lanbi/testkit/data/shared-data';
import { freePort } from '@lanbi/testkit/servers/free-port';
import type { Program } from '@lanbi/testkit/servers/program';
import mqtt from 'mqtt';
import { withStore } from '../support/embedded.ts';
import { publishedWeeks, publishedYears } from '../support/published-years.ts';
import { cpuOfThreads } from './support/cpu.ts';
import { PYTHONS } from './support/duckdb.ts';
import { fillDistricts, fillHours, registryOfDistricts } from './support/made-districts.ts';
import { fillSections, NOW, registry as sectionsRegistry } from './support/made-sections.ts';
import { startProgram, stopProgram } from './support/program.ts';
import { at, measureOver, RUNS, report, urlOf } from './support/question-times.ts';
import {
  AIR_QUESTIONS,
  DISTRICT_QUESTIONS,
  SECTION_QUESTIONS,
  WATER_QUESTIONS,
} from './support/questions.ts';

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

const timeOf = (text: string): Instant => parseInstant(text) ?? instant(0);

/** What DuckDB takes for the same on one thread, ms by question; empty where no Python here has it. */
function duckdb(): ReadonlyMap<string, number> {
  const script = fileURLToPath(new URL('./support/questions_duckdb.py', import.meta.url));
  for (const python of PYTHONS) {
    if (python === undefined) continue;
    const { status, stdout } = spawnSync(python, [script, sharedData ?? '', '2016'], { encoding: 'utf8' });
    if (status !== 0) continue;
    const lines = stdout.trim().split('\n');
    return new Map(lines.map((line) => line.split('\t')).map(([name = '', ms]) => [name, Number(ms)]));
  }
  return new Map();
}

async function measure(api: string, { pid }: Program, beside: ReadonlyMap<string, number>): Promise<void> {
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

/** Questions of water, and those of more districts and sections than are published, over stores in memory. */
async function measureOthers(beside: ReadonlyMap<string, number>): Promise<void> {
  const weeks = await publishedWeeks();
  await measureOver(weeks, timeOf('2026-08-24T09:30:00+08:00'), WATER_QUESTIONS, beside);
  await weeks.close();
  await withStore(async (store) => {
    await fillDistricts(store);
    await fillHours(store);
    const registry = registryOfDistricts();
    await measureOver({ store, registry }, timeOf('2026-01-10T00:00:00+08:00'), DISTRICT_QUESTIONS);
  });
  await withStore(async (store) => {
    await fillSections(store);
    await measureOver({ store, registry: sectionsRegistry }, NOW, SECTION_QUESTIONS);
  });
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
async function acknowledged(api: string, broker: number, count: number): Promise<void> {
  const station = await mqtt.connectAsync(`mqtt://127.0.0.1:${broker}`);
  let [asking, answers] = [true, 0];
  const analyst = async (number: number): Promise<void> => {
    while (asking) {
      await ask(`${api}/v1/air/hours?from=${2015 + (number % 2)}&to=2016`, true);
      answers += 1;
    }
  };
  const analysts = Array.from({ length: count }, (_, number) => analyst(number));
  const [times, health]: [number[], number[]] = [[], []];
  for (let sent = 0; sent < MESSAGES; sent += 1) {
    const ts = formatInstant(
      instant(Date.parse('2017-02-01T00:00:00+08:00') + (count * MESSAGES + sent) * HOUR),
    );
    const begin = performance.now();
    const reading = { ts, period: 3600, values: { pm2_5: 35 } };
    await station.publishAsync('env/v1/air/Dongsi/observations', JSON.stringify(reading), { qos: 1 });
    times.push(performance.now() - begin);
    if (sent % 10 === 0) health.push((await ask(`${api}/healthz`, false)).ms);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  asking = false;
  await Promise.all(analysts);
  await station.endAsync(true);
  console.log(
    `${count} analysts, ${answers} whole years: acknowledgement p50 ${at(times, 0.5).toFixed(1)} ms, p99 ${at(times, 0.99).toFixed(1)} ms, at most 250; /healthz largest ${Math.max(...health).toFixed(1)} ms, at most 1000`,
  );
}

/** Seconds in which alerts have read the logs of two years, or it is not measured at all. */
const CATCH_UP_S = 300;

/**
 * Resolves when the program has nothing else to do: alerts read the logs of two years after the start, and an answer in
 * between would be measured with a part of that.
 */
async function caughtUp(api: string): Promise<void> {
  for (let second = 0; second < CATCH_UP_S; second += 1) {
    const metrics = await (await fetch(`${api}/metrics`)).text();
    if (/^lanbi_alert_lag 0$/m.test(metrics)) return;
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
  throw new Error('alerts have not read the logs');
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
    const api = `http://127.0.0.1:${http}`;
    await caughtUp(api);
    await work(api, program, broker);
  } finally {
    await stopProgram(program);
    await rm(folder, { recursive: true, force: true });
  }
}

export const bench = {
  name: 'Questions of an analyst, one call each: two years of 12 stations, six weeks of 43 sections, 23 districts and 159 sections',
  async run(): Promise<void> {
    if (sharedData === undefined) {
      console.log('not run: the published readings are not on this machine');
      process.exitCode = 1;
      return;
    }
    const beside = duckdb();
    await overYears(async (api, program, broker) => {
      await measure(api, program, beside);
      await memory(api, program);
      for (const count of [0, ANALYSTS]) await acknowledged(api, broker, count);
    });
    await measureOthers(beside);
  },
};
