import { rmSync } from 'node:fs';
import {
  daysWindow,
  type EvaluatedFigure,
  type Figured,
  type FigureKey,
  type WaterMinimum,
} from '@lanbi/evaluation';
import type { Observation, Registry, Store } from '@lanbi/model';
import { figureOf, recompute, sampleFigure, saysTheSame } from '@lanbi/query';
import { systemClock } from '@lanbi/runtime';
import { addDays, civilDate, HOUR, instant } from '@lanbi/standards';
import { createInfluxStore } from '@lanbi/store-influx';
import { observationOf, registryOf } from '@lanbi/testkit/samples/water-run';
import { freshOptions } from '@lanbi/testkit/servers/influx-buckets';
import { type Influxd, influxSource, startInfluxd } from '@lanbi/testkit/servers/influxd';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { airFiguresOver, answeredOver, askedFigures, isPeriodFigure } from '../support/asked-air.ts';
import { askedWater, waterFiguresOver } from '../support/asked-water.ts';
import { withStore } from '../support/embedded.ts';
import { byKey, readSlowly, recomputed, startEvaluator, storedResults } from '../support/evaluation.ts';

/** 2026-04-29T00:00:00+08:00: the readings go on into May. */
const T = 1_777_392_000_000;
const SPAN = daysWindow(civilDate('2026-01-01'), civilDate('2026-12-31'));

const pollutants = fc.constantFrom(['pm2_5', 'pm10', 'o3'], ['pm2_5', 'pm10'], ['pm2_5', 'o3']);
/** A day on which something changes: within the readings, or at their ends. */
const change = fc.constantFrom('2026-04-29', '2026-04-30', '2026-05-01', '2026-05-02');
const dayBefore = (date: string): string => addDays(civilDate(date), -1);
/** A value that always holds, or two that each hold on one side of a day, or one that holds on one side only. */
const dated = (value: fc.Arbitrary<string>): fc.Arbitrary<unknown> =>
  fc.oneof(
    { weight: 3, arbitrary: value },
    fc.tuple(value, value, change).map(([a, b, day]) => [
      { is: a, until: dayBefore(day) },
      { is: b, from: day },
    ]),
    fc.tuple(value, change).map(([is, until]) => [{ is, until }]),
    fc.tuple(value, change).map(([is, from]) => [{ is, from }]),
  );
/** First and last day, or neither, or one of them. */
const days = fc.oneof(
  { weight: 3, arbitrary: fc.constant({}) },
  change.map((until) => ({ until })),
  change.map((from) => ({ from })),
  fc.tuple(change, change).map((both) => {
    const [from, until] = both.sort();
    return { from, until };
  }),
);
const withDays = <Of extends object>(of: fc.Arbitrary<Of>) =>
  fc.tuple(of, days).map(([own, when]) => ({ ...own, ...when }));
const point = withDays(
  fc.record({
    role: dated(fc.constantFrom('evaluation', 'evaluation', 'background')),
    region: dated(fc.constantFrom('c', 'd1', 'd2')),
    parameters: pollutants,
  }),
);
const section = withDays(
  fc.record({
    river: dated(fc.constantFrom('r1', 'r2')),
    target: dated(fc.constantFrom('II', 'III')),
  }),
);
const body = fc.constantFrom('river', 'lake');
/** The same stations and places, of which other things are said. */
const registries = fc
  .record({
    A: point,
    B: point,
    W: withDays(fc.record({ section: dated(fc.constantFrom('s1', 's2')) })),
    body,
    s1: section,
    s2: section,
  })
  .map(({ A, B, W, body: waterBody, s1, s2 }) =>
    registryOf({
      regions: [
        { id: 'c', name: 'c', kind: 'city' },
        { id: 'd1', name: 'd1', kind: 'district', parent: 'c' },
        { id: 'd2', name: 'd2', kind: 'district', parent: 'c' },
      ],
      rivers: ['r1', 'r2'].map((id) => ({ id, name: id })),
      sections: Object.entries({ s1, s2 }).map(([id, of]) => ({
        id,
        name: id,
        region: 'c',
        waterBody,
        ...of,
      })),
      stations: [
        { id: 'A', medium: 'air', name: 'a', ...A },
        { id: 'B', medium: 'air', name: 'b', ...B },
        { id: 'V', medium: 'water', name: 'v', region: 'c', section: 's1' },
        { id: 'W', medium: 'water', name: 'w', region: 'c', ...W },
      ],
    }),
  );

