import {
  type AirDayBody,
  type AirHourBody,
  daysWindow,
  type Figured,
  type RiverPeriodBody,
  WaterRecomputation,
} from '@lanbi/evaluation';
import type { Registry, ResultKey, Store } from '@lanbi/model';
import { airDayFigures, airHourFigures, figureOf } from '@lanbi/query';
import { addDays, civilDate, HOUR, type Instant, instant, startOfDate } from '@lanbi/standards';
import { observationOf, registryOf } from '@lanbi/testkit/samples/water-run';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { airFiguresOver, askedFigures, isPeriodFigure } from '../support/asked-air.ts';
import { askedWater, waterFiguresOver } from '../support/asked-water.ts';
import { withStore } from '../support/embedded.ts';
import {
  airFigures,
  byKey,
  isRecorded,
  readSlowly,
  recomputed,
  startEvaluator,
  storedResults,
} from '../support/evaluation.ts';

const hourOf = (date: string, hour: number): Instant => instant(startOfDate(civilDate(date)) + hour * HOUR);

async function evaluated(store: Store, registry: Registry): Promise<void> {
  const evaluator = await startEvaluator(store, registry);
  await evaluator.caughtUp();
  await evaluator.stop();
}

/** Whole days of PM2.5 of some stations, each with its own value. */
async function writeDays(
  store: Store,
  registry: Registry,
  days: readonly string[],
  values: Record<string, number>,
) {
  const observations = Object.entries(values).flatMap(([station, pm25]) =>
    days.flatMap((date) =>
      Array.from({ length: 24 }, (_, hour) =>
        observationOf(registry, station, hourOf(date, hour + 1), { pm2_5: pm25 }),
      ),
    ),
  );
  await store.write({ observations, deadLetters: [] });
}

const station = (id: string, more: object = {}) => ({ id, medium: 'air', name: id, region: 'c', ...more });
const cityOf = (...stations: object[]): Registry =>
  registryOf({ regions: [{ id: 'c', name: 'c', kind: 'city' }], stations });

async function cityDay(store: Store, date: string): Promise<AirDayBody | undefined> {
  const { from, to } = daysWindow(civilDate(date), civilDate(date));
  const stored = await store.get({ kind: 'region.aqi.day', subject: 'c', from, to });
  return stored && airDayFigures.compute(stored);
}

async function cityHour(store: Store, to: Instant): Promise<AirHourBody | undefined> {
  const key = { kind: 'region.aqi.hour', subject: 'c', from: instant(to - HOUR), to } as const;
  const stored = await store.get(key);
  return stored && airHourFigures.compute(stored);
}

describe('a city of which stations are closed', () => {
  const four = (more: object) => cityOf(station('A'), station('B'), station('C', more), station('D', more));

  it('has the values of those that are left: two of two, not two of four', async () => {
    await withStore(async (store) => {
      const registry = four({ until: '2025-06-30' });
      await writeDays(store, registry, ['2025-06-30'], { A: 10, B: 20, C: 30, D: 40 });
      await writeDays(store, registry, ['2025-07-01'], { A: 10, B: 20 });
      await evaluated(store, registry);
      // (10 + 20 + 30 + 40) / 4 and (10 + 20) / 2.
      expect(await cityDay(store, '2025-06-30')).toMatchObject({
        concentrations: { pm2_5: 25 },
        coverage: { pm2_5: { expected: 4, observed: 4 } },
      });
      expect(await cityDay(store, '2025-07-01')).toMatchObject({
        concentrations: { pm2_5: 15 },
        coverage: { pm2_5: { expected: 2, observed: 2 } },
      });
      expect(await cityHour(store, hourOf('2025-06-30', 24))).toMatchObject({
        concentrations: { pm2_5: 25 },
      });
      expect(await cityHour(store, hourOf('2025-07-01', 1))).toMatchObject({ concentrations: { pm2_5: 15 } });
    });
  });

  it('gets its values once the registry says so, and the days before keep theirs', async () => {
    await withStore(async (store) => {
      const before = four({});
      await writeDays(store, before, ['2025-06-30'], { A: 10, B: 20, C: 30, D: 40 });
      await writeDays(store, before, ['2025-07-01'], { A: 10, B: 20 });
      await evaluated(store, before);
      expect((await cityDay(store, '2025-07-01'))?.concentrations.pm2_5).toMatchObject({
        missing: expect.anything(),
      });
      await evaluated(store, four({ until: '2025-06-30' }));
      expect(await cityDay(store, '2025-06-30')).toMatchObject({ concentrations: { pm2_5: 25 } });
      expect(await cityDay(store, '2025-07-01')).toMatchObject({ concentrations: { pm2_5: 15 } });
    });
  });

  it('has a last day that is over when its last point sends on as a point of another city', async () => {
    await withStore(async (store) => {
      const registry = registryOf({
        regions: ['c', 'e'].map((id) => ({ id, name: id, kind: 'city' })),
        stations: [
          {
            ...station('A'),
            region: [
              { is: 'c', until: '2025-06-30' },
              { is: 'e', from: '2025-07-01' },
            ],
          },
        ],
      });
      const hours = (date: string, count: number) =>
        Array.from({ length: count }, (_, hour) =>
          observationOf(registry, 'A', hourOf(date, hour + 1), { pm2_5: 10 }),
        );
      await store.write({ observations: hours('2025-06-30', 20), deadLetters: [] });
      await evaluated(store, registry);
      expect((await cityDay(store, '2025-06-30'))?.provisional).toBe(true);
      await store.write({ observations: hours('2025-07-01', 1), deadLetters: [] });
      await evaluated(store, registry);
      expect((await cityDay(store, '2025-06-30'))?.provisional).toBe(false);
    });
  });

  it('does not take in what a closed station still sends; the station keeps its own figures', async () => {
    await withStore(async (store) => {
      const registry = cityOf(station('A'), station('B', { until: '2025-06-30' }));
      await writeDays(store, registry, ['2025-06-30', '2025-07-01'], { A: 10, B: 90 });
      await evaluated(store, registry);
      expect(await cityDay(store, '2025-06-30')).toMatchObject({ concentrations: { pm2_5: 50 } });
      expect(await cityDay(store, '2025-07-01')).toMatchObject({ concentrations: { pm2_5: 10 } });
      const { from, to } = daysWindow(civilDate('2025-07-01'), civilDate('2025-07-01'));
      const own = await store.get({ kind: 'aqi.day', subject: 'B', from, to });
      expect(own?.body).toMatchObject({ concentrations: { pm2_5: 90 } });
    });
  });
});

