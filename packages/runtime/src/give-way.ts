import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';

/** Resolves when whoever follows a log may take its next turn. */
export type GiveWay = () => Promise<void>;

/** From the beginning of a turn to that of the next, in milliseconds of work of this process. */
const APART_MS = 100;
/** A process that waits for a disk or a server has time to spare: an idle millisecond counts for so many busy ones. */
const IDLE_COUNTS = 4;

/** Milliseconds of work of this process since its start. */
function workOfProcess(): number {
  const { active, idle } = performance.eventLoopUtilization();
  return active + IDLE_COUNTS * idle;
}

/**
 * All who share this begin their turns one behind the other, packets and requests between them. Readings go first: while
 * it is pressed, with turns of some 10 ms (`createPace`) about a tenth of the process is theirs; else all that nobody
 * else needs.
 * @param work milliseconds of work done so far
 */
export function createGiveWay(pressed: () => boolean, work: () => number = workOfProcess): GiveWay {
  let line: Promise<void> = Promise.resolve();
  let last = work();

  async function turn(): Promise<void> {
    await new Promise(setImmediate);
    while (pressed() && work() - last < APART_MS) await pause(1);
    last = work();
  }

  return () => {
    line = line.then(turn);
    return line;
  };
}
