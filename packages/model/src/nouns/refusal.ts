import type { Instant } from '@lanbi/standards';

/**
 * Reasons for refusing a whole message. The list is closed and stable, since stations and operators rely on it.
 */
export const MESSAGE_REFUSALS = [
  'too-large', // more than 256 KiB
  'unknown-topic', // no topic of ours, or no kind that stations publish
  'unknown-station',
  'registry-mismatch', // topic and registry disagree (medium, or the MN of HJ 212)
  'not-json',
  'malformed', // JSON, but not an observation
  'too-many-observations', // more than 1000
  'time-without-offset',
  'time-invalid', // no RFC 3339 time and no epoch milliseconds
  'time-too-early', // before 2000
  'time-in-future', // more than 10 minutes ahead
  'hj212-malformed',
  'hj212-length',
  'hj212-crc',
  'hj212-unsupported', // a command that carries no data
  'store-rejected', // the store refuses this item for good
] as const;

export type MessageRefusal = (typeof MESSAGE_REFUSALS)[number];

/** Reasons for refusing one value of a message; the other values are accepted. */
export const VALUE_REFUSALS = [
  'unknown-parameter',
  'unknown-unit',
  'not-finite',
  'duplicate-parameter',
] as const;

export type ValueRefusal = (typeof VALUE_REFUSALS)[number];

export type RefusalReason = MessageRefusal | ValueRefusal;

export interface Refusal {
  readonly reason: RefusalReason;
  /** For a person: what was found and what would be right. */
  readonly message: string;
  /** Which observation of an array, from 0. */
  readonly index?: number;
  /** The parameter as it was sent. */
  readonly parameter?: string;
}

/** Reasons for warning a station about a stored message. The list is closed, as that of refusals. */
export const WARNINGS = [
  'stamp-off-period', // an hour or day whose stamp is exactly between two of them, so that it counts for neither
  'interval-mismatch', // values shorter than an hour whose interval regularly differs from the time that they cover
] as const;

export type WarningReason = (typeof WARNINGS)[number];

/** A fault of a message that was nevertheless stored. */
export interface Warning {
  readonly reason: WarningReason;
  /** For a person: what was found and what would be right. */
  readonly message: string;
}

/** Number of refusals for each reason. */
export type RefusalCounts = Readonly<Partial<Record<RefusalReason, number>>>;

/** Refusals of one message, of which at most `MAX_REFUSALS` are kept. */
export interface Refused {
  /** The first refusals, in the order of their occurrence. */
  readonly refusals: readonly Refusal[];
  /** Numbers of all refusals; absent if `refusals` is complete. */
  readonly counts?: RefusalCounts;
}

/** A refused message as received, so that it can be replayed. */
export interface DeadLetter extends Refused {
  readonly at: Instant;
  /** As in `Delivery`: a replay replaces nothing. */
  readonly retained?: boolean;
  readonly topic: string;
  readonly payload: Uint8Array;
  /** The station id of the topic, if it has one. */
  readonly station?: string;
  /** `message` if nothing of it was stored, `values` if the other values were. */
  readonly scope: 'message' | 'values';
  readonly refusals: readonly [Refusal, ...Refusal[]];
}

/** The outcome of decoding a dead letter again, with the registry of that time. */
export interface Replay extends Refused {
  readonly at: Instant;
  /**
   * `stored`: everything is in the store now. `partly`: some values are still refused. `refused`: the whole message is
   * still refused.
   */
  readonly outcome: 'stored' | 'partly' | 'refused';
  /** The remaining refusals; empty if `stored`. */
  readonly refusals: readonly Refusal[];
}

export interface StoredDeadLetter extends DeadLetter {
  /** Increases with each stored letter. */
  readonly id: number;
  /** The last replay. A letter is settled if its replay stored everything; the letter is still kept. */
  readonly replay?: Replay;
}

/** A dead letter in a list: without its payload, which may have a megabyte. */
export interface DeadLetterSummary extends Omit<StoredDeadLetter, 'payload'> {
  /** Length of the payload. */
  readonly bytes: number;
}
