import { setTimeout as after } from 'node:timers/promises';
import { Backoff } from '@lanbi/flow';

/** Growing pauses between tries that fail; over at once when `signal` aborts. */
export interface Pauses {
  /** Waits, a little longer each time. */
  wait(): Promise<void>;
  /** The next pause is the first again. */
  reset(): void;
}

export function createPauses([first, last]: readonly [number, number], signal: AbortSignal): Pauses {
  const backoff = new Backoff(first, last);
  return {
    wait: () => after(backoff.next(), undefined, { signal }).catch(() => undefined),
    reset: () => backoff.reset(),
  };
}

/** What a promise comes to within `ms`, or `late`. It goes on all the same. */
export async function within<Answer>(ms: number, work: Promise<Answer>): Promise<Answer | 'late'> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(resolve, ms, 'late');
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
