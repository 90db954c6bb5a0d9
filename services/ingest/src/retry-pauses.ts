import { setTimeout as after } from 'node:timers/promises';
import { Backoff } from '@lanbi/flow';

/** RetryPauses between failed tries, which grow and end at once when the signal aborts. */
export interface RetryPauses {
  /** Waits; each pause is longer than the one before. */
  wait(): Promise<void>;
  /** Begins with the first pause again. */
  reset(): void;
}

export function createRetryPauses(
  [first, last]: readonly [number, number],
  signal: AbortSignal,
): RetryPauses {
  const backoff = new Backoff(first, last);
  return {
    wait: () => after(backoff.next(), undefined, { signal }).catch(() => undefined),
    reset: () => backoff.reset(),
  };
}
