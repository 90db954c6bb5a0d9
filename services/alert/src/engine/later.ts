import type { Instant } from '@lanbi/standards';
import type { Watch } from './book.ts';

/**
 * Figures of periods that still run, such as the index of today: an alert is judged by what is over, so they wait until
 * the clock has passed their end. Kept in memory; after a start the store is asked what runs.
 */
export interface Later {
  /** Whether it has to wait; then it is kept. */
  holds(watch: Watch, at: Instant, now: Instant): boolean;
  /** What is over by now, and not kept any longer. */
  due(now: Instant): readonly (readonly [Watch, readonly Instant[]])[];
}

export function createLater(): Later {
  const waiting = new Map<Watch, Set<Instant>>();
  return {
    holds(watch, at, now) {
      if (at <= now) return false;
      const times = waiting.get(watch) ?? new Set();
      waiting.set(watch, times);
      times.add(at);
      return true;
    },
    due(now) {
      const found = [...waiting].map(
        ([watch, times]) => [watch, [...times].filter((at) => at <= now)] as const,
      );
      for (const [watch, over] of found) {
        const times = waiting.get(watch);
        for (const at of over) times?.delete(at);
        if (times?.size === 0) waiting.delete(watch);
      }
      return found.filter(([, over]) => over.length > 0);
    },
  };
}
