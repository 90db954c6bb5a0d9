import { performance } from 'node:perf_hooks';
import { AdaptiveBatchSize, type BatchBounds } from '@lanbi/flow';
import { BUDGET_MS } from './yield.ts';

const BOUNDS: BatchBounds = { first: 100, min: 20, max: 2_000, target: BUDGET_MS };

/** Measures batches and adapts their size, so that one keeps the process busy for about 10 ms. */
export interface AdaptiveBatch {
  /** Entries of the next batch. */
  size(): number;
  /** Runs a batch. `work` answers how many entries it took, and whatever else. */
  round<Answer extends { readonly taken: number }>(work: () => Promise<Answer>): Promise<Answer>;
}

export function createAdaptiveBatch(bounds: Partial<BatchBounds> = {}): AdaptiveBatch {
  const batch = new AdaptiveBatchSize({ ...BOUNDS, ...bounds });
  return {
    size: () => batch.size,
    async round(work) {
      const before = performance.eventLoopUtilization();
      const answer = await work();
      batch.record(answer.taken, performance.eventLoopUtilization(before).active);
      return answer;
    },
  };
}
