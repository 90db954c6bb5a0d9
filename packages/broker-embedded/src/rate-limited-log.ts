import { createCache, type Log } from '@lanbi/flow';

/** A log that writes at most one line a minute for each key, and at most a few lines a second in total. */
export interface RateLimitedLog {
  warn(key: string, context: object, message: string): void;
}

const EACH_MS = 60_000;
/** Lines in ten seconds, of all keys. */
const LINES = 30;
const LINES_MS = 10_000;
const KEYS = 2_000;

interface Entry {
  at: number;
  unwritten: number;
}

/** Lines that are not written are counted in the next one: `repeated` for the key, `unwritten` for all keys. */
export function createRateLimitedLog(log: Log | undefined, now: () => number): RateLimitedLog {
  const entries = createCache<Entry>({ entries: KEYS });
  let window = { from: now(), lines: 0 };
  let unwritten = 0;

  function mayWrite(at: number): boolean {
    if (at - window.from >= LINES_MS) window = { from: at, lines: 0 };
    if (window.lines >= LINES) return false;
    window.lines++;
    return true;
  }

  return {
    warn(key, context, message) {
      const at = now();
      const known = entries.peek(key);
      if (known && at - known.at < EACH_MS) {
        known.unwritten++;
        return;
      }
      if (!mayWrite(at)) {
        unwritten++;
        return;
      }
      const repeated = known?.unwritten ?? 0;
      log?.warn({ ...context, ...(repeated && { repeated }), ...(unwritten && { unwritten }) }, message);
      unwritten = 0;
      entries.set(key, { at, unwritten: 0 });
    },
  };
}
