import { AirRecomputation, DEFAULT_QUALITY, excluding } from '@lanbi/evaluation';
import type { Observation, StationId, StoredObservation } from '@lanbi/model';
import { HOUR, instant } from '@lanbi/standards';
import { observationOf, registryOf } from '@lanbi/testkit/samples/water-run';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { airFiguresOver, askedFigures, isPeriodFigure } from '../support/asked-air.ts';
import { withStore } from '../support/embedded.ts';
import {
  airFigures,
  byKey,
  isRecorded,
  readSlowly,
  startEvaluator,
  storedResults,
} from '../support/evaluation.ts';

const registry = registryOf({
  regions: [{ id: 'c', name: 'c', kind: 'city' }],
  stations: [
    { id: 'A', medium: 'air', name: 'a', region: 'c', role: 'evaluation' },
    { id: 'B', medium: 'air', name: 'b', region: 'c', role: 'evaluation' },
  ],
});
/** 2026-04-01T00:00:00+08:00 */
const T = 1_774_972_800_000;
const quality = { ...DEFAULT_QUALITY, spike: 'exclude', 'pm2_5-above-pm10': 'exclude' } as const;

const made: fc.Arbitrary<Observation> = fc
  .record({
    station: fc.constantFrom('A', 'B'),
    hour: fc.integer({ min: 1, max: 40 }),
    pm2_5: fc.constantFrom(40, 60, 700),
    pm10: fc.constantFrom(50, 80, 900),
    o3: fc.constantFrom(60, 80, 500),
  })
  .map(({ station, hour, ...values }) => observationOf(registry, station, instant(T + hour * HOUR), values));
const batchesOf = fc.array(fc.array(made, { minLength: 1, maxLength: 15 }), { minLength: 1, maxLength: 8 });

it('a rule that excludes keeps its values out of every figure of air, whatever the order', {
  timeout: 300_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(batchesOf, fc.constantFrom(1, 3, 1_000), fc.nat(8), async (batches, most, ahead) => {
      await withStore(async (store) => {
        const evaluator = await startEvaluator(readSlowly(store, most), registry, { quality });
        for (const [i, observations] of batches.entries()) {
          await store.write({ observations, deadLetters: [] });
          if (i >= ahead) await evaluator.caughtUp();
        }
        await evaluator.caughtUp();
        await evaluator.stop();
        const seen = excluding(store, quality);
        const raw = new Map<StationId, readonly StoredObservation[]>();
        for (const station of registry.stations.keys())
          raw.set(
            station,
            await seen.range({ station, after: instant(0), to: instant(2 * T), limit: 10_000 }),
          );
        const literal = [...new AirRecomputation(registry, { rankings: true }).results(raw)];
        expect(byKey(airFigures(await storedResults(store)))).toEqual(byKey(literal.filter(isRecorded)));
        expect(await askedFigures(airFiguresOver(store, registry, 2), literal)).toEqual(
          byKey(literal.filter(isPeriodFigure)),
        );
      });
    }),
    { numRuns: 25 },
  );
});
