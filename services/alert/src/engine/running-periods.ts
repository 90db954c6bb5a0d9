import type { Instant } from '@lanbi/standards';
import type { AlertSeries } from './alert-index.ts';

/**
 * Defers the figures of periods that still run, such as the index of today, until the clock has passed their end. They
 * are in memory only; after a start they are read from the store again.
 */
export interface RunningPeriods {
  /** Whether the period that ends at `at` still runs; then it is deferred. */
  defers(series: AlertSeries, at: Instant, now: Instant): boolean;
  /** Removes and answers the periods that are over. */
  takeEnded(now: Instant): readonly (readonly [AlertSeries, readonly Instant[]])[];
}

export function createRunningPeriods(): RunningPeriods {
  const deferred = new Map<AlertSeries, Set<Instant>>();
  return {
    defers(series, at, now) {
      if (at <= now) return false;
      const times = deferred.get(series) ?? new Set();
      deferred.set(series, times);
      times.add(at);
      return true;
    },
    takeEnded(now) {
      const found = [...deferred].map(
        ([series, times]) => [series, [...times].filter((at) => at <= now)] as const,
      );
      for (const [series, ended] of found) {
        const times = deferred.get(series);
        for (const at of ended) times?.delete(at);
        if (times?.size === 0) deferred.delete(series);
      }
      return found.filter(([, ended]) => ended.length > 0);
    },
  };
}
