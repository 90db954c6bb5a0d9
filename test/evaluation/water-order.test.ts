import type { Figured, SectionPeriodBody } from '@lanbi/evaluation';
import { datesOf, daysWindow, windowOf } from '@lanbi/evaluation';
import type { Observation, Store } from '@lanbi/model';
import { type ComputedResult, figureOf, recompute, type WaterFigures } from '@lanbi/query';
import { civilDate, DAY, HOUR, type Instant, instant, isMissing, startOfDate } from '@lanbi/standards';
import { allResults, observationOf, registryOf, WaterRun } from '@lanbi/testkit/samples/water-run';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answeredOver } from '../support/asked-air.ts';
import { askedWater, waterFiguresOver } from '../support/asked-water.ts';
import { withStore } from '../support/embedded.ts';
import { literalDay, literalPeriod } from './literal-water.ts';

const registry = registryOf({
  regions: [{ id: 'r', name: 'r', kind: 'city' }],
  rivers: [{ id: 'river', name: 'river' }],
  lakes: [{ id: 'lake', name: 'lake' }],
  sections: [
    { id: 'a', name: 'a', region: 'r', river: 'river', waterBody: 'river', target: 'III' },
    { id: 'b', name: 'b', region: 'r', river: 'river', waterBody: 'river' },
    { id: 'c', name: 'c', region: 'r', lake: 'lake', waterBody: 'lake', target: 'III' },
  ],
  stations: [
    { id: 'A1', medium: 'water', name: 'a', region: 'r', section: 'a' },
    { id: 'A2', medium: 'water', name: 'a', region: 'r', section: 'a', period: 14_400 },
    { id: 'B1', medium: 'water', name: 'b', region: 'r', section: 'b' },
    { id: 'C1', medium: 'water', name: 'c', region: 'r', section: 'c', period: 0 },
  ],
});
const STATIONS = [
  ['A1', 3600],
  ['A2', 14_400],
  ['B1', 3600],
  ['C1', 0],
] as const;
const SECTIONS = { a: ['A1', 'A2'], b: ['B1'], c: ['C1'] } as const;

/** Days on both sides of a month, a quarter, a half-year and a year. */
const DAYS = ['2025-12-30', '2025-12-31', '2026-01-01', '2026-06-30', '2026-07-01', '2026-07-02'].map(
  (text) => startOfDate(civilDate(text)),
);

const thousandths = (most: number) => fc.integer({ min: 0, max: most }).map((n) => n / 1000);

const reading = fc.oneof(
  fc
    .record({ parameter: fc.constant('ph' as const), value: fc.integer({ min: 550, max: 950 }) })
    .map(({ parameter, value }) => ({ parameter, value: value / 100, flag: 'N' })),
  fc.record({
    parameter: fc.constantFrom('do' as const, 'codmn' as const, 'tn' as const),
    value: thousandths(20_000),
    flag: fc.constant('N'),
  }),
  fc.record({
    parameter: fc.constantFrom('nh3n' as const, 'tp' as const, 'chla' as const),
    value: thousandths(800),
    flag: fc.constantFrom('N', 'N', 'N', 'L', 'D'),
  }),
);

const observation: fc.Arbitrary<Observation> = fc
  .record({
    station: fc.constantFrom(...STATIONS),
    day: fc.constantFrom(...DAYS),
    hour: fc.integer({ min: 0, max: 24 }),
    off: fc.constantFrom(0, 0, 0, 1_000, -400),
    readings: fc.uniqueArray(reading, { minLength: 1, maxLength: 5, selector: ({ parameter }) => parameter }),
  })
  .map(({ station: [station, period], day, hour, off, readings }) => {
    const marked = readings.map((each) => (each.flag === 'N' ? each : { ...each, invalid: 'flag' as const }));
    const values = Object.fromEntries(marked.map((each) => [each.parameter, each]));
    const end = day + hour * HOUR + (period > 0 ? off : 0);
    return observationOf(registry, station, instant(end), values, period);
  });

type Step =
  | { readonly write: readonly Observation[] }
  | 'apply'
  | 'flush-some'
  | 'finish'
  | 'restart'
  | 'ask';

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ write: fc.array(observation, { minLength: 1, maxLength: 12 }) }) },
  { weight: 2, arbitrary: fc.constant('apply' as const) },
  { weight: 1, arbitrary: fc.constant('flush-some' as const) },
  { weight: 2, arbitrary: fc.constant('finish' as const) },
  { weight: 1, arbitrary: fc.constant('restart' as const) },
  { weight: 2, arbitrary: fc.constant('ask' as const) },
);

