import {
  DEFAULT_QUALITY,
  excluding,
  observationKey,
  QualityEvaluation,
  qualityFlagsOf,
  WaterEvaluation,
} from '@lanbi/evaluation';
import {
  CONSUMERS,
  hasReached,
  LOG_START,
  laterOffset,
  type Observation,
  type QualityFlags,
  type Result,
  type Store,
  type StoredObservation,
  stationId,
} from '@lanbi/model';
import { sampleFigure } from '@lanbi/query';
import { HOUR, instant } from '@lanbi/standards';
import { allResults, observationOf, registryOf } from '@lanbi/testkit/samples/water-run';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { withStore } from '../support/embedded.ts';

const registry = registryOf({
  regions: [{ id: 'r', name: 'r', kind: 'city' }],
  rivers: [{ id: 'river', name: 'river' }],
  sections: [{ id: 'a', name: 'a', region: 'r', river: 'river', waterBody: 'river' }],
  stations: [{ id: 'A', medium: 'water', name: 'a', region: 'r', section: 'a' }],
});
const T = 490_000;

const made: fc.Arbitrary<Observation> = fc
  .record({
    hour: fc.integer({ min: 1, max: 72 }),
    nh3n: fc.constantFrom(0.002, 0.003, 0.004, 7, 0.5),
    do: fc.constantFrom(8, 8, 8, 8.5, 1),
    tn: fc.constantFrom(0.4, 3),
  })
  .map(({ hour, ...values }) => observationOf(registry, 'A', instant((T + hour) * HOUR), values));

/** Takes each batch as the evaluator does: flags first, then whatever they re-open. */
async function perform(
  store: Store,
  batches: readonly (readonly Observation[])[],
  settings = DEFAULT_QUALITY,
) {
  const quality = new QualityEvaluation(store, settings);
  const water = new WaterEvaluation({ store: excluding(store, settings), registry });
  let offset = LOG_START;
  const commit = (results: readonly Result[]) =>
    store.commit(CONSUMERS.evaluate, offset, results, instant(0));
  for (const batch of batches) {
    await store.write({ observations: batch, deadLetters: [] });
    const entries = await store.read(offset, 1_000);
    const { flags, inputs } = await quality.check(entries);
    await water.apply(inputs);
    offset = entries.at(-1)?.position ?? offset;
    await store.putQualityFlags(flags);
    await store.putQualityFlags((await quality.flush(offset)).flags);
    for await (const part of water.flush()) await commit(part);
  }
}

/**
 * Writes ahead and takes a few entries at a time, mostly in order; forgets in between, and loses its place after flags
 * were stored, as a store without transactions may. Calls back with what was taken wherever the flags have to be right:
 * not while anything that was taken stands further on, in another state.
 */
async function performBehind(
  store: Store,
  all: readonly Observation[],
  rounds: readonly Round[],
  check: (taken: readonly StoredObservation[]) => Promise<void>,
) {
  const seen = new Set<string>();
  const quality = new QualityEvaluation(store, DEFAULT_QUALITY);
  let [written, offset, furthest] = [0, LOG_START, LOG_START];
  for (const { ahead, taken, ends } of rounds) {
    // What waits is not forgotten: a process that ends applies its entries again.
    if (ends === 'forgets' && quality.deferred === 0) quality.restore();
    await store.write({ observations: all.slice(written, written + ahead), deadLetters: [] });
    written += ahead;
    const entries = await store.read(offset, taken);
    const last = entries.at(-1)?.position ?? offset;
    const next = ends === 'loses place' ? offset : last;
    await store.putQualityFlags((await quality.check(entries)).flags);
    // Others wait until they are flushed.
    const waits = ends === 'waits' && entries.length > 0;
    if (!waits) await store.putQualityFlags((await quality.flush(last)).flags);
    await store.advance(CONSUMERS.evaluate, next);
    if (ends === 'loses place') quality.restore();
    offset = next;
    furthest = laterOffset(furthest, last);
    for (const entry of entries) seen.add(observationKey(entry));
    const open = (await store.read(offset, 1_000)).some((entry) => seen.has(observationKey(entry)));
    const whole = await store.read(LOG_START, 1_000);
    if (!waits && !open && hasReached(offset, furthest))
      await check(whole.filter(({ position }) => hasReached(offset, position)));
  }
}

interface Round {
  readonly ahead: number;
  readonly taken: number;
  readonly ends: 'well' | 'waits' | 'forgets' | 'loses place';
}

const rounds: fc.Arbitrary<Round[]> = fc.array(
  fc.record({
    ahead: fc.constantFrom(0, 1, 3, 7, 20),
    taken: fc.constantFrom(1, 2, 3, 5, 8, 30),
    ends: fc.constantFrom('well', 'well', 'waits', 'forgets', 'loses place'),
  }),
  { minLength: 10, maxLength: 40 },
);

const step = fc.record({
  hours: fc.constantFrom(1, 1, 1, 1, 1, 1, 2, 4, -2, -3, 0, 60),
  observation: made,
  /** The values before once more: rules know those that stand still. */
  stays: fc.integer({ min: 0, max: 14 }).map((change) => change > 0),
  /** A part of an observation: what follows may complete it. */
  only: fc.constantFrom(undefined, undefined, undefined, 'nh3n', 'do'),
});

/**
 * Hours one after the other; now and then one that came before, that comes again with another value, or that comes in
 * parts.
 */
