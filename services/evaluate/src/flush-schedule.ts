/** Dirty hours and samples, and observations whose flags are dirty, at which all are written: the bound of the dirty set. */
export const MOST_DIRTY = 100_000;
/** The oldest change that is not written waits no longer, in milliseconds; where a flush takes long no longer than the second. */
export const MOST_AGE = 1_000;
export const MOST_AGE_UNDER_LOAD = 5_000;
/** After a flush the next one waits for so many times the time in which the process was busy during it. */
const PAUSE_FACTOR = 3;
/** A log that had nothing new for so long ends the wait, in milliseconds. */
const QUIET = 25;

/** What a flush depends on. Times are milliseconds of one monotonic clock. */
export interface FlushState {
  /** Dirty hours and samples. */
  readonly dirty: number;
  /** When the first of them became dirty; undefined where nothing waits for a flush. */
  readonly since: number | undefined;
  /** When something was last applied. */
  readonly lastApplied: number;
  /** Entries of the log were applied since the last flush, and no more wait in the log. */
  readonly isCaughtUp: boolean;
  /** A backfill was applied to its end and waits to be written. */
  readonly isBackfilled: boolean;
  /** Until then the last flush makes the next one wait. */
  readonly pausedUntil: number;
}

/**
 * When the dirty records are to be written; Infinity where nothing is to be written. At once when the evaluator is caught
 * up. While readings keep coming, a quarter of the busy time is spent on writing, and the oldest change waits for a second at
 * the most; where a flush is busy for longer than a third of that, for three times as long and five seconds at the most.
 */
export function flushDueAt(state: FlushState, mostDirty: number = MOST_DIRTY): number {
  const { dirty, since, lastApplied, isCaughtUp, isBackfilled, pausedUntil } = state;
  if (isBackfilled) return -Infinity;
  if (since === undefined) return Infinity;
  if (dirty >= mostDirty) return -Infinity;
  const oldest = Math.max(since + MOST_AGE, Math.min(pausedUntil, since + MOST_AGE_UNDER_LOAD));
  return isCaughtUp ? Math.min(oldest, pausedUntil, lastApplied + QUIET) : oldest;
}

/**
 * Until when the next flush waits after one that ended.
 * @param busy milliseconds of it in which the event loop was busy; waiting for the disk is not counted
 */
export const flushPauseEnd = (ended: number, busy: number): number => ended + PAUSE_FACTOR * busy;