it('a point that changes its role or its city counts where it belongs on each day', async () => {
  await withStore(async (store) => {
    const registry = registryOf({
      regions: ['c', 'e'].map((id) => ({ id, name: id, kind: 'city' })),
      stations: [
        station('A'),
        station('B', {
          role: [
            { is: 'evaluation', until: '2025-06-30' },
            { is: 'background', from: '2025-07-01' },
          ],
        }),
        station('C', {
          region: [
            { is: 'c', until: '2025-06-30' },
            { is: 'e', from: '2025-07-01' },
          ],
        }),
      ],
    });
    await writeDays(store, registry, ['2025-06-30', '2025-07-01'], { A: 10, B: 40, C: 70 });
    await evaluated(store, registry);
    expect(await cityDay(store, '2025-06-30')).toMatchObject({ concentrations: { pm2_5: 40 } });
    expect(await cityDay(store, '2025-07-01')).toMatchObject({ concentrations: { pm2_5: 10 } });
    const { from, to } = daysWindow(civilDate('2025-07-01'), civilDate('2025-07-01'));
    expect((await store.get({ kind: 'region.aqi.day', subject: 'e', from, to }))?.body).toMatchObject({
      concentrations: { pm2_5: 70 },
    });
  });
});

describe('water', () => {
  const registry = registryOf({
    regions: [{ id: 'c', name: 'c', kind: 'city' }],
    rivers: [{ id: 'v', name: 'v' }],
    sections: ['s', 't'].map((id) => ({ id, name: id, region: 'c', river: 'v' })),
    stations: [
      { id: 'S', medium: 'water', name: 'S', region: 'c', section: 's', until: '2025-06-30' },
      { id: 'T', medium: 'water', name: 'T', region: 'c', section: 't' },
    ],
  });

  it('a river is made of the sections whose stations are in force', async () => {
    await withStore(async (store) => {
      const observations = [
        observationOf(registry, 'S', hourOf('2025-06-30', 4), { tp: 0.3 }),
        observationOf(registry, 'T', hourOf('2025-06-30', 4), { tp: 0.1 }),
        observationOf(registry, 'T', hourOf('2025-07-01', 4), { tp: 0.1 }),
        // It was closed the day before: this counts to no section.
        observationOf(registry, 'S', hourOf('2025-07-01', 4), { tp: 0.3 }),
      ];
      await store.write({ observations, deadLetters: [] });
      await evaluated(store, registry);
      const riverDay = async (date: string) => {
        const { from, to } = daysWindow(civilDate(date), civilDate(date));
        const found = await waterFiguresOver(store, registry).get('river.class.day', 'v', { from, to });
        return found?.body as RiverPeriodBody;
      };
      // Hourly sections have 24 expected times a day each.
      expect(await riverDay('2025-06-30')).toMatchObject({
        sections: { s: 'IV', t: 'II' },
        validity: { expected: 2 * 24, observed: 2 },
      });
      const after = await riverDay('2025-07-01');
      expect(after).toMatchObject({ validity: { expected: 24, observed: 1 } });
      expect(after.sections).toEqual({ t: 'II' });
      const at = hourOf('2025-07-01', 4);
      expect(await store.get({ kind: 'class.sample', subject: 's', from: at, to: at })).toBeUndefined();
    });
  });
});

