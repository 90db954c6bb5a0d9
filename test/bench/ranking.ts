import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dayOfDate, startOfDayNumber, windowOf } from '@lanbi/evaluation';
import {
  type AirDayRecord,
  consumerName,
  offsetAt,
  type Registry,
  type Result,
  type Store,
} from '@lanbi/model';
import { AirFigures, type AskedFigure, type AskedRanking } from '@lanbi/query';
import { parseRegistry } from '@lanbi/registry';
import {
  AIR_POLLUTANTS,
  type AirPollutant,
  type Carried,
  carried,
  civilDate,
  eachPollutant,
  instant,
  rational,
  startOfDate,
} from '@lanbi/standards';
import { createEmbeddedStore } from '@lanbi/store-embedded';

const DISTRICTS = 23;
const STATIONS = 3;
const FIRST = civilDate('2021-01-01');
const LAST = civilDate('2025-12-31');
const RUNS = 20;
const WARM_RUNS = 200;

const DISTRICT = Array.from({ length: DISTRICTS }, (_, i) => `d${i}`);

function registryOf(): Registry {
  const regions = DISTRICT.map((id) => ({ id, name: id, kind: 'district' }));
  const stations = DISTRICT.flatMap((region) =>
    Array.from({ length: STATIONS }, (_, i) => ({
      id: `${region}-${i}`,
      medium: 'air',
      name: region,
      region,
    })),
  );
  const parsed = parseRegistry([{ name: 'bench', text: JSON.stringify({ regions, stations }) }]);
  if (!parsed.ok) throw new Error('the registry of the benchmark has faults');
  return parsed.registry;
}

/** Numbers that look like chance and come again in each run. */
const drawn = (...of: readonly number[]): number => {
  const hash = of.reduce((sum, each) => Math.imul(sum ^ (each + 0x9e3779b9), 0x85ebca6b) ^ (sum >>> 13), 7);
  return (hash >>> 0) / 2 ** 32;
};

/** Around which the values of a pollutant lie, and the tenths of a unit that its hours are measured in. */
const AROUND: Readonly<Record<AirPollutant, readonly [number, bigint]>> = {
  so2: [9, 1n],
  no2: [35, 1n],
  co: [8, 10n],
  o3: [90, 1n],
  pm10: [90, 1n],
  pm2_5: [50, 1n],
};

/** The mean of all hours of the stations of a district, as exact as the evaluation gives it. */
function dayValue(item: AirPollutant, seed: readonly number[]): Carried {
  const [around, part] = AROUND[item];
  const hours = 24 * STATIONS;
  const sum = Math.round(around * hours * (0.4 + 1.6 * drawn(...seed)));
  return carried(rational(BigInt(sum), BigInt(hours) * part));
}

function recordOf(district: number, day: number): AirDayRecord {
  const values = AIR_POLLUTANTS.map((item, at) => [item, dayValue(item, [district, day, at])] as const);
  const of = Object.fromEntries(values) as Record<AirPollutant, Carried>;
  const rests = Object.fromEntries(values.flatMap(([item, { rest }]) => (rest ? [[item, rest]] : [])));
  return {
    concentrations: eachPollutant((item) => of[item].value),
    rests,
    further: { o3_1h: Math.round(of.o3.value * 1.2) },
    coverage: eachPollutant(() => ({ expected: STATIONS, observed: STATIONS })),
    running: false,
  };
}

/** Days of each district, committed day by day as evaluations are. */
async function fill(store: Store): Promise<void> {
  const [first, last] = [dayOfDate(FIRST), dayOfDate(LAST)];
  for (let day = first; day <= last; day += 1) {
    const [from, to] = [startOfDayNumber(day), startOfDayNumber(day + 1)];
    const days = DISTRICT.map(
      (subject, i): Result<'region.aqi.day'> => ({
        kind: 'region.aqi.day',
        subject,
        from,
        to,
        body: recordOf(i, day),
      }),
    );
    await store.commit(consumerName('bench'), offsetAt(day), days, to);
  }
}

/**
 * Milliseconds of processor time of this thread for one of several runs: what else runs on the machine does not lengthen
 * them, and a clock of some milliseconds does not matter.
 */
async function each(runs: number, work: () => Promise<unknown>): Promise<number> {
  const begin = process.threadCpuUsage();
  for (let run = 0; run < runs; run += 1) await work();
  const { user, system } = process.threadCpuUsage(begin);
  return (user + system) / 1000 / runs;
}

/** With no day in memory, each run in figures of its own, and with all days. */
async function coldAndWarm(figures: () => AirFigures, ask: (of: AirFigures) => Promise<unknown>) {
  let own = figures();
  const first = await each(1, () => ask(own));
  const cold = await each(RUNS, () => {
    own = figures();
    return ask(own);
  });
  const warm = await each(WARM_RUNS, () => ask(own));
  return `cold ${cold.toFixed(1)} ms (the first of the process ${first.toFixed(1)}), warm ${warm.toFixed(3)} ms`;
}

const window = windowOf('year', civilDate('2024-12-31'));

export const bench = {
  name: `period figures of air: ${DISTRICTS} districts, a year with its change against both earlier periods`,
  async run(): Promise<void> {
    const folder = await mkdtemp(join(tmpdir(), 'lanbi-ranking-'));
    const store = createEmbeddedStore({ path: join(folder, 'lanbi.db') });
    await store.open();
    await fill(store);
    const clock = { now: () => instant(startOfDate(civilDate('2026-01-10'))) };
    const registry = registryOf();
    const figures = () => new AirFigures({ store, registry, clock });
    const ranking: AskedRanking = { level: 'district', period: 'year', window, compare: 'same-edition' };
    console.log(`a ranking: ${await coldAndWarm(figures, (of) => of.ranking(ranking))}`);
    const index: AskedFigure = { subject: { id: 'd0', region: true }, period: 'year', window };
    console.log(`a composite index: ${await coldAndWarm(figures, (of) => of.compared(index))}`);
    await store.close();
    await rm(folder, { recursive: true });
  },
};
