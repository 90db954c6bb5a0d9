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
  /** Names the log by its file. A file that was lost and made again has another name. */
  readonly origin: string;
  /** The end of the batch before. */
  readonly after: Offset;
  readonly upTo: Offset;
  /** In the order of the log. An entry that changed again since is in a later batch. */
  readonly entries: readonly Entry[];
  /** Up to where the logs of observations are evaluated. Only in a batch without entries, sent after all results. */
  readonly evaluated?: readonly LogOffset[] | undefined;
}

/** Exchanges between processes how far the logs of observations are evaluated. */
export interface EvaluationCheckpoints {
  /** The checkpoint of the evaluator in the log of each writer, or an earlier offset. Empty if it is not known. */
  checkpoints(): Promise<readonly LogOffset[]>;
  /** Applies checkpoints of another process: they move the consumer `evaluate` of this store. */
  note(checkpoints: readonly LogOffset[]): Promise<void>;
  /** Calls back when the checkpoint of the evaluator in this store was committed. Returns how to stop. */
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
  /** Names the log of this store. */
  origin(): string;
  readonly evaluation: EvaluationCheckpoints;
  /**
   * Reads the past into a new file. Call it after subscribing to the log, so that no entry is missed. If it fails, the
   * other calls try it again. @throws LanbiError store-unavailable
   */
  begin(): Promise<void>;
  /** @throws LanbiError store-unavailable, store-full */
  applyObservations(batch: LogBatch<StoredObservation>): Promise<Applied>;
  /** @throws LanbiError store-unavailable, store-full */
  applyResults(batch: LogBatch<StoredResult>): Promise<Applied>;
}
