import type { Instant } from '@lanbi/standards';
import type { StoredDeadLetter } from '../nouns/refusal.ts';

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

/** Removes and rewrites dead letters. Nothing else deletes one. */
export interface DeadLetterMaintenance {
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
