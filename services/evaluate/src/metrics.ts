import { CONSUMERS, entriesBehind, type QualityRule, type StoredResult } from '@lanbi/model';
import type { EvaluatorDeps } from './deps.ts';

export interface EvaluatorMetrics {
  evaluated(entries: number): void;
  /** How often each rule flagged a value. */
  flagged(counts: ReadonlyMap<QualityRule, number>): void;
  reopened(observations: number): void;
  changed(records: readonly StoredResult[]): void;
}

/** What an evaluator counts. */
export function createEvaluatorMetrics({
  store,
  metrics,
}: Pick<EvaluatorDeps, 'store' | 'metrics'>): EvaluatorMetrics {
  const evaluated = metrics.counter('lanbi_evaluate_observations', 'Observations evaluated');
  const changed = metrics.counter('lanbi_evaluate_results', 'Results that were new or changed', ['kind']);
  metrics.gauge('lanbi_evaluate_lag', 'Log positions stored and not yet settled', async () => {
    // Before the head, which moves on meanwhile.
    const checkpoint = await store.checkpoint(CONSUMERS.evaluate);
    return entriesBehind(checkpoint, await store.head());
  });
  const suspect = metrics.counter('lanbi_suspect_values', 'Values that a rule of data quality marked', [
    'rule',
  ]);
  const reopened = metrics.counter(
    'lanbi_evaluate_reopened',
    'Observations that other rules of data quality, or another registry, re-opened',
  );
  return {
    evaluated: (entries) => evaluated.add(entries),
    flagged(counts) {
      for (const [rule, count] of counts) suspect.add(count, { rule });
    },
    reopened: (observations) => reopened.add(observations),
    changed(records) {
      for (const [kind, some] of Map.groupBy(records, (each) => each.kind))
        changed.add(some.length, { kind });
    },
  };
}
