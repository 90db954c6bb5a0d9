import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';

/** Resolves when a follower of a log may start its next batch. */
export type PriorityGate = () => Promise<void>;

/** Milliseconds of work of this process from the start of a batch to that of the next. */
const APART_MS = 100;
/** A process that waits for a disk or a server has time to spare: an idle millisecond counts for so many busy ones. */
const IDLE_COUNTS = 4;

/** Milliseconds of work of this process since its start. */
function workOfProcess(): number {
  const { active, idle } = performance.eventLoopUtilization();
  return active + IDLE_COUNTS * idle;
}

/**
 * Gives readings priority over the followers that share the gate. Followers start their batches one after the other,
 * with a turn of the event loop between them. While readings wait, a follower starts a batch every 100 ms of work: with
 * batches of some 10 ms (`createAdaptiveBatch`) followers have a tenth of the process. Otherwise they have all that nobody else needs.
 * @param isPressed whether many readings wait to be stored
 * @param work milliseconds of work done so far
 */
export function createPriorityGate(
  isPressed: () => boolean,
  work: () => number = workOfProcess,
): PriorityGate {
  let queue: Promise<void> = Promise.resolve();
  let last = work();

  async function next(): Promise<void> {
    await new Promise(setImmediate);
    while (isPressed() && work() - last < APART_MS) await pause(1);
    last = work();
  }

  return () => {
    queue = queue.then(next);
    return queue;
  };
}
