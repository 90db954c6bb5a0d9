import type { Observation, ObservationWriter, WriteOutcome } from '@lanbi/model';
import { onTestFinished } from 'vitest';

/** An empty open store that goes away with the test. */
export async function fresh<Made extends { dispose(): Promise<void> }>(adapter: {
  create(): Promise<Made>;
}): Promise<Made> {
  const made = await adapter.create();
  onTestFinished(() => made.dispose());
  return made;
}

export const write = (
  store: ObservationWriter,
  ...observations: readonly Observation[]
): Promise<readonly WriteOutcome[]> => store.write({ observations, deadLetters: [] });

/** What a write answers, short: `new`, `same`, `corrected`, or the kind when it was not accepted. */
export const changes = (outcomes: readonly WriteOutcome[]): string[] =>
  outcomes.map((outcome) => (outcome.kind === 'accepted' ? outcome.change : outcome.kind));
