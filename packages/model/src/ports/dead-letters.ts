import type { DeadLetterSummary, RefusalReason, Replay, StoredDeadLetter } from '../nouns/refusal.ts';

/** Which dead letters are meant; all where nothing is given. */
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

/** Reads dead letters. They are written by `ObservationWriter.write`. */
export interface DeadLetterReader {
  /**
   * Newest first, without payloads, which are not read. May end before `limit` when the rows have some megabytes: there
   * is more as long as `before` the last one finds any.
   */
  deadLetters(query: DeadLetterQuery): Promise<readonly DeadLetterSummary[]>;
  deadLetter(id: number): Promise<StoredDeadLetter | undefined>;
}

/** Keeps what became of dead letters that were replayed. */
export interface ReplayMarks {
  /** Keeps what became of a replay, durably, in place of an earlier one; undefined when there is no such letter. */
  markReplayed(id: number, replay: Replay): Promise<StoredDeadLetter | undefined>;
}
