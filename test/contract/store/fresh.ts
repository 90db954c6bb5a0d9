import type { Observation, Store, WriteOutcome } from '@lanbi/model';
import { onTestFinished } from 'vitest';
import type { StoreAdapter, StoreUnderTest } from '../store.ts';

/** An empty open store that goes away with the test. */
export async function fresh(adapter: StoreAdapter): Promise<StoreUnderTest> {
  const made = await adapter.create();
  onTestFinished(() => made.dispose());
  return made;
}

export const write = (
  store: Store,
  ...observations: readonly Observation[]
): Promise<readonly WriteOutcome[]> => store.write({ observations, deadLetters: [] });

/** What a write answers, short: `new`, `same`, `corrected`, or the kind when it was not accepted. */
export const changes = (outcomes: readonly WriteOutcome[]): string[] =>
  outcomes.map((outcome) => (outcome.kind === 'accepted' ? outcome.change : outcome.kind));
