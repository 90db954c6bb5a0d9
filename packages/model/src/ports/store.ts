import type { Instant, Seconds } from '@lanbi/standards';
import type { ConsumerName } from '../nouns/consumers.ts';
import type { RegionId, StationId } from '../nouns/ids.ts';
import type { Observation, StoredObservation, StoredReading } from '../nouns/observation.ts';
import type { Offset } from '../nouns/offset.ts';
import type { ParameterCode } from '../nouns/parameter.ts';
import type {
  DeadLetter,
  DeadLetterSummary,
  RefusalReason,
  Replay,
  StoredDeadLetter,
} from '../nouns/refusal.ts';
import type {
  AirDayKind,
  AirHourKind,
  Result,
  ResultChange,
  ResultKey,
  ResultKind,
  StoredResult,
} from '../nouns/result.ts';
import type { AirDayColumns } from '../records/air-day-columns.ts';
import type { AirHourColumns } from '../records/air-hour-columns.ts';
import type { AnnotationStore } from './annotations.ts';
import type { EvaluationNotes } from './notes.ts';
import type { PublishedBulletins } from './published-bulletins.ts';

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
   * The dead letter of an observation (by its place in `observations`) that comes out `rejected`, for the reason
   * given: kept in the same transaction. Undefined when there is nothing more to keep, such as for a second one of the
   * same message.
   */
  readonly letterOf?: (index: number, message: string) => DeadLetter | undefined;
  /**
   * Up to where the writer has read a log of its own, such as the spool: committed with the batch and answered by
   * `checkpoint`, so that after a kill the batch is not written twice. A store without transactions keeps it last.
   */
  readonly place?: { readonly consumer: ConsumerName; readonly position: Offset };
}

/**
 * Where observations become durable. One call is one durable transaction: when it resolves, everything
 * accepted and every dead letter survives a kill and a power cut. Items are settled one by one: a poison item is
 * `rejected` alone. Outcomes stand in the order of `observations`. When the engine as a whole fails, the call
 * rejects with a LanbiError and nothing of the batch is stored. Calls may overlap; they commit in call order. The store does not retry.
 * Two observations of the same identity merge: readings of other parameters are added, the same parameter with
 * another value, flag or validity is a correction (its earlier version is kept as history). One that is `retained` only
 * adds: what is there of a parameter stays, and a later one that is not corrects it.
 */
export interface ObservationWriter {
  write(batch: WriteBatch): Promise<readonly WriteOutcome[]>;
}

/**
 * The ordered log of stored observations: each one stands at the place of its latest change, in its newest
 * state. Reading from an offset on sees every change at least once; intermediate states may be skipped.
 */
export interface ObservationLog {
  /** Up to `limit` entries after `after`, in order; of one region when asked. Empty at the end. */
  read(after: Offset, limit: number, region?: RegionId): Promise<readonly StoredObservation[]>;
  /** The offset of the last entry; `LOG_START` when empty. */
  head(): Promise<Offset>;
  /** Calls back soon after something was appended (once for many is enough). Returns how to stop. */
  onAppend(listener: () => void): () => void;
}

/** A stretch of observations of one station: ends in (after, to], in ascending order of `to`, then `period`. */
export interface ObservationRange {
  readonly station: StationId;
  /** Exclusive: an observation covers the time before its end. */
  readonly after: Instant;
  /** Inclusive. */
  readonly to: Instant;
  /** Only observations that hold this parameter. */
  readonly parameter?: ParameterCode;
  /** Only this period. */
  readonly period?: Seconds;
  /**
   * Only what stands in the log up to here; an observation stands where it was last changed. One that a log without
   * `wholeLog` has forgotten stood there before all that it holds.
   */
  readonly upTo?: Offset;
  readonly limit: number;
  /** Continue behind this one (of an earlier answer of the same range). */
  readonly behind?: { readonly to: Instant; readonly period: Seconds };
}

/** The last reading of one parameter: greatest `to`, then shortest period. */
export interface LatestReading extends StoredReading {
  readonly to: Instant;
  readonly period: Seconds;
}

