import type { Instant } from '@lanbi/standards';
import type { ConsumerName } from '../nouns/consumers.ts';
import type { Offset } from '../nouns/offset.ts';

/** A message of a station as it came, for which the store is to be tried later. */
export interface SpoolMessage {
  readonly topic: string;
  readonly payload: Uint8Array;
  readonly receivedAt: Instant;
  /** As in `Delivery`. */
  readonly retained?: boolean;
}

export interface SpooledMessage extends SpoolMessage {
  /** Rises with each one; never given twice in one spool. */
  readonly position: Offset;
}

export interface SpoolState {
  readonly messages: number;
  /** What they take, by the spool's own reckoning. */
  readonly bytes: number;
  /** The bound of `bytes`. */
  readonly maxBytes: number;
  /** Receipt of the first one; undefined when empty. */
  readonly oldest?: Instant;
}

/**
 * A durable queue on the local disk, for the time in which the store takes nothing. First in, first out; of one
 * process at a time. Open before use; any call after `close` rejects with `closed`. Nothing is retried.
 */
export interface Spool {
  /** @throws LanbiError spool-unavailable (in use, no access), spool-corrupt (torn: nothing of it is touched) */
  open(): Promise<void>;
  /** Idempotent. */
  close(): Promise<void>;
  /** Names this spool, for a store that keeps how far it was drained; another file has another name. */
  consumer(): ConsumerName;
  /** All or none, on the disk when it resolves. @throws LanbiError spool-full (bound or disk), spool-unavailable */
  append(messages: readonly SpoolMessage[]): Promise<Offset>;
  /** Up to `limit` behind `after`, in order. */
  read(after: Offset, limit: number): Promise<readonly SpooledMessage[]>;
  /** Forgets all up to and with `position`. */
  remove(position: Offset): Promise<void>;
  state(): SpoolState;
}
