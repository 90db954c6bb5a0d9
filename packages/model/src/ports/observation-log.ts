import type { StoredObservation } from '../nouns/observation.ts';
import type { Offset } from '../nouns/offset.ts';

/**
 * The ordered log of stored observations: each is at the offset of its latest change, in its newest state. A reader
 * that continues from an offset sees every change at least once; intermediate states may be skipped.
 */
export interface ObservationLog {
  /** Returns up to `limit` entries after `after`, in order. Empty at the end. */
  read(after: Offset, limit: number): Promise<readonly StoredObservation[]>;
  /** Returns the offset of the last entry; `LOG_START` if the log is empty. */
  head(): Promise<Offset>;
  /**
   * Calls back soon after entries were appended (once for several is enough). Returns a function that stops this.
   */
  onAppend(listener: () => void): () => void;
}
