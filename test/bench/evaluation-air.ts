import {
  AirEvaluation,
  airPeriod,
  dayAt,
  type EvaluatedDay,
  type Subject,
  startOfDayNumber,
} from '@lanbi/evaluation';
import {
  AirDayColumns,
  type AirDayKind,
  offsetAt,
  regionId,
  type StoredObservation,
  type StoredResult,
  stationId,
} from '@lanbi/model';
import { daysOfYear, type NumberedDays, SlidingWindow, SubjectDays } from '@lanbi/query';
import { parseRegistry } from '@lanbi/registry';
import { addDays, civilDate, eachPollutant, HOUR, instant, seconds, startOfDate } from '@lanbi/standards';
import { createEmbeddedStore } from '@lanbi/store-embedded';

const LENGTHS = [7, 30, 365, 3_650] as const;
const UPDATES = 20_000;
const SIX = 6;

/** Day values that repeat after some years: millionths of a unit. */
const made: NumberedDays = {
  millionths: (day, column) => (((day * 7_919 + column * 104_729) % 3_000) + 1) * 100_000,
  aqiOf: (day) => (day * 37) % 300,
  restNum: () => 0,
  restDen: () => 0,
  eachValue: (from, to, column, visit) => {
    for (let day = from; day <= to; day += 1) visit(made.millionths(day, column), 0, 0);
  },
  primaryOf: (day) => 1 << (day % SIX),
};

/** Microseconds of one update: the window slides by a day, and the statistics are read. */
function update(length: number, change: (window: SlidingWindow, i: number) => void): number {
  const window = new SlidingWindow(made, true);
  window.moveTo(0, length - 1);
  const start = cpu();
  for (let i = 0; i < UPDATES; i += 1) {
    change(window, i);
    for (let column = 0; column < SIX; column += 1) window.mean(column);
    window.percentile(2, 95);
    window.percentile(3, 90);
  }
  return (cpu() - start) / UPDATES;
}

/** What a recomputation of the same period from its days costs. */
function rescan(length: number): number {
  const first = civilDate('2014-01-01');
  const days = Array.from({ length }, (_, day): EvaluatedDay => {
    const values = eachPollutant(() => made.millionths(day, 0) / 1e6);
    return { date: addDays(first, day), values, further: { o3_1h: 90 } };
  });
  const span = { from: first, to: addDays(first, length - 1) };
  const times = 20;
  const start = cpu();
  for (let i = 0; i < times; i += 1) airPeriod('custom', span, days, false);
  return (cpu() - start) / times;
}

const STATIONS = 10_000;
const CITIES = 10;
const DISTRICTS = 100;

function registryOf() {
  const regions = [
    ...Array.from({ length: CITIES }, (_, i) => ({ id: `c${i}`, name: `c${i}`, kind: 'city' })),
    ...Array.from({ length: DISTRICTS }, (_, i) => ({
      id: `d${i}`,
      name: `d${i}`,
      kind: 'district',
      parent: `c${i % CITIES}`,
    })),
  ];
  const stations = Array.from({ length: STATIONS }, (_, i) => ({
    id: `S${i}`,
    medium: 'air',
    name: `S${i}`,
    region: `d${i % DISTRICTS}`,
    role: 'evaluation',
  }));
  const parsed = parseRegistry([{ name: 'bench', text: JSON.stringify({ regions, stations }) }]);
  if (!parsed.ok) throw new Error('the registry of the benchmark has faults');
  return parsed.registry;
}

const hourOf = (hour: number): StoredObservation[] =>
  Array.from({ length: STATIONS }, (_, i) => ({
    position: offsetAt(hour * STATIONS + i + 1),
    station: stationId(`S${i}`),
    medium: 'air' as const,
    region: regionId(`d${i % DISTRICTS}`),
    to: instant(startOfDate(civilDate('2026-04-01')) + hour * HOUR),
    period: seconds(3600),
    receivedAt: instant(0),
    readings: (['so2', 'no2', 'co', 'o3', 'pm10', 'pm2_5'] as const).map((parameter, j) => ({
      parameter,
      value: 10 + ((i + hour + j) % 40),
      flag: 'N',
      revision: 1,
    })),
  }));

