import { Backoff } from '@lanbi/flow';
import { isStoreAway } from '@lanbi/model';
import type { Part } from './lifecycle.ts';
import type { Logger } from './log.ts';
import { createOutage } from './outage.ts';
import type { PriorityGate } from './priority-gate.ts';

/** Pause before a failed round is tried again; doubles up to the second figure. */
const RETRY_MS = [50, 5_000] as const;

export interface Follower extends Part {
  /** Why rounds fail just now; undefined when they do not. */
  trouble(): string | undefined;
}

interface Following {
  readonly name: string;
  /** Does some work and saves its checkpoint; false when there was nothing to do. */
  round(): Promise<boolean>;
  /** Calls back when there may be work. Returns how to stop. */
  listen(wake: () => void): () => void;
  /** What a round waits for beforehand; a turn of the event loop where not given. */
  readonly gate?: PriorityGate | undefined;
  readonly log: Logger;
}

/** Follows a log: runs rounds while there is work, then waits for `listen` to call back. A failed round is repeated. */
export function follow({ name, round, listen, gate, log }: Following): Follower {
  let running: Promise<void> | undefined;
  let again = false;
  let stopped = false;
  let trouble: string | undefined;
  const outage = createOutage(log);
  let unlisten: () => void = () => {};

  /** An unavailable store is logged by the store watch, not here. */
  function report(error: unknown): void {
    const what = 'a round failed and will be tried again';
    if (isStoreAway(error)) log.debug({ err: error, follower: name }, what);
    else outage.failed(error, what, { follower: name });
  }

  async function rounds(): Promise<void> {
    const backoff = new Backoff(...RETRY_MS);
    while (!stopped) {
      // Packets and requests are handled between two rounds.
      await (gate?.() ?? new Promise(setImmediate));
      again = false;
      try {
        const worked = await round();
        trouble = undefined;
        outage.worked(`${name} works again`);
        backoff.reset();
        if (!worked && !again) return;
      } catch (error) {
        trouble = error instanceof Error ? error.message : String(error);
        report(error);
        await new Promise((resolve) => setTimeout(resolve, backoff.next()));
      }
    }
  }

  function wake(): void {
    again = true;
    running ??= rounds().finally(() => {
      running = undefined;
      if (again && !stopped) wake();
    });
  }

  return {
    name,
    trouble: () => trouble,
    async start() {
      unlisten = listen(wake);
      wake();
    },
    async stop() {
      stopped = true;
      unlisten();
      await running;
    },
  };
}
