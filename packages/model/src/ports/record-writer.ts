import type { Instant } from '@lanbi/standards';
import type { ConsumerName } from '../nouns/consumers.ts';
import type { Offset } from '../nouns/offset.ts';
import type { Result, StoredResult } from '../nouns/result.ts';
import type { CheckpointStore } from './checkpoints.ts';

/** Where records become durable, together with the checkpoint of the consumer that made them. */
export interface RecordWriter extends CheckpointStore {
  /**
   * Stores records and the consumer's new checkpoint in one transaction, so that a kill can neither lose nor double
   * an evaluation. A record whose body is unchanged is left alone (same revision, same computedAt).
   * One with `causes` that is new or changed leaves a line of the audit trail with its earlier body, in the same
   * transaction. Answers those that were new or changed. Rejects as `ObservationWriter.write` does; the store does not retry.
   */
  commit(
    consumer: ConsumerName,
    position: Offset,
    results: readonly Result[],
    computedAt: Instant,
  ): Promise<readonly StoredResult[]>;
}
