import { type Observation, type ParameterCode, stationId } from '@lanbi/model';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hour, observation, reading } from '../../samples/observations.ts';
import type { StoreAdapter } from './adapter.ts';

const PARAMETERS: readonly ParameterCode[] = ['pm2_5', 'pm10', 'o3'];
const STATION = stationId('A1');

const message = fc.array(
  fc.record({
    at: fc.integer({ min: 1, max: 3 }),
    values: fc.dictionary(fc.constantFrom(...PARAMETERS), fc.integer({ min: 1, max: 3 }), { minKeys: 1 }),
  }),
  { minLength: 1, maxLength: 2 },
);

/** A message of one or two hours with a value or several, or a pruning; once all before it has ended, or at once. */
const step = fc.record({
  said: fc.oneof({ weight: 2, arbitrary: message }, { weight: 1, arbitrary: fc.constant('prune' as const) }),
  waits: fc.boolean(),
});

type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;
type Hours = Record<number, Record<string, string>>;

const observationsOf = (said: Exclude<Step['said'], 'prune'>): Observation[] =>
  said.map(({ at, values }) =>
    observation({
      at,
      readings: Object.entries(values).map(([name, value]) => reading(name as ParameterCode, value)),
    }),
  );

/** The hours as they are after all steps one by one: value and revision. */
function expected(steps: readonly Step[]): Hours {
  const hours: Hours = {};
  for (const { said } of steps)
    for (const { at, values } of said === 'prune' ? [] : said)
      for (const [name, value] of Object.entries(values)) {
        hours[at] ??= {};
        const [known, revision = '0'] = hours[at][name]?.split(' r') ?? [];
        if (known !== String(value)) hours[at][name] = `${value} r${Number(revision) + 1}`;
      }
  return hours;
}

/** Overlapping calls, whatever is pruned between them, leave what the same calls one by one would. */
export function interleavingContract(adapter: StoreAdapter): void {
  describe('writes and prunings that overlap', () => {
    it('leave every hour as if one had followed the other', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 10 }), async (steps) => {
          const { store, prune, dispose } = await adapter.create();
          try {
            const calls: (Promise<unknown> | undefined)[] = [];
            for (const { said, waits } of steps) {
              if (waits) await Promise.all(calls);
              if (said === 'prune') calls.push(prune?.());
              else calls.push(store.write({ observations: observationsOf(said), deadLetters: [] }));
            }
            await Promise.all(calls);
            await prune?.();
            const all = await store.range({ station: STATION, after: hour(0), to: hour(9), limit: 9 });
            const found = all.map(({ to, readings }) => [
              (to - hour(0)) / 3_600_000,
              Object.fromEntries(readings.map((one) => [one.parameter, `${one.value} r${one.revision}`])),
            ]);
            expect(Object.fromEntries(found)).toEqual(expected(steps));
          } finally {
            await dispose();
          }
        }),
        { numRuns: 60 },
      );
    });
  });
}
