import { DEFAULT_QUALITY, daysWindow, excluding } from '@lanbi/evaluation';
import type { Observation, QualitySettings, Store } from '@lanbi/model';
import { recompute } from '@lanbi/query';
import { civilDate, HOUR, instant } from '@lanbi/standards';
import { observationOf, registryOf } from '@lanbi/testkit/samples/water-run';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { answeredOver } from '../support/asked-air.ts';
import { askedWater, waterFiguresOver } from '../support/asked-water.ts';
import { withStore } from '../support/embedded.ts';
import { byKey, readSlowly, startEvaluator, storedResults } from '../support/evaluation.ts';

const registry = registryOf({
  regions: [{ id: 'c', name: 'c', kind: 'city' }],
  rivers: [{ id: 'river', name: 'river' }],
  sections: [{ id: 's', name: 's', region: 'c', river: 'river', waterBody: 'river' }],
  stations: [
    { id: 'A', medium: 'air', name: 'a', region: 'c', role: 'evaluation' },
    { id: 'W', medium: 'water', name: 'w', region: 'c', section: 's' },
  ],
});
/** 2026-04-01T00:00:00+08:00 */
const T = 1_774_972_800_000;
const [APRIL, MAY] = [civilDate('2026-04-01'), civilDate('2026-05-31')];
const RULES: readonly QualitySettings[] = [
  DEFAULT_QUALITY,
  { ...DEFAULT_QUALITY, spike: 'exclude', 'pm2_5-above-pm10': 'exclude' },
  { ...DEFAULT_QUALITY, spike: 'off', 'missing-exponent': 'exclude', 'nh3n-above-tn': 'exclude' },
];

const hour = fc.integer({ min: 1, max: 60 }).map((n) => instant(T + n * HOUR));
const made: fc.Arbitrary<Observation> = fc.oneof(
  fc
    .record({ to: hour, pm2_5: fc.constantFrom(40, 60, 700), pm10: fc.constantFrom(50, 80, 900) })
    .map(({ to, ...values }) => observationOf(registry, 'A', to, values)),
  fc
    .record({ to: hour, nh3n: fc.constantFrom(0.002, 0.004, 7, 0.5), tn: fc.constantFrom(0.4, 3) })
    .map(({ to, ...values }) => observationOf(registry, 'W', to, values)),
);

type Step =
  | { readonly write: Observation[] }
  /** A start under rules of its own, that takes so many entries at once. */
  | { readonly rules: QualitySettings; readonly whole: boolean; readonly most: number };

const story: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.record({ write: fc.array(made, { minLength: 1, maxLength: 12 }) }) },
    // A start under rules of its own; a kill in the middle of what they re-open, or the whole of it.
    {
      weight: 2,
      arbitrary: fc.record({
        rules: fc.constantFrom(...RULES),
        whole: fc.boolean(),
        most: fc.constantFrom(1, 3, 1_000),
      }),
    },
  ),
  { minLength: 2, maxLength: 10 },
);

const water = (hour: number, nh3n: number): Observation =>
  observationOf(registry, 'W', instant(T + hour * HOUR), { nh3n, tn: 0.4 });
/** A spike that was kept out is none any more, by a correction that came while its rule was switched off. */
const CORRECTED = [
  { write: [water(1, 0.002), water(2, 7), water(3, 0.002), water(4, 7)] },
  { rules: { ...DEFAULT_QUALITY, spike: 'exclude' }, whole: true, most: 1_000 },
  { write: [water(4, 0.002)] },
] satisfies Step[];

const EVER = { after: instant(-8.64e15), to: instant(8.64e15), limit: 100_000 };

const flags = async (store: Store) =>
  Promise.all([...registry.stations.keys()].map((station) => store.qualityFlags({ station, ...EVER })));

const figures = async (store: Store) => ({
  flags: await flags(store),
  ...byKey([
    ...(await storedResults(store)),
    ...(await askedWater(waterFiguresOver(store, registry), registry)).values(),
  ]),
});

it('rules of data quality that are switched re-open what they change, over kills, and nothing else remains', {
  timeout: 240_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(story, fc.constantFrom(...RULES), async (steps, last) => {
      const observations = new Map<string, Observation>();
      const switched = await withStore(async (store) => {
        for (const step of [...steps, { rules: last, whole: true, most: 3 }]) {
          if ('write' in step) {
            await store.write({ observations: step.write, deadLetters: [] });
            for (const each of step.write) observations.set(`${each.station} ${each.to}`, each);
            continue;
          }
          const evaluator = await startEvaluator(readSlowly(store, step.most), registry, {
            quality: step.rules,
          });
          if (step.whole) await evaluator.caughtUp();
          await evaluator.stop();
        }
        const seen = { store: excluding(store, last), registry, ...answeredOver(store, registry) };
        for await (const { key, same } of recompute(seen, daysWindow(APRIL, MAY)))
          expect({ ...key, same }).toEqual({ ...key, same: true });
        return figures(store);
      });
      const fresh = await withStore(async (store) => {
        await store.write({ observations: [...observations.values()], deadLetters: [] });
        const evaluator = await startEvaluator(store, registry, { quality: last });
        await evaluator.caughtUp();
        await evaluator.stop();
        return figures(store);
      });
      expect(switched).toEqual(fresh);
    }),
    { numRuns: 25, examples: [[CORRECTED, DEFAULT_QUALITY]] },
  );
});

it('the audit trail says that a rule judges otherwise, and of which observation', async () => {
  await withStore(async (store) => {
    const values = [0.002, 0.003, 0.004, 7, 0.002].map((nh3n, n) =>
      observationOf(registry, 'W', instant(T + (1 + 4 * n) * HOUR), { nh3n }),
    );
    for (const [rules, observations] of [
      [DEFAULT_QUALITY, values],
      [{ ...DEFAULT_QUALITY, 'missing-exponent': 'exclude' }, []],
    ] as const) {
      await store.write({ observations, deadLetters: [] });
      const evaluator = await startEvaluator(store, registry, { quality: rules });
      await evaluator.caughtUp();
      await evaluator.stop();
    }
    const end = instant(8.64e15);
    const history = await store.history({ after: instant(0), to: end, limit: 100, subject: 's' });
    expect(history.map(({ kind }) => kind)).toContain('class.day');
    const causes = new Set(
      history.flatMap(({ causes }) => causes.map(({ change, to }) => `${change} ${to}`)),
    );
    expect([...causes]).toEqual([`judged ${T + 13 * HOUR}`]);
  });
});