const stream = fc.array(step, { minLength: 30, maxLength: 120 }).map((steps) => {
  let hour = 0;
  let readings: Observation['readings'] = [];
  return steps.map(({ hours, observation, stays, only }) => {
    hour += hours;
    if (!stays || readings.length === 0) readings = observation.readings;
    const values = readings
      .filter(({ parameter }) => only === undefined || parameter === only)
      .map(({ parameter, value }) => [parameter, value]);
    return observationOf(registry, 'A', instant((T + hour) * HOUR), Object.fromEntries(values));
  });
});

const batchesOf = fc.array(fc.array(made, { minLength: 1, maxLength: 10 }), { minLength: 1, maxLength: 8 });

/** Flags in the store; of some observations when asked. */
async function storedFlags(
  store: Store,
  of?: readonly StoredObservation[],
): Promise<ReadonlyMap<string, QualityFlags>> {
  const keys = of && new Set(of.map(observationKey));
  const ever = { after: instant(-8.64e15), to: instant(8.64e15), limit: 100_000 };
  const found = await store.qualityFlags({ station: stationId('A'), ...ever });
  const flags = found.map((each) => [observationKey(each), each.flags] as const);
  return new Map(flags.filter(([key]) => keys?.has(key) !== false));
}

/** The flags of observations judged at once. */
function flagsAtOnce(all: readonly StoredObservation[]): ReadonlyMap<string, QualityFlags> {
  const flags = [...qualityFlagsOf(all, DEFAULT_QUALITY)];
  return new Map(flags.filter(([, each]) => Object.keys(each).length > 0));
}

it('marks are the same as of all readings at once, whatever the order and corrections', {
  timeout: 300_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(batchesOf, async (batches) => {
      await withStore(async (store) => {
        await perform(store, batches);
        expect(await storedFlags(store)).toEqual(flagsAtOnce(await store.read(LOG_START, 1_000)));
      });
    }),
    { numRuns: 40 },
  );
});

it('marks are at any time those of the readings taken so far, however far behind what is stored', {
  timeout: 300_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(stream, rounds, async (observations, plan) => {
      await withStore(async (store) => {
        await performBehind(store, observations, plan, async (taken) => {
          expect(await storedFlags(store, taken)).toEqual(flagsAtOnce(taken));
        });
      });
    }),
    { numRuns: 60 },
  );
});

it.each<[string, Round[]]>([
  ['judged as a neighbour', [{ ahead: 28, taken: 27, ends: 'well' }]],
  [
    'kept and its place lost',
    [
      { ahead: 28, taken: 28, ends: 'loses place' },
      { ahead: 0, taken: 27, ends: 'well' },
    ],
  ],
])('a mark that was %s goes when its entry comes again in order, behind a change', async (_, plan) => {
  const hour = (at: number, tn = 0.4) => observationOf(registry, 'A', instant((T + at) * HOUR), { tn });
  const still = Array.from({ length: 27 }, (_, at) => hour(at));
  const [after, between] = [hour(31), hour(29, 0.5)];
  await withStore(async (store) => {
    const all = [...still, after, between];
    await performBehind(store, all, [...plan, { ahead: 1, taken: 2, ends: 'well' }], async () => {});
    const flags = await storedFlags(store);
    expect(flags.get(observationKey(after))).toBeUndefined();
    expect(flags).toEqual(flagsAtOnce(await store.read(LOG_START, 1_000)));
  });
});

it('a rule that excludes keeps its values out of every figure, whatever the order', {
  timeout: 300_000,
}, async () => {
  const settings = { ...DEFAULT_QUALITY, 'missing-exponent': 'exclude', spike: 'exclude' } as const;
  const figures = async (store: Store) =>
    [...(await allResults(store)).values()].map(
      ({ kind, from, to, body }) => [`${kind} ${from} ${to}`, body] as const,
    );
  await fc.assert(
    fc.asyncProperty(batchesOf, async (batches) => {
      const rolling = await withStore(async (store) => {
        await perform(store, batches, settings);
        return new Map((await figures(store)).filter(([key]) => key.startsWith('class.')));
      });
      const last = new Map(batches.flat().map((each) => [observationKey(each), each]));
      const batch = await withStore(async (store) => {
        await perform(store, [[...last.values()]], settings);
        return new Map((await figures(store)).filter(([key]) => key.startsWith('class.')));
      });
      expect(rolling).toEqual(batch);
    }),
    { numRuns: 25 },
  );
});

it('a suspect value takes part unless its rule excludes', async () => {
  const hours = [0.002, 0.003, 0.004, 0.002, 7, 0.003].map((nh3n, hour) =>
    observationOf(registry, 'A', instant((T + 1 + 4 * hour) * HOUR), { nh3n }),
  );
  const worst = async (settings: typeof DEFAULT_QUALITY) =>
    withStore(async (store) => {
      await perform(store, [hours], settings);
      const at = hours[4]?.to ?? instant(0);
      const sample = await store.get({ kind: 'class.sample', subject: 'a', from: at, to: at });
      if (!sample) throw new Error('no sample was evaluated');
      return sampleFigure(registry, sample)?.section.class;
    });
  expect(await worst(DEFAULT_QUALITY)).toBe('worse-than-V');
  expect(await worst({ ...DEFAULT_QUALITY, 'missing-exponent': 'exclude' })).toEqual({ missing: 'invalid' });
});
