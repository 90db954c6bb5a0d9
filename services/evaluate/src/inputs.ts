import {
  AirEvaluation,
  DEFAULT_QUALITY,
  type Evaluation,
  type EvaluationStore,
  excluding,
  type Flagged,
  QualityEvaluation,
  type Reopened,
  WaterEvaluation,
} from '@lanbi/evaluation';
import type { ObservationFlags, Offset, QualitySettings, StoredObservation } from '@lanbi/model';
import type { EvaluatorDeps } from './deps.ts';

/** How often each rule of data quality flagged a value. */
export type FlagCounts = Flagged['counts'];

/** The evaluations of both media behind the rules of data quality. */
export interface Inputs {
  readonly evaluations: readonly Evaluation[];
  readonly quality: QualitySettings;
  /** The store as evaluations see it: without the readings that a rule excludes. */
  readonly store: EvaluationStore;
  /** Drops everything that is not in the store. */
  restore(): Promise<void>;
  /** @param before other rules that some records may depend on; none once all of them are evaluated again */
  restoreQuality(before: readonly QualitySettings[]): void;
  /** Applies entries of the log. Their flags are stored by `flushFlags`. */
  apply(entries: readonly StoredObservation[]): Promise<FlagCounts>;
  /** Applies a part of a backfill. */
  applyAgain(part: Reopened): Promise<void>;
  /**
   * Stores the quality flags of what was applied. To be called before the records of the same entries are written: after a
   * kill between, the entries give the same flags.
   * @param offset the offset up to which entries are applied
   */
  flushFlags(offset: Offset): Promise<FlagCounts>;
  /** Hours and samples that are dirty, and observations whose flags are. */
  dirty(): number;
}

export function createInputs({ store, registry, quality = DEFAULT_QUALITY }: EvaluatorDeps): Inputs {
  const seen = excluding(store, quality);
  const deps = { store: seen, registry };
  const evaluations: readonly Evaluation[] = [new AirEvaluation(deps), new WaterEvaluation(deps)];
  const check = new QualityEvaluation(store, quality);
  /** Flags that wait for the next flush. */
  let waiting: ObservationFlags[] = [];

  async function putFlags(flags: readonly ObservationFlags[]): Promise<void> {
    if (flags.length > 0) await store.putQualityFlags(flags);
  }

  return {
    evaluations,
    quality,
    store: seen,
    async restore() {
      waiting = [];
      for (const evaluation of evaluations) await evaluation.restore();
    },
    restoreQuality: (before) => check.restore(before),
    async apply(entries) {
      const { inputs, flags, counts } = await check.check(entries);
      for (const evaluation of evaluations) await evaluation.apply(inputs);
      for (const each of flags) waiting.push(each);
      return counts;
    },
    async applyAgain({ inputs, flags }) {
      for (const evaluation of evaluations) await evaluation.apply(inputs);
      await putFlags(flags);
    },
    async flushFlags(offset) {
      // First those that are there: what waits is compared with what is stored.
      await putFlags(waiting);
      waiting = [];
      const { flags, counts } = await check.flush(offset);
      await putFlags(flags);
      return counts;
    },
    dirty: () => evaluations.reduce((sum, { dirty }) => sum + dirty, 0) + check.deferred,
  };
}
