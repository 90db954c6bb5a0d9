import { DEFAULT_QUALITY, observationKey, QualityEvaluation, qualityFlagsOf } from '@lanbi/evaluation';
import { LOG_START, type Observation, type QualityFlags, type StoredObservation } from '@lanbi/model';
import { HOUR, instant } from '@lanbi/standards';
import { observationOf, registryOf } from '@lanbi/testkit/samples/water-run';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { withStore } from '../support/embedded.ts';

const registry = registryOf({
  regions: [{ id: 'r', name: 'r', kind: 'city' }],
  stations: [{ id: 'A', medium: 'air', name: 'a', region: 'r', parameters: ['pm2_5', 'so2', 'co'] }],
});
const T = 490_000;

/** Values of an hour; some have spikes, some are missing. */
const hour: fc.Arbitrary<Readonly<Record<string, number>>> = fc.record(
  {
    pm2_5: fc.constantFrom(30, 31, 32, 300),
    so2: fc.constantFrom(20, 21, 22, 400),
    co: fc.constantFrom(0.7, 0.8, 9),
  },
  { requiredKeys: [] },
);
/** Hours that come together, each so many hours after the one before. */
const batch = fc.array(fc.tuple(hour, fc.constantFrom(1, 1, 1, 2, 8)), { minLength: 1, maxLength: 6 });

function observationsOf(
  batches: readonly (readonly [Readonly<Record<string, number>>, number][])[],
): Observation[][] {
  let at = T;
  return batches.map((each) =>
    each.map(([values, step]) => {
      at += step;
      return observationOf(registry, 'A', instant(at * HOUR), values);
    }),
  );
}

/** Judges batches as the evaluator does, and flushes only what waits. Calls back with the flags after each batch. */
async function judged(
  batches: readonly (readonly Observation[])[],
  check: (
    flags: ReadonlyMap<string, QualityFlags>,
    all: readonly StoredObservation[],
    wasRead: boolean,
  ) => void,
): Promise<void> {
  await withStore(async (store) => {
    let ranges = 0;
    const quality = new QualityEvaluation(
      {
        range(query) {
          ranges += 1;
          return store.range(query);
        },
        latest: (station) => store.latest(station),
        qualityFlags: (query) => store.qualityFlags(query),
      },
      DEFAULT_QUALITY,
    );
    const flags = new Map<string, QualityFlags>();
    const all: StoredObservation[] = [];
    let offset = LOG_START;
    for (const observations of batches) {
      await store.write({ observations, deadLetters: [] });
      const entries = await store.read(offset, 100);
      all.push(...entries);
      offset = entries.at(-1)?.position ?? offset;
      const before = ranges;
      const { flags: found } = await quality.check(entries);
      await store.putQualityFlags(found);
      const flushed = quality.deferred > 0 ? (await quality.flush(offset)).flags : [];
      await store.putQualityFlags(flushed);
      for (const each of [...found, ...flushed]) flags.set(observationKey(each), each.flags);
      check(flags, all, ranges > before);
    }
  });
}

function expectLiteral(flags: ReadonlyMap<string, QualityFlags>, all: readonly StoredObservation[]): void {
  for (const [key, literal] of qualityFlagsOf(all, DEFAULT_QUALITY))
    expect(flags.get(key) ?? {}).toEqual(literal);
}

it('a spike in order is flagged with the reading behind it, and nothing is read for it', async () => {
  const values = [30, 31, 30, 300, 32, 31, 310, 30, 33];
  const hours = values.map((pm2_5, at) => observationOf(registry, 'A', instant((T + at) * HOUR), { pm2_5 }));
  const reads: boolean[] = [];
  const flagged: number[] = [];
  await judged(
    hours.map((each) => [each]),
    (flags, all, wasRead) => {
      expectLiteral(flags, all);
      reads.push(wasRead);
      flagged.push([...flags.values()].filter(({ pm2_5 }) => pm2_5?.includes('spike')).length);
    },
  );
  // The first reading of a station is looked for in the store.
  expect(reads).toEqual([true, false, false, false, false, false, false, false, false]);
  expect(flagged).toEqual([0, 0, 0, 0, 1, 1, 1, 2, 2]);
});

it('readings in order, in batches of any size and with gaps, are flagged as all of them together', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(batch, { minLength: 2, maxLength: 8 }), async (batches) => {
      await judged(observationsOf(batches), expectLiteral);
    }),
    { numRuns: 60 },
  );
});
