import { createCache } from '@lanbi/flow';
import type { Clock } from '@lanbi/model';

const MINUTE_MS = 60_000;
const MOST_WRONG = 10;
/** Addresses that are remembered; beyond it the one that was seen least lately is forgotten. */
const MOST_ADDRESSES = 10_000;

/** How many wrong keys came from an address lately. */
export interface LoginLimit {
  /** Seconds to wait before the next key is looked at; 0: none. */
  wait(address: string): number;
  wrong(address: string): void;
}

export function createLoginLimit(clock: Clock): LoginLimit {
  const counts = createCache<{ count: number; readonly until: number }>({ entries: MOST_ADDRESSES });
  return {
    wait(address) {
      const found = counts.get(address);
      const left = (found?.until ?? 0) - clock.now();
      return found && found.count >= MOST_WRONG && left > 0 ? Math.ceil(left / 1000) : 0;
    },
    wrong(address) {
      const now = clock.now();
      const found = counts.get(address);
      if (found && found.until > now) {
        found.count += 1;
        return;
      }
      counts.set(address, { count: 1, until: now + MINUTE_MS });
    },
  };
}
