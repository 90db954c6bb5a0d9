import type { Instant } from '@lanbi/standards';
import type { StoredDeadLetter } from '../nouns/refusal.ts';

/** Limits of stored dead letters. */
export interface DeadLetterBounds {
  readonly count: number;
  /** Bytes of payloads, topics and refusals together. */
  readonly bytes: number;
  /** Letters with an earlier `at` are removed. */
  readonly from: Instant;
  /**
   * Only letters up to this id are removed by age; by default all. Later letters are recent, even if a wrong clock
   * stamped them.
   */
  readonly agedUpTo?: number;
}

export interface PrunedDeadLetters {
  readonly removed: number;
  /** Number and bytes of the remaining letters. */
  readonly left: number;
  readonly bytes: number;
  readonly more: boolean;
}

/** Returns the new content of a letter; its id stays. */
export type RewriteDeadLetter = (letter: StoredDeadLetter) => StoredDeadLetter;

export interface RewrittenDeadLetters {
  /** Number of letters that this call rewrote. */
  readonly rewritten: number;
  readonly more: boolean;
}

/** Removes and rewrites dead letters. Nothing else deletes one. */
export interface DeadLetterMaintenance {
  /**
   * Removes dead letters beyond the limits permanently. The limits `count` and `bytes` are divided among reasons, and
   * within a reason among stations: a reason or station below its share keeps all its letters; from the others the
   * oldest are removed. Removes a part at a time: call again while there is `more`. Ids are not reused.
   */
  pruneDeadLetters(bounds: DeadLetterBounds): Promise<PrunedDeadLetters>;
  /**
   * Replaces station, topic, payload, refusals and replay of each letter of an earlier version by the answer of
   * `rewrite`, and overwrites the old content, also that of removed letters: no file of the store contains it
   * afterwards. It works a part at a time: call again while there is `more`, also after a kill; once a file is done it
   * does nothing. Meanwhile letters can be put, read, marked and removed as usual.
   */
  rewriteDeadLetters(rewrite: RewriteDeadLetter): Promise<RewrittenDeadLetters>;
}
