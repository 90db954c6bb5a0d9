import type { ConsumerName } from '../nouns/consumers.ts';
import type { Observation } from '../nouns/observation.ts';
import type { Offset } from '../nouns/offset.ts';
import type { DeadLetter } from '../nouns/refusal.ts';

/** The outcome of writing one observation of a batch. */
export type WriteOutcome =
  /**
   * Durably stored. `same`: it was stored before, unchanged; `corrected`: at least one value replaced an earlier one.
   */
  | { readonly kind: 'accepted'; readonly change: 'new' | 'same' | 'corrected' }
  /** Permanently rejected; `letterOf` of the batch returns its dead letter. */
  | { readonly kind: 'rejected'; readonly message: string }
  /** Not stored now (disk full, engine unavailable); the caller keeps it and retries. */
  | { readonly kind: 'kept'; readonly message: string };

export interface WriteBatch {
  readonly observations: readonly Observation[];
  readonly deadLetters: readonly DeadLetter[];
  /**
   * Returns the dead letter of a `rejected` observation (by its index in `observations`), which is stored in the same
   * transaction. Undefined if there is none to store, such as for a second observation of the same message.
   */
  readonly letterOf?: (index: number, message: string) => DeadLetter | undefined;
  /**
   * The offset up to which the writer has read its own source, such as the spool. It is committed with the batch and
   * returned by `checkpoint`, so that after a kill the batch is not written twice. A store without transactions writes
   * it last.
   */
  readonly checkpoint?: { readonly consumer: ConsumerName; readonly position: Offset };
}

/**
 * Writes observations durably. One call is one durable transaction: when it resolves, everything accepted and every
 * dead letter survives a kill and a power cut. Each item has its own outcome: a faulty item is `rejected` alone.
 * Outcomes are in the order of `observations`. If the engine as a whole fails, the call rejects with a LanbiError. A
 * file has then stored nothing of the batch; an engine over a network may have stored a part, and a repeated call gives
 * the same state as a single one. In both cases the log has all or nothing of a batch. Calls may overlap; they commit
 * in call order. The store does not retry. Two observations of the same identity merge: readings of other parameters
 * are added, the same parameter with another value, flag or validity is a correction (its earlier version is kept as
 * history). A `retained` observation only adds readings: stored values stay, and a later observation that is not
 * `retained` corrects its values.
 */
export interface ObservationWriter {
  write(batch: WriteBatch): Promise<readonly WriteOutcome[]>;
}