/** What figures stand under. */
interface Said {
  readonly registry: Registry;
  readonly waterMinimum?: WaterMinimum;
}

const said: fc.Arbitrary<Said> = fc
  .tuple(registries, fc.constantFrom({}, {}, { waterMinimum: { day: 2 } }))
  .map(([registry, minimum]) => ({ registry, ...minimum }));

const hour = fc.integer({ min: 1, max: 80 }).map((n) => instant(T + n * HOUR));
const written = fc
  .record({
    air: fc.array(
      fc.record({
        station: fc.constantFrom('A', 'B'),
        to: hour,
        values: fc.record({ pm2_5: fc.integer({ min: 5, max: 90 }), pm10: fc.constant(99), o3: fc.nat(300) }),
      }),
      { minLength: 5, maxLength: 60 },
    ),
    water: fc.array(
      fc.record({
        station: fc.constantFrom('V', 'W'),
        to: hour,
        values: fc.record({ tp: fc.constantFrom(0.03, 0.06, 0.3), do: fc.constantFrom(4, 8) }),
      }),
      { maxLength: 20 },
    ),
  })
  .map(({ air, water }) => [...air, ...water]);

type Step =
  | { readonly write: readonly { station: string; to: Observation['to']; values: Record<string, number> }[] }
  | { readonly under: Said; readonly whole: boolean; readonly most: number };

const story: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    fc.record({ write: written }),
    fc.record({ under: said, whole: fc.boolean(), most: fc.constantFrom(3, 1_000) }),
  ),
  { minLength: 2, maxLength: 8 },
);

/** The figures of all records. */
const figuresOf = async (
  store: Store,
  by: Pick<Said, 'registry' | 'waterMinimum'>,
): Promise<EvaluatedFigure[]> => (await storedResults(store)).flatMap((each) => figureOf(by, each) ?? []);

interface Figure {
  readonly aqi?: { readonly aqi: unknown };
  readonly section?: { readonly class: unknown };
  readonly class?: unknown;
}

/** A figure that says that there is nothing: of a place to which no station counts that reported then. */
const saysNothing = ({ body }: Figured): boolean => {
  const { aqi, section: at, class: of } = body as Figure;
  const figure = aqi?.aqi ?? at?.class ?? of ?? null;
  return figure === null || (typeof figure === 'object' && 'missing' in figure);
};

const keyOf = ({ kind, subject, from, to }: FigureKey): string => `${kind} ${subject} ${from} ${to}`;

/**
 * Figures of air, but for whether the last day of a region is over: a later one, of which nothing is left, shows it.
 */
/** Periods of regions, but for whether their last day is over. */
const withoutOpen = (figures: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(
    Object.entries(figures).map(([key, body]) => [key, { ...(body as object), provisional: null }]),
  );

const compared = (results: readonly Figured[]) =>
  byKey(
    results.map((each) =>
      /^(region|ranking)\./.test(each.kind)
        ? { ...each, body: { ...(each.body as object), provisional: null } }
        : each,
    ),
  );

it('a registry that says otherwise re-opens what hangs on it, over kills, and all ends as a recomputation', {
  timeout: 240_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(story, said, async (steps, last) => {
      await withStore(async (store) => {
        let { registry } = last;
        for (const step of [...steps, { under: last, whole: true, most: 1_000 }]) {
          if ('write' in step) {
            const observations = step.write.map(({ station, to, values }) =>
              observationOf(registry, station, to, values),
            );
            await store.write({ observations, deadLetters: [] });
            continue;
          }
          registry = step.under.registry;
          const evaluator = await startEvaluator(readSlowly(store, step.most), registry);
          if (step.whole) await evaluator.caughtUp();
          await evaluator.stop();
        }
        const stored = await figuresOf(store, last);
        const air = await recomputed(store, last.registry);
        const found = new Set(air.map(keyOf));
        const days = air.filter((each) => !isPeriodFigure(each));
        expect(compared(stored.filter((each) => found.has(keyOf(each))))).toEqual(compared(days));
        const periods = air.filter(isPeriodFigure);
        expect(withoutOpen(await askedFigures(airFiguresOver(store, last.registry, 2), periods))).toEqual(
          withoutOpen(byKey(periods)),
        );
        const water = waterFiguresOver(store, last.registry, { minimum: last.waterMinimum });
        const answered = answeredOver(store, last.registry, water);
        for await (const { key, same, ...both } of recompute({ store, ...last, ...answered }, SPAN)) {
          if (found.has(keyOf(key))) continue;
          found.add(keyOf(key));
          const river =
            key.kind.startsWith('river.') && both.stored && saysTheSame(both.stored, both.recomputed);
          expect({ ...key, same: same || river }).toEqual({ ...key, same: true });
        }
        const asked = await askedWater(water, last.registry);
        const all: readonly Figured[] = [...stored, ...asked.values()];
        const beyond = all.filter((each) => !found.has(keyOf(each)) && !saysNothing(each));
        expect(byKey(beyond)).toEqual({});
      });
    }),
    { numRuns: 25, endOnFailure: true },
  );
});