/** @param water asked in between, so that it holds days that change later */
async function perform(run: WaterRun, steps: readonly Step[], water?: WaterFigures): Promise<void> {
  for (const each of steps) {
    if (each === 'apply') await run.apply(3);
    else if (each === 'flush-some') await run.flushSome(2);
    else if (each === 'finish') await run.finish();
    else if (each === 'restart') run.restart();
    else if (each === 'ask') await (water && askedWater(water, registry));
    else await run.write(each.write);
  }
  // A kill in between would read the log again from the place that was kept, and so does this.
  run.restart();
  await run.finish();
}

/** What the store holds in the end: of each identity the last reading of each parameter. */
function finalOf(steps: readonly Step[]): Observation[] {
  const last = new Map<string, Observation>();
  for (const each of steps) {
    if (typeof each === 'string') continue;
    for (const said of each.write) {
      const key = `${said.station} ${said.to} ${said.period}`;
      const readings = new Map(last.get(key)?.readings.map((one) => [one.parameter, one]));
      for (const one of said.readings) readings.set(one.parameter, one);
      last.set(key, { ...said, readings: [...readings.values()] });
    }
  }
  return [...last.values()];
}

type Revised = Figured & Pick<ComputedResult, 'revision'>;

/** Every figure by its identity: of samples and days from their records, periods and waters as they are asked for. */
async function allFigures(store: Store, water: WaterFigures): Promise<Map<string, Revised>> {
  const all = new Map<string, Revised>(await askedWater(water, registry));
  for (const [key, { revision, ...stored }] of await allResults(store)) {
    const figure = figureOf({ registry }, stored);
    if (figure) all.set(key, { ...figure, revision });
  }
  return all;
}

const bodies = async (store: Store, water = waterFiguresOver(store, registry)) =>
  [...(await allFigures(store, water))]
    .map(([key, { body }]) => [key, body] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));

/** Days that are held at once: those of one section and year, of a few, or of all. */
const bounds = fc.constantFrom(1, 120, 10_000);

describe('the evaluation of water', () => {
  it('ends the same whatever the order, with duplicates, corrections, restarts and kills between', {
    timeout: 300_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), bounds, async (steps, days) => {
        const rolling = await withStore(async (store) => {
          const water = waterFiguresOver(store, registry, { days });
          await perform(new WaterRun(store, registry), steps, water);
          return bodies(store, water);
        });
        const batch = await withStore(async (store) => {
          const run = new WaterRun(store, registry);
          await run.write(finalOf(steps));
          await run.finish();
          return bodies(store);
        });
        expect(rolling).toEqual(batch);
      }),
      { numRuns: 25 },
    );
  });

  it('is found the same by a recomputation of the span, whatever came before', {
    timeout: 300_000,
  }, async () => {
    const span = daysWindow(civilDate('2025-01-01'), civilDate('2026-12-31'));
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), bounds, async (steps, days) => {
        await withStore(async (store) => {
          const water = waterFiguresOver(store, registry, { days });
          await perform(new WaterRun(store, registry), steps, water);
          const found: string[] = [];
          const answered = answeredOver(store, registry, water);
          for await (const { key, same } of recompute({ store, registry, ...answered }, span)) {
            expect({ ...key, same }).toEqual({ ...key, same: true });
            found.push(`${key.kind} ${key.subject} ${key.from} ${key.to}`);
          }
          expect(found.sort()).toEqual([...(await allFigures(store, water)).keys()].sort());
        });
      }),
      { numRuns: 25 },
    );
  });

  it('agrees with a recomputation from the raw readings', { timeout: 300_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async (steps) => {
        const results = await withStore(async (store) => {
          const water = waterFiguresOver(store, registry);
          await perform(new WaterRun(store, registry), steps, water);
          return allFigures(store, water);
        });
        const raw = finalOf(steps);
        let held = 0;
        for (const [section, stations] of Object.entries(SECTIONS)) {
          const own = raw.filter(({ station }) => (stations as readonly string[]).includes(station));
          for (const { kind, subject, from, to, body } of results.values()) {
            if (subject !== section || (kind !== 'class.day' && kind !== 'class.month')) continue;
            hold(own, from, to, body as SectionPeriodBody);
            held += 1;
          }
        }
        expect(held > 0).toBe(raw.length > 0);
      }),
      { numRuns: 25 },
    );
  });
});

