import { type LatestReading, LOG_START, type Observation, type StoredReading, stationId } from '@lanbi/model';
import { createEmbeddedStore } from '@lanbi/store-embedded';
import { hour } from '@lanbi/testkit/samples/observations';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyBatches, PARAMETERS, STATIONS } from './support/any-batches.ts';

type Entry = Omit<Observation, 'readings'> & { readonly readings: readonly StoredReading[] };

/** A slow, literal implementation of the port: a list in the order of change. */
class SlowStore {
  entries: readonly Entry[] = [];

  write(observation: Observation): 'new' | 'same' | 'corrected' {
    const is = (entry: Entry) =>
      entry.station === observation.station &&
      entry.to === observation.to &&
      entry.period === observation.period;
    const old = this.entries.find(is)?.readings ?? [];
    const before = (parameter: string) => old.find((known) => known.parameter === parameter);
    const fresh = observation.readings.filter(({ parameter }) => !before(parameter));
    const corrected = observation.readings.filter(({ parameter, value, flag }) => {
      const known = before(parameter);
      return known && (known.value !== value || known.flag !== flag);
    });
    if (fresh.length + corrected.length === 0) return 'same';
    const kept = old.map((known) => {
      const by = corrected.find(({ parameter }) => parameter === known.parameter);
      return by ? { ...by, revision: known.revision + 1 } : known;
    });
    const readings = [...kept, ...fresh.map((one) => ({ ...one, revision: 1 }))];
    this.entries = [...this.entries.filter((entry) => !is(entry)), { ...observation, readings }];
    return corrected.length > 0 ? 'corrected' : 'new';
  }

  /** Of one station, by end, then period. */
  of(station: string): readonly Entry[] {
    return this.entries
      .filter((entry) => entry.station === station)
      .sort((a, b) => a.to - b.to || a.period - b.period);
  }

  latest(station: string): LatestReading[] {
    const all = this.of(station).flatMap(({ to, period, readings }) =>
      readings.map((one) => ({ ...one, to, period })),
    );
    const newestFirst = all.sort((a, b) => b.to - a.to || a.period - b.period);
    return PARAMETERS.flatMap((code) => newestFirst.find(({ parameter }) => parameter === code) ?? []);
  }
}

describe('any sequence of writes', () => {
  it('ends in the log, ranges and latest readings that a literal list ends in', async () => {
    await fc.assert(
      fc.asyncProperty(anyBatches, async (batches) => {
        const store = createEmbeddedStore({ path: ':memory:' });
        const slow = new SlowStore();
        await store.open();
        for (const observations of batches) {
          const outcomes = await store.write({ observations, deadLetters: [] });
          const expected = observations.map((one) => ({ kind: 'accepted', change: slow.write(one) }));
          expect(outcomes).toEqual(expected);
        }
        const log = await store.read(LOG_START, 1000);
        expect(log.map(({ position: _, ...entry }) => entry)).toEqual(slow.entries);
        expect(await store.head()).toBe(log.at(-1)?.position ?? 0);
        for (const name of STATIONS) {
          const station = stationId(name);
          const range = await store.range({ station, after: hour(0), to: hour(9), limit: 1000 });
          expect(range.map(({ position: _, ...entry }) => entry)).toEqual(slow.of(name));
          expect(new Set(await store.latest(station))).toEqual(new Set(slow.latest(name)));
        }
        await store.close();
      }),
      { numRuns: 200 },
    );
  });
});
