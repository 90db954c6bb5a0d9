import type { Log } from '@lanbi/flow';

/** A log that writes one line a minute of each key, and not more than a few lines a second in all. */
export interface SparingLog {
  warn(key: string, context: object, message: string): void;
}

const EACH_MS = 60_000;
/** Lines in ten seconds, all keys together. */
const LINES = 30;
const LINES_MS = 10_000;
const KEYS = 2_000;

interface Entry {
  at: number;
  unwritten: number;
}

/** Lines that are not written are counted in `repeated` (of the key) and `unwritten` (of all) of the next one. */
export function createSparingLog(log: Log | undefined, now: () => number): SparingLog {
  const entries = new Map<string, Entry>();
  let window = { from: now(), lines: 0 };
  let unwritten = 0;

  function mayWrite(at: number): boolean {
    if (at - window.from >= LINES_MS) window = { from: at, lines: 0 };
    if (window.lines >= LINES) return false;
    window.lines++;
    return true;
  }

  function remember(key: string, entry: Entry): void {
    entries.delete(key);
    entries.set(key, entry);
    const [oldest] = entries.keys();
    if (entries.size > KEYS && oldest !== undefined) entries.delete(oldest);
  }

  return {
    warn(key, context, message) {
      const at = now();
      const known = entries.get(key);
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
      remember(key, { at, unwritten: 0 });
    },
  };
}
