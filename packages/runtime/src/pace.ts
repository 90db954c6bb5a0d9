import { performance } from 'node:perf_hooks';

/** Packets and requests wait while a round computes; it should not have the process to itself for longer, about. */
const TURN_MS = 10;
const FIRST = 100;
const LEAST = 20;
const MOST = 2_000;

export interface Pace {
  /** Entries of the next round. */
  size(): number;
  /** Does a round and learns how many entries fit into a turn. `work` answers how many it took, and whatever else. */
  round<Answer extends { readonly taken: number }>(work: () => Promise<Answer>): Promise<Answer>;
}

/** How much is done in one go: as much as fits into a turn, by the time that the last rounds kept the process busy. */
export function createPace(): Pace {
  let size = FIRST;
  return {
    size: () => size,
    async round(work) {
      const before = performance.eventLoopUtilization();
      const answer = await work();
      const { taken } = answer;
      const { active } = performance.eventLoopUtilization(before);
      if (taken === size || active > TURN_MS) {
        const fits = (taken * TURN_MS) / Math.max(active, 1);
        // No more than twice as many at once: one round may have been an easy one.
        size = Math.round(Math.min(MOST, Math.max(LEAST, Math.min(fits, size * 2))));
      }
      return answer;
    },
  };
}

/** Called between parts of a longer work: lets packets and requests have their turn once it took one for itself. */
export function createBreath(): () => Promise<void> {
  let last = performance.eventLoopUtilization();
  return async () => {
    if (performance.eventLoopUtilization(last).active < TURN_MS) return;
    await new Promise(setImmediate);
    last = performance.eventLoopUtilization();
  };
}
