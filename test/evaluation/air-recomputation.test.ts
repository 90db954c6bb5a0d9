import { AirRecomputation, type Figured, windowOf } from '@lanbi/evaluation';
import {
  type AirHourKind,
  type Observation,
  type Reading,
  regionId,
  type Store,
  type StoredResult,
  stationId,
} from '@lanbi/model';
import { type AirFigures, airHourFigures, RunningMeansReader } from '@lanbi/query';
import { parseRegistry } from '@lanbi/registry';
import {
  AIR_POLLUTANTS,
  civilDate,
  HJ633_2012,
  HOUR,
  instant,
  MINUTE,
  parseInstant,
  SECOND,
  seconds,
} from '@lanbi/standards';
import { createEmbeddedStore } from '@lanbi/store-embedded';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { airFiguresOver, askedFigures, isPeriodFigure } from '../support/asked-air.ts';
import {
  airFigures,
  byKey,
  observationsOf,
  readSlowly,
  recomputed,
  startEvaluator,
  storedResults,
} from '../support/evaluation.ts';

const parsed = parseRegistry([
  {
    name: 'test.json',
    text: JSON.stringify({
      regions: [
        { id: 'c', name: 'C', kind: 'city' },
        { id: 'd1', name: 'D1', kind: 'district', parent: 'c' },
        { id: 'd2', name: 'D2', kind: 'district', parent: 'c' },
      ],
      stations: [
        { id: 'A', medium: 'air', name: 'A', region: 'd1', role: 'evaluation' },
        { id: 'B', medium: 'air', name: 'B', region: 'd1', role: 'evaluation' },
        { id: 'C', medium: 'air', name: 'C', region: 'd2', role: 'evaluation', period: 60 },
        { id: 'D', medium: 'air', name: 'D', region: 'c', role: 'evaluation', parameters: ['pm2_5', 'o3'] },
        { id: 'E', medium: 'air', name: 'E', region: 'd2', role: 'background' },
      ],
    }),
  },
]);
if (!parsed.ok) throw new Error('the registry of the test has faults');
const { registry } = parsed;

/** Around the end of a year, of February and of the edition of 2012; the last are the days of a 2nd year. */
const DAYS = ['2025-12-30', '2025-12-31', '2026-01-01', '2026-02-28', '2026-03-01', '2026-12-31'];
const START = DAYS.map((day) => parseInstant(`${day}T00:00:00+08:00`) ?? instant(0));

const value = fc.oneof(
  fc.integer({ min: 0, max: 400 }),
  fc.integer({ min: 0, max: 4000 }).map((tenths) => tenths / 10),
  fc.constant(1000.125),
);
const reading = (parameter: Reading['parameter']) =>
  fc.oneof(
    { weight: 9, arbitrary: value.map((value): Reading => ({ parameter, value, flag: 'N' })) },
    { weight: 1, arbitrary: fc.constant<Reading>({ parameter, value: 7, flag: 'D', invalid: 'flag' }) },
  );
const readings = fc
  .tuple(...AIR_POLLUTANTS.map((of) => fc.option(reading(of), { freq: 12 })))
  .map((all) => all.flatMap((one) => one ?? []));

const observation = (station: string, to: number, period: number, of: readonly Reading[]): Observation => ({
  station: stationId(station),
  medium: 'air',
  region: registry.stations.get(stationId(station))?.region ?? regionId('c'),
  to: instant(to),
  period: seconds(period),
  receivedAt: instant(to + MINUTE),
  readings: of,
});

/** How far the stamps of a day are off the full hour: mostly not at all. */
const off = fc.oneof(
  { weight: 3, arbitrary: fc.constant(() => 0) },
  {
    weight: 1,
    arbitrary: fc.constant(
      (hour: number) => [400, -SECOND, 30 * MINUTE, 30 * MINUTE - SECOND, -29 * MINUTE][hour % 5] ?? 0,
    ),
  },
);