/** Microseconds of processor time so far: other programs on the machine do not lengthen it. */
const cpu = (): number => {
  const { user, system } = process.cpuUsage();
  return user + system;
};

const heap = (): number => {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 1e6;
};

/** A day of 10,000 stations through the evaluation alone: nothing is stored. */
async function manyStations(): Promise<void> {
  const store = createEmbeddedStore({ path: ':memory:' });
  await store.open();
  const evaluation = new AirEvaluation({ store, registry: registryOf() });
  await evaluation.restore();
  const before = heap();
  let spent = 0;
  for (let hour = 1; hour <= 24; hour += 1) {
    const entries = hourOf(hour);
    const start = cpu();
    for (let at = 0; at < entries.length; at += 2_000) await evaluation.apply(entries.slice(at, at + 2_000));
    spent += cpu() - start;
  }
  console.log(
    `${STATIONS} stations, 24 hours: ${(spent / (24 * STATIONS)).toFixed(1)} µs a reading of six values, ${evaluation.dirty} dirty hours`,
  );
  const start = cpu();
  let flushed = 0;
  let most = 0;
  for await (const slice of evaluation.flush()) {
    flushed += slice.length;
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    most = Math.max(most, (heapUsed + arrayBuffers) / 1e6 - before);
  }
  const used = cpu() - start;
  console.log(
    `flushed: ${flushed} records of hours and days in ${Math.round(used / 1000)} ms, ${(used / flushed).toFixed(1)} µs each`,
  );
  console.log(
    `state: ${Math.round(most)} MB at most in a flush (with what is not collected yet), ${Math.round(heap() - before)} MB after it (24 hours, nothing before)`,
  );
  await store.close();
}

const YEARS = 2;
const FEW = 50;

function storedDay(subject: Subject, day: number): StoredResult<AirDayKind> {
  const concentrations = eachPollutant((pollutant) => ((day * 7 + pollutant.length * 13) % 400) + 0.5);
  const coverage = eachPollutant(() => ({ expected: 24, observed: 24 }));
  const body = { concentrations, further: { o3_1h: 90 }, coverage, running: false };
  const [from, to] = [startOfDayNumber(day), startOfDayNumber(day + 1)];
  const position = offsetAt(day);
  return { kind: 'aqi.day', subject: subject.id, from, to, revision: 1, computedAt: to, position, body };
}

/** What a subject takes that has every day of two years. */
async function longHistory(): Promise<void> {
  const first = startOfDate(civilDate('2024-01-01'));
  const before = heap();
  const all: SubjectDays[] = [];
  for (let n = 0; n < FEW; n += 1) {
    const subject = { id: `S${n}`, region: false };
    const rows = Array.from({ length: YEARS * 365 }, (_, day) => storedDay(subject, dayAt(first) + day));
    const days = new SubjectDays(subject);
    days.open(rows.at(-1));
    for (const year of days.missing(dayAt(first), dayAt(first) + YEARS * 365)) {
      const span = daysOfYear(year);
      days.adopt([{ year, columns: new AirDayColumns(span.first, span.last) }]);
    }
    for (const row of rows) days.change(row);
    all.push(days);
  }
  const each = (heap() - before) / all.length;
  console.log(
    `a station with ${YEARS} years of days: ${(each * 1000).toFixed(0)} KB, 10,000 of them ${Math.round(each * 10_000)} MB`,
  );
}

export const bench = {
  name: 'air: cost of one update against the length of the window, and the state of 10,000 stations',
  async run(): Promise<void> {
    for (const length of LENGTHS) {
      update(length, () => {});
      const slides = update(length, (window, i) => window.moveTo(i + 1, i + length));
      const anew = rescan(length);
      console.log(
        `${length} days: slides ${slides.toFixed(2)} µs, computed anew ${Math.round(anew)} µs: ${Math.round(anew / slides)} times as much`,
      );
    }
    await longHistory();
    await manyStations();
  },
};
