import type { StoredDeadLetter } from '../nouns/refusal.ts';
import type { DeadLetterFilter } from './dead-letters.ts';

export interface ReplayCounts {
  readonly stored: number;
  readonly partly: number;
  readonly refused: number;
}

/**
 * Dead letters taken in once more, with the registry of today. A value that was received after the letter is
 * never replaced by it. What became of it is kept with the letter.
 */
export interface Replayer {
  /** Undefined when there is no such letter. @throws LanbiError store-unavailable while readings wait in the spool */
  replay(id: number): Promise<StoredDeadLetter | undefined>;
  /** Those that match and are not settled, oldest first, `limit` at the most. @throws as `replay` */
  replayAll(filter: DeadLetterFilter, limit: number): Promise<ReplayCounts>;
}
