import type { Offset } from '../nouns/offset.ts';
import type { StoredResult } from '../nouns/result.ts';

/**
 * The ordered log of records: each is at the offset of its latest change, in its newest state. A reader that continues
 * from an offset sees every change at least once; intermediate states may be skipped.
 */
export interface RecordLog {
  /** Returns up to `limit` records that changed after `after`, in the order of change. Empty at the end. */
  changedResults(after: Offset, limit: number): Promise<readonly StoredResult[]>;
  /** Returns the offset of the last change; `LOG_START` if there is none. */
  resultHead(): Promise<Offset>;
  /**
   * Calls back soon after a record changed (once for several is enough). Returns a function that stops this.
   */
  onResults(listener: () => void): () => void;
}
