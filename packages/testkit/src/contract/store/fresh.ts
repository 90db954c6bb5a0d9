import type { Observation, ObservationWriter, WriteOutcome } from '@lanbi/model';
import { expect, onTestFinished } from 'vitest';

/** An empty open store that goes away with the test. */
export async function fresh<Made extends { dispose(): Promise<void> }>(adapter: {
  create(): Promise<Made>;
}): Promise<Made> {
  const made = await adapter.create();
  onTestFinished(() => made.dispose());
  return made;
}

/** Counts the calls of a listener of a store. @param listen adds the listener and returns what removes it */
export function countedCalls(listen: (listener: () => void) => () => void) {
  let calls = 0;
  const stop = listen(() => calls++);
  const called = async (count: number): Promise<void> => {
    await new Promise((resolve) => setImmediate(resolve));
    expect(calls).toBe(count);
  };
  return { stop, called };
}

export const write = (
  store: ObservationWriter,
  ...observations: readonly Observation[]
): Promise<readonly WriteOutcome[]> => store.write({ observations, deadLetters: [] });

/** What a write answers, short: `new`, `same`, `corrected`, or the kind when it was not accepted. */
export const changes = (outcomes: readonly WriteOutcome[]): string[] =>
  outcomes.map((outcome) => (outcome.kind === 'accepted' ? outcome.change : outcome.kind));