/** A day of one station with most of its hours. */
const stationDay = fc
  .record({
    station: fc.constantFrom('A', 'B', 'C', 'D', 'E'),
    start: fc.constantFrom(...START),
    hours: fc.uniqueArray(fc.integer({ min: 1, max: 24 }), { minLength: 14, maxLength: 24 }),
    all: fc.array(readings, { minLength: 24, maxLength: 24 }),
  })
  .chain((made) => off.map((by) => ({ ...made, by })))
  .map(({ station, start, hours, all, by }) =>
    hours.map((hour, i) => observation(station, start + hour * HOUR + by(hour), 3600, all[i] ?? [])),
  );

/** Instants and values of five minutes beside each other. */
const mixed = fc
  .record({
    start: fc.constantFrom(...START),
    station: fc.constantFrom('A', 'C'),
    hour: fc.integer({ min: 0, max: 23 }),
    fives: fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { maxLength: 12 }),
    instants: fc.uniqueArray(fc.integer({ min: 1, max: 3600 }), { maxLength: 40 }),
    of: fc.array(readings, { minLength: 2, maxLength: 2 }),
  })
  .map(({ start, station, hour, fives, instants, of: [five = [], momentary = []] }) => [
    ...fives.map((each) => observation(station, start + hour * HOUR + each * 5 * MINUTE + 7, 300, five)),
    ...instants.map((each) => observation(station, start + hour * HOUR + each * SECOND, 0, momentary)),
  ]);

/** An hour in minutes, of which some are missing. */
const minutes = fc
  .record({
    start: fc.constantFrom(...START),
    hour: fc.integer({ min: 0, max: 23 }),
    some: fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { minLength: 40, maxLength: 60 }),
    of: readings,
  })
  .map(({ start, hour, some, of }) =>
    some.map((minute) => observation('C', start + hour * HOUR + minute * MINUTE, 60, of)),
  );

interface Story {
  readonly batches: readonly (readonly Observation[])[];
  /** After which batches the evaluator is killed and started anew. */
  readonly restarts: readonly number[];
  /** Which commits fail. */
  readonly failures: readonly number[];
  /** Entries that are taken at once. */
  readonly most: number;
  /** After which batches figures are asked for, and how many years of subjects are held for them. */
  readonly asks: readonly number[];
  readonly subjectYears: number;
}

