import type { StoredObservation } from '../nouns/observation.ts';
import type { Offset } from '../nouns/offset.ts';

/**
 * The ordered log of stored observations: each one stands at the offset of its latest change, in its newest
 * state. Reading from an offset on sees every change at least once; intermediate states may be skipped.
 */
export interface ObservationLog {
  /** Up to `limit` entries after `after`, in order. Empty at the end. */
  read(after: Offset, limit: number): Promise<readonly StoredObservation[]>;
  /** The offset of the last entry; `LOG_START` when empty. */
  head(): Promise<Offset>;
  /** Calls back soon after something was appended (once for many is enough). Returns how to stop. */
  onAppend(listener: () => void): () => void;
}
