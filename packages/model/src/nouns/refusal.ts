import type { Instant } from '@lanbi/standards';

/** Why a whole message was refused. Closed list; stable, since stations and operators match on it. */
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

/** Why one value of a message was refused; the rest of the message is taken. */
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

/** Why a station is warned about a message that was stored. Closed list, as the reasons of refusals. */
export const WARNINGS = [
  'stamp-off-period', // an hour or day whose stamp lies exactly between two of them, so that it counts to neither
  'interval-mismatch', // values shorter than an hour that regularly come at another distance than they cover
] as const;

export type WarningReason = (typeof WARNINGS)[number];

/** What is wrong with a message that was stored all the same. */
export interface Warning {
  readonly reason: WarningReason;
  /** For a person: what was found and what would be right. */
  readonly message: string;
}

/** How many refusals there were for each reason. */
export type RefusalCounts = Readonly<Partial<Record<RefusalReason, number>>>;

/** Refusals of one message, of which at most `MAX_REFUSALS` are kept. */
export interface Refused {
  /** The first ones, in the order in which they came up. */
  readonly refusals: readonly Refusal[];
  /** Numbers of all of them; absent where `refusals` has them all. */
  readonly counts?: RefusalCounts;
}

/** A refused message as it came, so that nothing is lost and it can be replayed. */
export interface DeadLetter extends Refused {
  readonly at: Instant;
  /** As in `Delivery`: a replay replaces nothing. */
  readonly retained?: boolean;
  readonly topic: string;
  readonly payload: Uint8Array;
  /** The station id of the topic, where there was one. */
  readonly station?: string;
  /** `message` when nothing of it was stored, `values` when the rest was. */
  readonly scope: 'message' | 'values';
  readonly refusals: readonly [Refusal, ...Refusal[]];
}

/** A dead letter decoded once more, with the registry of that day. */
export interface Replay extends Refused {
  readonly at: Instant;
  /** `stored`: all of it is in the store now. `partly`: some values are refused still. `refused`: the whole still is. */
  readonly outcome: 'stored' | 'partly' | 'refused';
  /** Why, of what is refused still; empty when `stored`. */
  readonly refusals: readonly Refusal[];
}

export interface StoredDeadLetter extends DeadLetter {
  /** Rises with each one stored. */
  readonly id: number;
  /** Its last replay. A letter is settled when that stored all of it; it is kept all the same. */
  readonly replay?: Replay;
}

/** A dead letter as a list shows it: without its payload, which may have a megabyte. */
export interface DeadLetterSummary extends Omit<StoredDeadLetter, 'payload'> {
  /** Length of the payload. */
  readonly bytes: number;
}
