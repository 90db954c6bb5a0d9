import { createRandom, type Random } from '@lanbi/testkit/random';

const asked = (name: string): number | undefined => {
  const text = process.env[name];
  return text === undefined ? undefined : Number(text);
};

/** Whether the number of rounds was asked for. */
export const isLong: boolean = asked('LANBI_TEST_ROUNDS') !== undefined;

/** Rounds of each scenario: `npm run faults -- --rounds 100`; a few in `npm test`. */
export const rounds = (few: number): number => asked('LANBI_TEST_ROUNDS') ?? few;

/** The seed of the first round; round n has the seed after it. `npm run faults -- --seed 7` repeats a run. */
export const firstSeed: number = asked('LANBI_TEST_SEED') ?? Date.now() % 1_000_000;

/** Time that a scenario of so many rounds may take before it counts as hanging. */
export const timeoutMs = (count: number): number => 60_000 + count * 60_000;

/** The rounds of a scenario, each with its own chance. */
export function* seeded(count: number): Generator<{ readonly seed: number; readonly random: Random }> {
  for (let seed = firstSeed; seed < firstSeed + count; seed++) yield { seed, random: createRandom(seed) };
}
