import type { StoredDeadLetter } from '../nouns/refusal.ts';
import type { DeadLetterFilter } from './dead-letters.ts';

export interface ReplayCounts {
  readonly stored: number;
  readonly partly: number;
  readonly refused: number;
}

/**
 * Replays dead letters: decodes and stores them again, with the present registry. A value that was received after the
 * letter is never replaced. The outcome is stored with the letter.
 */
export interface Replayer {
  /**
   * Replays one dead letter; undefined if there is none. @throws LanbiError store-unavailable while readings wait in
   * the spool
   */
  replay(id: number): Promise<StoredDeadLetter | undefined>;
  /**
   * Replays the matching dead letters that are not settled, oldest first, at most `limit`. @throws as `replay`
   */
  replayAll(filter: DeadLetterFilter, limit: number): Promise<ReplayCounts>;
}