export interface StationActivity {
  /** Greatest `to` of its observations. */
  readonly lastObservation: Instant;
  /** When the last entry of the log that is of this station reached us, by the clock of that moment. */
  readonly lastReceived: Instant;
  /** Offset of that entry in the log: figures of the station are complete once evaluation has passed it. */
  readonly lastPosition: Offset;
}

export interface ObservationReader {
  range(query: ObservationRange): Promise<readonly StoredObservation[]>;
  /** Empty for a station that was never seen. */
  latest(station: StationId): Promise<readonly LatestReading[]>;
  /** For every station ever seen. */
  activity(): Promise<ReadonlyMap<StationId, StationActivity>>;
}

/** Range of results of one kind and subject with `to` in (after, to], ascending. */
export interface ResultRange<Kind extends ResultKind = ResultKind> {
  readonly kind: Kind;
  readonly subject: string;
  readonly after: Instant;
  readonly to: Instant;
  readonly limit: number;
}

/** Days of air of some subjects, from one day to another. */
export interface AirDaysRange {
  readonly kind: AirDayKind;
  readonly subjects: readonly string[];
  /** Numbers of civil days since 1970. */
  readonly first: number;
  readonly last: number;
}

/** Hours of air of some subjects, from one hour to another. */
export interface AirHoursRange {
  readonly kind: AirHourKind;
  readonly subjects: readonly string[];
  /** Numbers of clock hours since 1970 at +08:00. */
  readonly first: number;
  readonly last: number;
}

/** Changes of results, in the order of change. */
export interface ChangeRange {
  readonly subject?: string;
  readonly kind?: ResultKind;
  /** Changed in (after, to]. */
  readonly after: Instant;
  readonly to: Instant;
  readonly limit: number;
  /** Only those with a larger id. */
  readonly behind?: number;
}

export interface ResultStore {
  /**
   * Stores results and the consumer's new place in one transaction, so that a kill can neither lose nor double
   * an evaluation. A result whose body is unchanged is left alone (same revision, same computedAt).
   * One with `causes` that is new or changed leaves a line of history with its earlier body, in the same
   * transaction. Answers those that were new or changed.
   */
  commit(
    consumer: ConsumerName,
    position: Offset,
    results: readonly Result[],
    computedAt: Instant,
  ): Promise<readonly StoredResult[]>;
  /** Keeps the checkpoint of a consumer alone; durable when it resolves. */
  advance(consumer: ConsumerName, position: Offset): Promise<void>;
  /** The checkpoint of a consumer: up to where it has read; `LOG_START` when none was kept. */
  checkpoint(consumer: ConsumerName): Promise<Offset>;
  get<Kind extends ResultKind>(key: ResultKey<Kind>): Promise<StoredResult<Kind> | undefined>;
  /** The one with the greatest `to`. */
  latestResult<Kind extends ResultKind>(kind: Kind, subject: string): Promise<StoredResult<Kind> | undefined>;
  results<Kind extends ResultKind>(range: ResultRange<Kind>): Promise<readonly StoredResult<Kind>[]>;
  /** What `results` gives of the days of some subjects, as columns, in the order of `subjects`: read at once. */
  airDays(range: AirDaysRange): Promise<readonly AirDayColumns[]>;
  /** What `results` gives of the hours of some subjects, as columns, in the order of `subjects`: read at once. */
  airHours(range: AirHoursRange): Promise<readonly AirHourColumns[]>;
  /** Changed results in the order of change, each in its newest state: the log of results. */
  changedResults(after: Offset, limit: number): Promise<readonly StoredResult[]>;
  /** What late and corrected observations changed: the audit trail. */
  history(range: ChangeRange): Promise<readonly ResultChange[]>;
  /** The offset of the last change; `LOG_START` when there is none. */
  resultHead(): Promise<Offset>;
  onResults(listener: () => void): () => void;
}

export interface DeadLetterFilter {
  /** The station id of the topic. */
  readonly station?: string;
  /** At least one of its refusals is for this. */
  readonly reason?: RefusalReason;
  /** Whether its last replay stored all of it. */
  readonly settled?: boolean;
}

export interface DeadLetterQuery extends DeadLetterFilter {
  readonly limit: number;
  /** Only those with a smaller id. */
  readonly before?: number;
}

