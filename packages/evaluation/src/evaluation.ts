import type { ObservationReader, RecordReader, Registry, Result } from '@lanbi/model';
import type { EvaluationInput } from './cause.ts';

/** The ports that an evaluation reads: observations and records. */
export type EvaluationStore = ObservationReader & RecordReader;

export interface EvaluationDeps {
  readonly store: EvaluationStore;
  readonly registry: Registry;
  /**
   * Minimum share of the days of a period in percent, if the standard has no rule; default PERIOD_COVERAGE.
   */
  readonly periodCoverage?: number | undefined;
}

/**
 * The evaluation of one medium: records as a function of the readings, whatever the order in which they come. `apply`
 * flags records as dirty, `flush` computes them, each once however many inputs changed it. All state is a copy of what
 * the store holds and may be dropped at any time.
 *
 * The caller reads the log from its checkpoint and applies every entry; applying entries again gives the same records.
 * Observations may be in the store before they are applied. The checkpoint moves to an offset when all changes of the
 * entries up to it are durable. After a failed commit the caller calls `restore` first.
 */
export interface Evaluation {
  readonly name: string;
  /** Drops all state that is not in the store. */
  restore(): Promise<void>;
  /** Applies inputs; those of the other medium are skipped. An input that changes a record is named as its cause. */
  apply(inputs: readonly EvaluationInput[]): Promise<void>;
  /** Number of dirty hours and samples. Their days are dirty too and are not counted. */
  readonly dirty: number;
  /**
   * Computes the dirty records in parts of at most some dozens: hours and samples first, then days. The dirty set is empty
   * from the first part on. Nothing is applied until the last part is committed. Not called again before that.
   */
  flush(): AsyncIterableIterator<readonly Result[]>;
}
