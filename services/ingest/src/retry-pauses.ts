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

/** The result of a promise if it settles within `ms`, else `late`. The promise goes on. */
export async function within<Answer>(ms: number, work: Promise<Answer>): Promise<Answer | 'late'> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(resolve, ms, 'late');
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
