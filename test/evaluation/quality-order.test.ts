import {
  DEFAULT_QUALITY,
  excluding,
  type Marks,
  observationKey,
  QualityEvaluation,
  qualityMarks,
  WaterEvaluation,
} from '@lanbi/evaluation';
import { consumerName, logPosition, type Observation, type Result, type Store } from '@lanbi/model';
import { HOUR, instant } from '@lanbi/standards';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { withStore } from '../support/embedded.ts';
import { allResults, observationOf, registryOf } from '../support/water-run.ts';

const CONSUMER = consumerName('evaluate');
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

/** Takes each batch as the evaluator does: marks first, then whatever they re-open. */
async function perform(
  store: Store,
  batches: readonly (readonly Observation[])[],
  settings = DEFAULT_QUALITY,
) {
  const judge = new QualityEvaluation(store, settings);
  const water = new WaterEvaluation({ store: excluding(store, settings), registry });
  let place = logPosition(0);
  const commit = (results: readonly Result[]) => store.commit(CONSUMER, place, results, instant(0));
  for (const batch of batches) {
    await store.write({ observations: batch, deadLetters: [] });
    const entries = await store.read(place, 1_000);
    const { results, taken } = await judge.take(entries);
    await commit([...results, ...(await water.take(taken))]);
    place = entries.at(-1)?.position ?? place;
    for await (const slice of water.settle()) await commit(slice);
  }
}

/** Writes ahead and takes a few entries at a time, mostly in order; forgets in between. */
async function performBehind(store: Store, all: readonly Observation[], rounds: readonly Round[]) {
  const judge = new QualityEvaluation(store, DEFAULT_QUALITY);
  let [written, place] = [0, logPosition(0)];
  for (const { ahead, taken, forgets } of rounds) {
    if (forgets) judge.restore();
    await store.write({ observations: all.slice(written, written + ahead), deadLetters: [] });
    written += ahead;
    const entries = await store.read(place, taken);
    place = entries.at(-1)?.position ?? place;
    await store.commit(CONSUMER, place, (await judge.take(entries)).results, instant(0));
  }
  const rest = await store.read(place, 1_000);
  await store.commit(CONSUMER, place, (await judge.take(rest)).results, instant(0));
}

interface Round {
  readonly ahead: number;
  readonly taken: number;
  readonly forgets: boolean;
}

const rounds: fc.Arbitrary<Round[]> = fc.array(
  fc.record({
    ahead: fc.integer({ min: 0, max: 9 }),
    taken: fc.integer({ min: 1, max: 9 }),
    forgets: fc.constantFrom(false, false, false, false, true),
  }),
  { minLength: 10, maxLength: 40 },
);

/** Hours one after the other; now and then one that came before, or that comes again with another value. */
const stream = fc
  .array(fc.record({ step: fc.constantFrom(1, 1, 1, 1, 1, 2, 5, 60, 0, -3), observation: made }), {
    minLength: 30,
    maxLength: 120,
  })
  .map((steps) => {
    let hour = 0;
    return steps.map(({ step, observation: { readings } }) => {
      hour += step;
      const values = Object.fromEntries(readings.map(({ parameter, value }) => [parameter, value]));
      return observationOf(registry, 'A', instant((T + hour) * HOUR), values);
    });
  });

const batchesOf = fc.array(fc.array(made, { minLength: 1, maxLength: 10 }), { minLength: 1, maxLength: 8 });

async function storedMarks(store: Store): Promise<ReadonlyMap<string, Marks>> {
  const marks = [...(await allResults(store)).values()]
    .filter(({ kind }) => kind === 'quality')
    .map(({ to, from, body }) => {
      const key = observationKey({ to, period: ((to - from) / 1000) as Observation['period'] });
      return [key, (body as { marks: Marks }).marks] as const;
    });
  return new Map(marks.filter(([, each]) => Object.keys(each).length > 0));
}

it('marks are the same as of all readings at once, whatever the order and corrections', {
  timeout: 120_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(batchesOf, async (batches) => {
      await withStore(async (store) => {
        await perform(store, batches);
        const all = await store.read(logPosition(0), 1_000);
        const expected = [...qualityMarks(all, DEFAULT_QUALITY)].filter(
          ([, each]) => Object.keys(each).length > 0,
        );
        expect(await storedMarks(store)).toEqual(new Map(expected));
      });
    }),
    { numRuns: 40 },
  );
});

it('marks of readings in order, taken behind what is stored, are those of all readings at once', {
  timeout: 120_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(stream, rounds, async (observations, plan) => {
      await withStore(async (store) => {
        await performBehind(store, observations, plan);
        const all = await store.read(logPosition(0), 1_000);
        const expected = [...qualityMarks(all, DEFAULT_QUALITY)].filter(
          ([, each]) => Object.keys(each).length > 0,
        );
        expect(await storedMarks(store)).toEqual(new Map(expected));
      });
    }),
    { numRuns: 60 },
  );
});

it('a rule that excludes keeps its values out of every figure, whatever the order', {
  timeout: 120_000,
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
      return (sample.body as { section: { class: unknown } }).section.class;
    });
  expect(await worst(DEFAULT_QUALITY)).toBe('worse-than-V');
  expect(await worst({ ...DEFAULT_QUALITY, 'missing-exponent': 'exclude' })).toEqual({ missing: 'invalid' });
});