/** Days and minutes in any order, with some observations twice and some corrected, cut into batches. */
const story: fc.Arbitrary<Story> = fc
  .tuple(
    fc.array(stationDay, { minLength: 2, maxLength: 9 }),
    fc
      .tuple(fc.array(minutes, { maxLength: 2 }), fc.array(mixed, { maxLength: 2 }))
      .map(([some, others]) => [...some, ...others]),
    fc.array(fc.tuple(fc.nat(), readings), { maxLength: 12 }),
    fc.array(fc.nat(), { maxLength: 12 }),
  )
  .chain(([days, hours, corrections, duplicates]) => {
    const first = [...days.flat(), ...hours.flat()];
    const at = (n: number): Observation => first[n % first.length] as Observation;
    const again = [
      ...corrections.map(([n, of]) => ({ ...at(n), readings: of })),
      ...duplicates.map((n) => at(n)),
    ];
    const all = [...first, ...again];
    return fc.record({
      batches: fc
        .tuple(
          fc.oneof(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
          fc.integer({ min: 5, max: 150 }),
        )
        .map(([order, size]) =>
          Array.from({ length: Math.ceil(order.length / size) }, (_, i) =>
            order.slice(i * size, (i + 1) * size),
          ),
        ),
      restarts: fc.uniqueArray(fc.nat({ max: 10 }), { maxLength: 3 }),
      failures: fc.uniqueArray(fc.nat({ max: 30 }), { maxLength: 3 }),
      most: fc.constantFrom(3, 20, 100, 10_000),
      asks: fc.uniqueArray(fc.nat({ max: 12 }), { maxLength: 4 }),
      subjectYears: fc.constantFrom(1, 2, 1_000),
    });
  });

/** The store, some of whose commits of results fail. */
function failing(store: Store, failures: readonly number[]): Store {
  let commits = 0;
  return new Proxy(store, {
    get(target, name) {
      const member = Reflect.get(target, name) as unknown;
      if (typeof member !== 'function') return member;
      return (...given: unknown[]) => {
        if (name === 'commit' && failures.includes(commits++))
          return Promise.reject(new Error('a commit fails on purpose'));
        return Reflect.apply(member, target, given);
      };
    },
  });
}

/** Asks for the figures of all subjects around a day, so that their days are held. */
async function ask(air: AirFigures): Promise<void> {
  const days = await Promise.all(
    ['A', 'B', 'C', 'c', 'd1'].map((id) => {
      const subject = { id, region: id === id.toLowerCase() };
      return air.period({ subject, period: 'year', window: windowOf('year', civilDate('2026-03-01')) });
    }),
  );
  expect(days).toHaveLength(5);
}

async function tell(
  store: Store,
  air: AirFigures,
  { batches, restarts, failures, most, asks }: Story,
): Promise<void> {
  const shaky = readSlowly(failing(store, failures), most);
  let evaluator = await startEvaluator(shaky, registry);
  for (const [i, observations] of batches.entries()) {
    await store.write({ observations, deadLetters: [] });
    // Sometimes the evaluator is far behind, sometimes at the end.
    if (i % 3 === 1) await evaluator.caughtUp();
    if (asks.includes(i)) await ask(air);
    if (!restarts.includes(i)) continue;
    await evaluator.stop();
    evaluator = await startEvaluator(shaky, registry);
  }
  await evaluator.caughtUp();
  await evaluator.stop();
}

const isHour = ({ kind }: Pick<Figured, 'kind'>): boolean => kind.endsWith('aqi.hour');

/** Every hour by method `text` of HJ 633-2012, of which the running means are made when it is asked for. */
async function hoursByText(store: Store) {
  const reader = new RunningMeansReader({ store, registry });
  const hours = (await storedResults(store)).filter((one): one is StoredResult<AirHourKind> => isHour(one));
  const figures: Figured[] = [];
  for (const all of Map.groupBy(hours, ({ kind, subject }) => `${kind} ${subject}`).values()) {
    const ascending = all.toSorted((a, b) => a.to - b.to);
    const [{ kind, subject }] = ascending as [StoredResult<AirHourKind>];
    const running = await reader.of(
      { id: subject, region: kind === 'region.aqi.hour' },
      ascending.map(({ to }) => to),
    );
    for (const hour of ascending) {
      const options = { hj633: HJ633_2012, method: 'text', running: running.get(hour.to)?.values } as const;
      figures.push({ ...hour, body: airHourFigures.compute(hour, options) });
    }
  }
  return byKey(figures);
}

/** The same out of the raw readings. */
async function literalByText(store: Store) {
  const twin = new AirRecomputation(registry, { hj633: HJ633_2012, hourlyMethod: 'text', periods: false });
  return byKey([...twin.results(await observationsOf(store, registry))].filter(isHour));
}

describe('air kept evaluated', () => {
  it('is what a recomputation from the raw readings gives, whatever the order of arrival', {
    timeout: 240_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(story, async (history) => {
        const store = createEmbeddedStore({ path: ':memory:' });
        await store.open();
        try {
          const air = airFiguresOver(store, registry, history.subjectYears);
          await tell(store, air, history);
          const literal = await recomputed(store, registry);
          // Marks of data quality stand beside the figures; by default they keep no value out.
          const stored = airFigures(await storedResults(store)).filter((one) => !isPeriodFigure(one));
          expect(byKey(stored)).toEqual(byKey(literal.filter((one) => !isPeriodFigure(one))));
          expect(await hoursByText(store)).toEqual(await literalByText(store));
          const periods = byKey(literal.filter(isPeriodFigure));
          expect(await askedFigures(air, literal)).toEqual(periods);
          // By days that are read anew.
          expect(await askedFigures(airFiguresOver(store, registry, history.subjectYears), literal)).toEqual(
            periods,
          );
        } finally {
          await store.close();
        }
      }),
      { numRuns: 25, endOnFailure: true },
    );
  });
});
