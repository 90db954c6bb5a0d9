import { setTimeout as sleep } from 'node:timers/promises';

/** Waits for the work or the abort, whichever is first; never rejects. */
export function until(signal: AbortSignal, work: Promise<unknown>): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      signal.removeEventListener('abort', done);
      resolve();
    };
    signal.addEventListener('abort', done);
    if (signal.aborted) done();
    work.then(done, done);
  });
}

export const pause = (signal: AbortSignal, ms: number): Promise<void> =>
  until(signal, sleep(Math.max(0, ms), undefined, { signal }));
