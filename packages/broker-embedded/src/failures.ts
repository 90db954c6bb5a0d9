import { createCache } from '@lanbi/flow';

/** Counts recent failures by key, and the pause after them. */
export interface Failures {
  count(key: string): number;
  add(key: string): void;
  forget(key: string): void;
  /** The time before which no new try is allowed. */
  notBefore(key: string): number;
}

/** Failures without a pause after them. */
const FREE = 10;
const FIRST_PAUSE_MS = 100;
/** A key without a failure for this long is forgotten. */
const FORGET_MS = 600_000;
const KEYS = 10_000;

/** Pause in milliseconds after `count` failures: it doubles with each ten more, up to `most`. */
export function failurePause(count: number, most: number): number {
  return count < FREE ? 0 : Math.min(most, FIRST_PAUSE_MS * 2 ** Math.min(30, Math.floor(count / FREE) - 1));
}

/** @param most the longest pause in milliseconds */
export function createFailures(most: number, now: () => number): Failures {
  const entries = createCache<{ readonly count: number; readonly last: number }>({ entries: KEYS });

  function entryOf(key: string): { count: number; last: number } | undefined {
    const found = entries.peek(key);
    if (!found || now() - found.last < FORGET_MS) return found;
    entries.delete(key);
    return undefined;
  }

  return {
    count: (key) => entryOf(key)?.count ?? 0,
    add(key) {
      const count = (entryOf(key)?.count ?? 0) + 1;
      entries.set(key, { count, last: now() });
    },
    forget: (key) => void entries.delete(key),
    notBefore(key) {
      const found = entryOf(key);
      return found ? found.last + failurePause(found.count, most) : 0;
    },
  };
}
