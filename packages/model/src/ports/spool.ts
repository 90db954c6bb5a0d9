import type { Instant } from '@lanbi/standards';
import type { ConsumerName } from '../nouns/consumers.ts';
import type { Offset } from '../nouns/offset.ts';

/** A message of a station as received, to be stored later. */
export interface SpoolMessage {
  readonly topic: string;
  readonly payload: Uint8Array;
  readonly receivedAt: Instant;
  /** As in `Delivery`. */
  readonly retained?: boolean;
}

export interface SpooledMessage extends SpoolMessage {
  /** Increases with each message; never reused in one spool. */
  readonly position: Offset;
}

export interface SpoolState {
  readonly messages: number;
  /** Bytes of the messages, as the spool counts them. */
  readonly bytes: number;
  /** The bound of `bytes`. */
  readonly maxBytes: number;
  /** Time of receipt of the first message; undefined if empty. */
  readonly oldest?: Instant;
}

/**
 * A durable queue on the local disk, used while the store accepts no writes. First in, first out; for one process at a
 * time. Open it before use; any call after `close` rejects with `closed`. Nothing is retried.
 */
export interface Spool {
  /**
   * Opens the spool. @throws LanbiError spool-unavailable (in use, no access), spool-corrupt (damaged: the file is left
   * unchanged)
   */
  open(): Promise<void>;
  /** Idempotent. */
  close(): Promise<void>;
  /**
   * Returns the consumer name of this spool, for its checkpoint in the store; another file has another name.
   */
  consumer(): ConsumerName;
  /**
   * Appends all messages or none; they are on the disk when it resolves. @throws LanbiError spool-full (bound or disk),
   * spool-unavailable
   */
  append(messages: readonly SpoolMessage[]): Promise<Offset>;
  /** Returns up to `limit` messages after `after`, in order. */
  read(after: Offset, limit: number): Promise<readonly SpooledMessage[]>;
  /** Removes all messages up to and including `position`. */
  remove(position: Offset): Promise<void>;
  state(): SpoolState;
}