/** How many dead letters are kept, and from when on. */
export interface DeadLetterBounds {
  readonly count: number;
  /** Of payloads, topics and refusals together. */
  readonly bytes: number;
  /** Those of an earlier `at` go. */
  readonly from: Instant;
  /**
   * Only letters up to this id are removed by their age; all where it is not given. What came in since is young,
   * whatever a wrong clock stamped on it.
   */
  readonly agedUpTo?: number;
}

export interface PrunedDeadLetters {
  readonly removed: number;
  /** What is kept, in letters and in bytes. */
  readonly left: number;
  readonly bytes: number;
  readonly more: boolean;
}

/** What a letter is to be kept as, with its id. */
export type RewriteDeadLetter = (letter: StoredDeadLetter) => StoredDeadLetter;

export interface RewrittenDeadLetters {
  /** Letters that were rewritten by this call. */
  readonly rewritten: number;
  readonly more: boolean;
}

export interface DeadLetterStore {
  /**
   * Newest first, without payloads, which are not read. May end before `limit` when the rows have some megabytes: there
   * is more as long as `before` the last one finds any.
   */
  deadLetters(query: DeadLetterQuery): Promise<readonly DeadLetterSummary[]>;
  deadLetter(id: number): Promise<StoredDeadLetter | undefined>;
  /** Keeps what became of a replay, durably, in place of an earlier one; undefined when there is no such letter. */
  markReplayed(id: number, replay: Replay): Promise<StoredDeadLetter | undefined>;
  /**
   * Removes dead letters beyond the bounds, for good. Beyond `count` and `bytes` the room is shared out among reasons, and
   * within a reason among stations: a reason or station with few of them keeps them all, of the others the oldest go.
   * Removes a part at a time: call again while there is `more`. Ids are not used again.
   */
  pruneDeadLetters(bounds: DeadLetterBounds): Promise<PrunedDeadLetters>;
  /**
   * Keeps station, topic, payload, refusals and replay of each letter that an earlier version wrote as `rewrite` answers
   * them, and overwrites what they were, of letters that were removed too: no file of the store holds it afterwards. A part
   * at a time: call again while there is `more`, after a kill too; once it is done for a file nothing happens. Meanwhile
   * letters are put, read, marked and removed as ever.
   */
  rewriteDeadLetters(rewrite: RewriteDeadLetter): Promise<RewrittenDeadLetters>;
}

/** What an engine can't do is named here and holds for its adapter, so that nothing differs in silence. */
export interface StoreCapabilities {
  /** The log reaches back to the first observation. Otherwise it is forgotten behind what its consumers have read. */
  readonly wholeLog: boolean;
  /**
   * A write or commit that rejects has stored nothing. Otherwise some of it may be stored: what the log tells is whole
   * all the same, and the same call again leaves everything as if it had been the only one.
   */
  readonly wholeBatches: boolean;
  /** Reads that are asked for together share requests, and others have their turn meanwhile. Otherwise each takes its time alone. */
  readonly sharedReads: boolean;
}

/** Results that the engine has lost, as when a bucket was deleted; observations give them again. */
export interface LostResults {
  /** What is lost and not built again yet, for a person; undefined when nothing is. */
  lost(): string | undefined;
  /** Calls back when results are to be evaluated again from all observations. Returns how to stop. */
  onLost(listener: () => void): () => void;
  /** All that was lost is evaluated again. Kept: an end before this begins it again at the next start. */
  rebuilt(): Promise<void>;
}

/** Everything a store is. Open before use; `close` is idempotent, and any call after it rejects with `closed`. */
export interface Store
  extends ObservationWriter,
    ObservationLog,
    ObservationReader,
    ResultStore,
    EvaluationNotes,
    AnnotationStore,
    PublishedBulletins,
    DeadLetterStore {
  readonly capabilities: StoreCapabilities;
  /** Absent where results cannot be lost apart from observations. */
  readonly lostResults?: LostResults;
  open(): Promise<void>;
  close(): Promise<void>;
  /** Rejects with a LanbiError that says why when the store cannot take writes now. */
  ping(): Promise<void>;
}