const DAYS = ['2026-04-29', '2026-04-30', '2026-05-01', '2026-05-02'];
const change = fc.constantFrom(...DAYS);
const before = (date: string): string => addDays(civilDate(date), -1);
const dated = (value: fc.Arbitrary<string>): fc.Arbitrary<unknown> =>
  fc.oneof(
    value,
    fc.tuple(value, value, change).map(([a, b, day]) => [
      { is: a, until: before(day) },
      { is: b, from: day },
    ]),
    fc.tuple(value, change).map(([is, until]) => [{ is, until }]),
    fc.tuple(value, change).map(([is, from]) => [{ is, from }]),
  );
const days = fc.oneof(
  fc.constant({}),
  change.map((until) => ({ until })),
  change.map((from) => ({ from })),
  fc
    .tuple(change, change)
    .map((both) => Object.fromEntries(both.sort().map((day, at) => [at ? 'until' : 'from', day]))),
);
const point = fc.record({
  of: fc.record({
    role: dated(fc.constantFrom('evaluation', 'evaluation', 'control')),
    region: dated(fc.constantFrom('c', 'd1', 'd2', 'e')),
  }),
  days,
});
const section = fc.record({
  of: fc.record({ river: dated(fc.constantFrom('r1', 'r2')), target: dated(fc.constantFrom('II', 'III')) }),
  days,
});
const registries = fc
  .record({
    air: fc.tuple(point, point, point),
    sections: fc.tuple(section, section),
    water: fc.tuple(dated(fc.constantFrom('s0', 's1')), dated(fc.constantFrom('s0', 's1'))),
    closed: fc.tuple(days, days),
  })
  .map(({ air, sections, water, closed }) =>
    registryOf({
      regions: [
        ...['c', 'e'].map((id) => ({ id, name: id, kind: 'city' })),
        ...['d1', 'd2'].map((id) => ({ id, name: id, kind: 'district', parent: 'c' })),
      ],
      rivers: ['r1', 'r2'].map((id) => ({ id, name: id })),
      sections: sections.map(({ of, days: own }, at) => ({
        id: `s${at}`,
        name: 's',
        region: 'c',
        ...of,
        ...own,
      })),
      stations: [
        ...air.map(({ of, days: own }, at) => ({ ...station(`A${at}`), ...of, ...own })),
        ...water.map((own, at) => ({
          ...{ id: `W${at}`, medium: 'water', name: 'w', region: 'c', section: own, period: 14_400 },
          ...closed[at],
        })),
      ],
    }),
  );
const T = startOfDate(civilDate('2026-04-29'));
const hour = fc.integer({ min: 1, max: 96 }).map((n) => instant(T + n * HOUR));
const readings = fc.array(
  fc.oneof(
    fc.record({
      station: fc.constantFrom('A0', 'A1', 'A2'),
      to: hour,
      values: fc.record({ pm2_5: fc.integer({ min: 5, max: 90 }), o3: fc.nat(300) }),
    }),
    fc.record({
      station: fc.constantFrom('W0', 'W1'),
      to: hour,
      values: fc.record({ tp: fc.constantFrom(0.03, 0.06, 0.3), do: fc.constantFrom(4, 8) }),
    }),
  ),
  { minLength: 20, maxLength: 250 },
);

const isOfWater = ({ kind }: ResultKey): boolean => /^(class|river|lake)\./.test(kind);

it('whatever the registry says of which days, all is as a literal reading of it gives', {
  timeout: 240_000,
}, async () => {
  const span = daysWindow(civilDate('2026-01-01'), civilDate('2026-12-31'));
  await fc.assert(
    fc.asyncProperty(
      registries,
      fc.array(readings, { minLength: 1, maxLength: 3 }),
      async (registry, batches) => {
        await withStore(async (store) => {
          const evaluator = await startEvaluator(readSlowly(store, 40), registry);
          for (const batch of batches) {
            const observations = batch.map(({ station: of, to, values }) =>
              observationOf(registry, of, to, values),
            );
            await store.write({ observations, deadLetters: [] });
            if (batch.length % 2 === 0) await evaluator.caughtUp();
          }
          await evaluator.caughtUp();
          await evaluator.stop();
          const air = await recomputed(store, registry);
          expect(byKey(airFigures(await storedResults(store)))).toEqual(byKey(air.filter(isRecorded)));
          expect(await askedFigures(airFiguresOver(store, registry, 2), air)).toEqual(
            byKey(air.filter(isPeriodFigure)),
          );
          const water = new WaterRecomputation({ store, registry });
          const made: Figured[] = [];
          for await (const each of water.results([...registry.sections.values()], span)) made.push(each);
          const asked = await askedWater(waterFiguresOver(store, registry), registry);
          const stored = (await storedResults(store)).filter(isOfWater);
          const found = [...stored.flatMap((each) => figureOf({ registry }, each) ?? []), ...asked.values()];
          expect(byKey(found)).toEqual(byKey(made));
        });
      },
    ),
    { numRuns: 25, endOnFailure: true },
  );
});
