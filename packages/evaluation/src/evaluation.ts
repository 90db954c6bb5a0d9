import type { ObservationReader, RecordReader, Registry, Result } from '@lanbi/model';
import type { EvaluationInput } from './cause.ts';

/** What an evaluation may read: observations and records, never the engine behind them. */
export type EvaluationStore = ObservationReader & RecordReader;

export interface EvaluationDeps {
  readonly store: EvaluationStore;
  readonly registry: Registry;
  /** Least share of the days of a period, per cent, where the standard has no rule; default PERIOD_COVERAGE. */
  readonly periodCoverage?: number | undefined;
}

/**
 * The evaluation of one medium: records as a function of the readings, whatever the order in which they come. `apply`
 * flags records as dirty, `flush` computes them, each once however many inputs changed it. All state is a copy of what
 * the store holds and may be dropped at any time.
 *
 * The caller reads the log from its checkpoint and applies every entry; it may apply the same entries again, which gives
 * the same records. Observations may be in the store before they are applied. The checkpoint moves to an offset when
 * everything that the entries up to it changed is durable. After a commit that failed the caller restores first.
 */
export interface Evaluation {
  readonly name: string;
  /** Drops everything that is not in the store. */
  restore(): Promise<void>;
  /** Applies inputs; those of the other medium are skipped. An input that changes a record is named as its cause. */
  apply(inputs: readonly EvaluationInput[]): Promise<void>;
  /** Hours and samples that are dirty. Their days are dirty too and are not counted. */
  readonly dirty: number;
  /**
   * Computes the dirty records in parts of at most some dozens: hours and samples first, then days. The dirty set is empty
   * from the first part on. Nothing is applied until the last part is committed. Not called again before that.
   */
  flush(): AsyncIterableIterator<readonly Result[]>;
}
