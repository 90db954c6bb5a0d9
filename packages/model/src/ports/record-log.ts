import type { Offset } from '../nouns/offset.ts';
import type { StoredResult } from '../nouns/result.ts';

/**
 * The ordered log of records: each one stands at the offset of its latest change, in its newest state. Reading from an
 * offset on sees every change at least once; intermediate states may be skipped.
 */
export interface RecordLog {
  /** Up to `limit` records that changed after `after`, in the order of change. Empty at the end. */
  changedResults(after: Offset, limit: number): Promise<readonly StoredResult[]>;
  /** The offset of the last change; `LOG_START` when there is none. */
  resultHead(): Promise<Offset>;
  /** Calls back soon after a record changed (once for many is enough). Returns how to stop. */
  onResults(listener: () => void): () => void;
}
