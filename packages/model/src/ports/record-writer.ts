import type { Instant } from '@lanbi/standards';
import type { ConsumerName } from '../nouns/consumers.ts';
import type { Offset } from '../nouns/offset.ts';
import type { Result, StoredResult } from '../nouns/result.ts';
import type { CheckpointStore } from './checkpoints.ts';

/** Writes records durably, together with the checkpoint of the consumer that computed them. */
export interface RecordWriter extends CheckpointStore {
  /**
   * Stores records and the consumer's new checkpoint in one transaction, so that a kill neither loses nor duplicates an
   * evaluation. An unchanged record keeps its revision and `computedAt`. A new or changed record with `causes` adds an
   * entry to the audit trail with its earlier body, in the same transaction. Returns the new and changed records.
   * Rejects as `ObservationWriter.write` does; the store does not retry.
   */
  commit(
    consumer: ConsumerName,
    position: Offset,
    results: readonly Result[],
    computedAt: Instant,
  ): Promise<readonly StoredResult[]>;
}
