import type { StoredObservation } from '../nouns/observation.ts';
import type { Offset } from '../nouns/offset.ts';
import type { StoredResult } from '../nouns/result.ts';
import type { AnnotationReplica } from './annotations.ts';

/** An offset in the log of one writer. */
export interface LogOffset {
  /** Names the log by its file. */
  readonly origin: string;
  readonly position: Offset;
}

/** A batch of a log that is sent to another process: the entries in (after, upTo]. */
export interface LogBatch<Entry> {
  /** Names the log by its file. A new file after a loss has another name. */
  readonly origin: string;
  /** The end of the previous batch. */
  readonly after: Offset;
  readonly upTo: Offset;
  /** Entries in the order of the log. An entry that changed again is in a later batch. */
  readonly entries: readonly Entry[];
  /**
   * Offsets up to which the logs of observations are evaluated. Only in a batch without entries, sent after all
   * results.
   */
  readonly evaluated?: readonly LogOffset[] | undefined;
}

/** Exchanges between processes the offsets up to which the logs of observations are evaluated. */
export interface EvaluationCheckpoints {
  /**
   * Returns the checkpoint of the evaluator in the log of each writer, or an earlier offset. Empty if unknown.
   */
  checkpoints(): Promise<readonly LogOffset[]>;
  /** Applies checkpoints of another process: they move the consumer `evaluate` of this store. */
  note(checkpoints: readonly LogOffset[]): Promise<void>;
  /**
   * Calls back when the checkpoint of the evaluator in this store was committed. Returns a function that stops this.
   */
  onMoved(listener: () => void): () => void;
}

/** `known`: applied before. `gap`: earlier batches are missing, and the recent past was read again from the engine. */
export type Applied = 'taken' | 'known' | 'gap';

/**
 * A store that applies the logs of other processes over one engine. Its own log has each of their changes once, in the
 * order of arrival. Batches may arrive twice and late: an older state of an observation or result never replaces a newer
 * one. When a call resolves, the batch and the offset at which it ends are on the disk.
 */
export interface Replica extends AnnotationReplica {
  /** Returns the name of the log of this store. */
  origin(): string;
  readonly evaluation: EvaluationCheckpoints;
  /**
   * Reads the past into a new file. Call it after subscribing to the log, so that no entry is missed. If it fails, the
   * other calls try it again. @throws LanbiError store-unavailable
   */
  begin(): Promise<void>;
  /** Applies a batch. @throws LanbiError store-unavailable, store-full */
  applyObservations(batch: LogBatch<StoredObservation>): Promise<Applied>;
  /** Applies a batch. @throws LanbiError store-unavailable, store-full */
  applyResults(batch: LogBatch<StoredResult>): Promise<Applied>;
}
