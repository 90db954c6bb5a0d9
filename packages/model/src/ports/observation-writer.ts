import type { ConsumerName } from '../nouns/consumers.ts';
import type { Observation } from '../nouns/observation.ts';
import type { Offset } from '../nouns/offset.ts';
import type { DeadLetter } from '../nouns/refusal.ts';

/** What became of one observation of a batch. */
export type WriteOutcome =
  /** Durable. `same`: it was there already, unchanged; `corrected`: at least one value replaced an earlier one. */
  | { readonly kind: 'accepted'; readonly change: 'new' | 'same' | 'corrected' }
  /** Never will be; the batch's `letterOf` says what is kept of it. */
  | { readonly kind: 'rejected'; readonly message: string }
  /** Not now (disk full, engine away); the caller keeps it and tries again. */
  | { readonly kind: 'kept'; readonly message: string };

export interface WriteBatch {
  readonly observations: readonly Observation[];
  readonly deadLetters: readonly DeadLetter[];
  /**
   * The dead letter of an observation (by its index in `observations`) that comes out `rejected`, for the reason
   * given: kept in the same transaction. Undefined when there is nothing more to keep, such as for a second one of the
   * same message.
   */
  readonly letterOf?: (index: number, message: string) => DeadLetter | undefined;
  /**
   * Up to where the writer has read a log of its own, such as the spool: committed with the batch and answered by
   * `checkpoint`, so that after a kill the batch is not written twice. A store without transactions keeps it last.
   */
  readonly checkpoint?: { readonly consumer: ConsumerName; readonly position: Offset };
}

/**
 * Where observations become durable. One call is one durable transaction: when it resolves, everything
 * accepted and every dead letter survives a kill and a power cut. Items are settled one by one: a poison item is
 * `rejected` alone. Outcomes stand in the order of `observations`. When the engine as a whole fails, the call
 * rejects with a LanbiError. A file has stored nothing of the batch then; an engine over a network may have stored some of it, and
 * the same call again leaves everything as if it had been the only one. What the log has of a batch is whole in both cases.
 * Calls may overlap; they commit in call order. The store does not retry.
 * Two observations of the same identity merge: readings of other parameters are added, the same parameter with
 * another value, flag or validity is a correction (its earlier version is kept as history). One that is `retained` only
 * adds: what is there of a parameter stays, and a later one that is not corrects it.
 */
export interface ObservationWriter {
  write(batch: WriteBatch): Promise<readonly WriteOutcome[]>;
}