function hold(own: readonly Observation[], from: Instant, to: Instant, body: SectionPeriodBody): void {
  const days: Instant[] = [];
  for (let day: number = from; day < to; day += DAY) days.push(instant(day));
  const literal = literalPeriod(days.map((day) => literalDay(own, day)));
  expect(body.samples).toBe(literal.samples);
  expect(Object.keys(body.values)).toEqual(Object.keys(literal.means));
  for (const [item, { mean, count }] of Object.entries(literal.means)) {
    const value = body.values[item as 'tp'];
    expect(body.counts[item as 'tp']).toBe(count);
    if (item === 'ph') expect(isMissing(value) ? value : Math.abs(Number(value) - mean)).toBeLessThan(1e-9);
    else expect(value).toBe(mean);
  }
}

describe('a late and a corrected reading', () => {
  const hours = (date: string, n: number) => instant(startOfDate(civilDate(date)) + n * HOUR);

  it('re-open the day, month and longer periods that they touch, and nothing else', async () => {
    await withStore(async (store) => {
      const water = waterFiguresOver(store, registry);
      const run = new WaterRun(store, registry);
      const made = ['2026-06-29', '2026-06-30', '2026-07-01'].flatMap((date) =>
        [6, 12, 18].map((hour) => observationOf(registry, 'A1', hours(date, hour), { do: 8, tp: 0.1 })),
      );
      await run.write(made);
      await run.finish();
      const before = await allFigures(store, water);
      await run.write([observationOf(registry, 'A1', hours('2026-06-30', 12), { tp: 0.25 })]);
      await run.finish();
      const after = await allFigures(store, water);
      const changed = [...after].filter(([key, result]) => before.get(key)?.revision !== result.revision);
      const named = changed.map(([, { kind, subject, from, to, revision }]) => {
        const [first] = datesOf({ from, to: instant(Math.max(to, from + 1)) });
        return `${kind} ${subject} ${first} ${revision}`;
      });
      // A period is as often corrected as its days are.
      expect(named.sort()).toEqual([
        'class.day a 2026-06-30 2',
        'class.half-year a 2026-01-01 2',
        'class.month a 2026-06-01 2',
        'class.quarter a 2026-04-01 2',
        'class.sample a 2026-06-30 2',
        'class.year a 2026-01-01 2',
        'river.class.day river 2026-06-30 2',
        'river.class.half-year river 2026-01-01 2',
        'river.class.month river 2026-06-01 2',
        'river.class.quarter river 2026-04-01 2',
        'river.class.year river 2026-01-01 2',
      ]);
      const history = await store.history({ after: instant(-1), to: instant(1), limit: 100, subject: 'a' });
      expect(new Set(history.flatMap(({ causes }) => causes.map(({ change }) => change)))).toEqual(
        new Set(['corrected']),
      );
    });
  });

  it('are distinguished from old readings that come in their order', async () => {
    await withStore(async (store) => {
      const run = new WaterRun(store, registry);
      const received = instant(hours('2026-08-01', 0));
      const at = (hour: number) => ({
        ...observationOf(registry, 'A1', hours('2026-06-29', hour), { do: hour }),
        receivedAt: received,
      });
      // Months after their time, but one after the other: a replay.
      for (const hour of [1, 2, 4]) {
        await run.write([at(hour)]);
        await run.finish();
      }
      const changes = () =>
        store.history({ after: instant(-1), to: instant(1), limit: 100, kind: 'class.day' });
      expect(await changes()).toEqual([]);
      await run.write([at(3)]);
      run.restart();
      await run.finish();
      const [change] = await changes();
      expect(change?.causes).toMatchObject([{ change: 'late', station: 'A1', to: hours('2026-06-29', 3) }]);
    });
  });

  it('give the mean of the month by hand', async () => {
    await withStore(async (store) => {
      const run = new WaterRun(store, registry);
      // Oxygen counts with every row, phosphorus once in four hours: the row of 01:00 is replaced by that of 03:00.
      await run.write([
        observationOf(registry, 'A1', hours('2026-06-29', 1), { do: 7, tp: 0.9, ph: 7 }),
        observationOf(registry, 'A1', hours('2026-06-29', 3), { do: 8, tp: 0.1, ph: 7 }),
        observationOf(registry, 'A1', hours('2026-06-30', 3), { do: 9, tp: 0.4, ph: 8 }),
      ]);
      await run.finish();
      const month = windowOf('month', civilDate('2026-06-30'));
      const found = await waterFiguresOver(store, registry).get('class.month', 'a', month);
      if (!found) throw new Error('no month was evaluated');
      const { values, counts, section } = found.body as SectionPeriodBody;
      // -lg((10^-7 + 10^-7 + 10^-8) / 3) = 7.1549019600
      expect(values).toEqual({ do: 8, ph: 7.15490196, tp: 0.25 });
      expect(counts).toEqual({ do: 3, ph: 3, tp: 2 });
      expect(section.class).toBe('IV');
    });
  });
});