const lakeOrRiver = (waterBody: string, more: object[] = []) =>
  registryOf({
    regions: [{ id: 'c', name: 'c', kind: 'city' }],
    rivers: [{ id: 'r', name: 'r' }],
    sections: [{ id: 's', name: 's', region: 'c', river: 'r', waterBody }],
    stations: [{ id: 'S', medium: 'water', name: 's', region: 'c', section: 's' }, ...more],
  });

/** A start under a registry, until all is evaluated. */
async function evaluatedUnder(store: Store, registry: Registry): Promise<void> {
  const evaluator = await startEvaluator(store, registry);
  await evaluator.caughtUp();
  await evaluator.stop();
}

/** Total phosphorus of 0.06 mg/L is class II in a river and class IV in a lake (GB 3838-2002, table 1). */
it('a section that is a lake’s and not a river’s is classed anew, and its record stays', async () => {
  await withStore(async (store) => {
    const at = instant(T + 4 * HOUR);
    const [river, lake] = [lakeOrRiver('river'), lakeOrRiver('lake')];
    await store.write({ observations: [observationOf(river, 'S', at, { tp: 0.06 })], deadLetters: [] });
    const sample = () => store.get({ kind: 'class.sample', subject: 's', from: at, to: at });
    await evaluatedUnder(store, river);
    const classIn = async (registry: Registry) => {
      const stored = await sample();
      return stored && sampleFigure(registry, stored)?.section.class;
    };
    const before = await sample();
    expect(await classIn(river)).toBe('II');
    await evaluatedUnder(store, lake);
    expect(await classIn(lake)).toBe('IV');
    expect(await sample()).toEqual(before);
    const span = { after: instant(0), to: instant(8.64e15), limit: 100 };
    const history = await store.history({ subject: 's', kind: 'class.sample', ...span });
    expect(history).toEqual([]);
  });
});

it('a station that is new re-opens nothing', async () => {
  await withStore(async (store) => {
    const registry = lakeOrRiver('river');
    const at = instant(T + 4 * HOUR);
    await store.write({ observations: [observationOf(registry, 'S', at, { tp: 0.06 })], deadLetters: [] });
    await evaluatedUnder(store, registry);
    const before = await figuresOf(store, { registry });
    const more = { id: 'N', medium: 'water', name: 'n', region: 'c', section: 's' };
    await evaluatedUnder(store, lakeOrRiver('river', [more]));
    expect(before.length).toBeGreaterThan(0);
    expect(await figuresOf(store, { registry })).toEqual(before);
  });
});

describe.skipIf(influxSource === undefined)('beside InfluxDB', () => {
  let influxd: Influxd;
  beforeAll(async () => {
    influxd = await startInfluxd();
  });
  afterAll(() => influxd?.stop());

  it('what was evaluated by a file that is lost is re-opened too', async () => {
    const { options, remove } = await freshOptions(influxd);
    onTestFinished(remove);
    const { now } = systemClock;
    const at = instant(T + 4 * HOUR);
    const classUnder = async (registry: Registry, observations: readonly Observation[]) => {
      const store = createInfluxStore({ ...options, now });
      await store.open();
      try {
        if (observations.length > 0) await store.write({ observations, deadLetters: [] });
        await evaluatedUnder(store, registry);
        const sample = await store.get({ kind: 'class.sample', subject: 's', from: at, to: at });
        return sample && sampleFigure(registry, sample)?.section.class;
      } finally {
        await store.close();
      }
    };
    const river = lakeOrRiver('river');
    const hours = [1, 2, 3, 4].map((n) => observationOf(river, 'S', instant(T + n * HOUR), { tp: 0.06 }));
    expect(await classUnder(river, hours)).toBe('II');
    for (const end of ['', '-wal', '-shm']) rmSync(`${options.path}${end}`, { force: true });
    expect(await classUnder(lakeOrRiver('lake'), [])).toBe('IV');
  });
});
