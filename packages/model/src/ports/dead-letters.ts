import type { DeadLetterSummary, RefusalReason, Replay, StoredDeadLetter } from '../nouns/refusal.ts';

/** Selects dead letters; by default all. */
export interface DeadLetterFilter {
  /** The station id of the topic. */
  readonly station?: string;
  /** At least one refusal has this reason. */
  readonly reason?: RefusalReason;
  /** Whether its last replay stored all of it. */
  readonly settled?: boolean;
}

export interface DeadLetterQuery extends DeadLetterFilter {
  readonly limit: number;
  /** Only letters with a smaller id. */
  readonly before?: number;
}

/** Reads dead letters. They are written by `ObservationWriter.write`. */
export interface DeadLetterReader {
  /**
   * Returns dead letters, newest first, without reading payloads. It may return fewer than `limit` if the rows have
   * some megabytes: call again with `before` the last one until it returns none.
   */
  deadLetters(query: DeadLetterQuery): Promise<readonly DeadLetterSummary[]>;
  deadLetter(id: number): Promise<StoredDeadLetter | undefined>;
}

/** Stores the outcome of replays. */
export interface ReplayMarks {
  /**
   * Stores the outcome of a replay durably, and replaces an earlier one; undefined if there is no such letter.
   */
  markReplayed(id: number, replay: Replay): Promise<StoredDeadLetter | undefined>;
}
