import { createCache } from '@lanbi/flow';
import { addressOf } from '@lanbi/model';

/** Counts wrong keys by address. */
export interface WrongKeys {
  /** Seconds for which no key of this address is looked at; 0: none. */
  wait(ip: string): number;
  /** A wrong key has come; answers the seconds of the pause that begins with it, or 0. */
  add(ip: string): number;
}

/** Wrong keys within a minute, after which the address has to pause. */
const FREE = 30;
const WINDOW_MS = 60_000;
/** The first pause, and the longest: each is twice as long as the one before it. */
const PAUSE_MS = 60_000;
const MOST_MS = 900_000;
/** An address without a wrong key for so long is forgotten. */
const FORGET_MS = 3_600_000;
const ADDRESSES = 10_000;

interface Entry {
  from: number;
  count: number;
  pauses: number;
  until: number;
}

/** @param now milliseconds of a clock that only goes forward */
export function createWrongKeys(now: () => number): WrongKeys {
  const entries = createCache<Entry>({ entries: ADDRESSES });

  function entryOf(address: string, at: number): Entry {
    const known = entries.get(address);
    const recent = known && at - Math.max(known.from, known.until) < FORGET_MS;
    const entry = recent ? known : { from: at, count: 0, pauses: 0, until: 0 };
    entries.set(address, entry);
    return entry;
  }

  return {
    wait: (ip) => Math.ceil(Math.max(0, (entries.get(addressOf(ip))?.until ?? 0) - now()) / 1_000),
    add(ip) {
      const at = now();
      const entry = entryOf(addressOf(ip), at);
      if (at - entry.from >= WINDOW_MS) {
        entry.from = at;
        entry.count = 0;
      }
      entry.count++;
      if (entry.count <= FREE) return 0;
      const pause = Math.min(MOST_MS, PAUSE_MS * 2 ** entry.pauses);
      entry.pauses++;
      entry.count = 0;
      entry.until = at + pause;
      return pause / 1_000;
    },
  };
}
