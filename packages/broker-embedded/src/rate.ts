/** A bucket of tokens: `perSecond` come in, up to ten seconds' worth lie in it. */
export interface Bucket {
  /** Takes them, into debt when there are too few, if there are any at all. */
  take(tokens: number): boolean;
  /** Takes them in any case. */
  spend(tokens: number): void;
  /** Milliseconds until there is one. */
  wait(): number;
  /** Nothing to remember: as full as a new one. */
  full(): boolean;
}

const BURST_SECONDS = 10;

/** What a message counts: one for each begun KiB, so that size counts as well as number. */
export const costOf = (bytes: number): number => Math.max(1, Math.ceil(bytes / 1024));

/** @param perSecond 0 is no limit. @param now milliseconds of a clock that only goes forward */
export function createBucket(perSecond: number, now: () => number): Bucket {
  const most = perSecond * BURST_SECONDS;
  let tokens = most;
  let last = now();

  function refill(): void {
    const at = now();
    tokens = Math.min(most, tokens + ((at - last) * perSecond) / 1000);
    last = at;
  }

  if (perSecond === 0) return { take: () => true, spend: () => {}, wait: () => 0, full: () => true };
  return {
    take(count) {
      refill();
      if (tokens < 1) return false;
      tokens -= count;
      return true;
    },
    spend(count) {
      refill();
      tokens -= count;
    },
    wait() {
      refill();
      return Math.max(0, Math.ceil(((1 - tokens) * 1000) / perSecond));
    },
    full() {
      refill();
      return tokens >= most;
    },
  };
}
