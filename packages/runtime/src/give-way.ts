import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';

/** Resolves when whoever follows a log may take its next turn. */
export type GiveWay = () => Promise<void>;

/** From the beginning of a turn to that of the next, in milliseconds of work of this process. */
const APART_MS = 100;
/** A process that waits for a disk or a server has time to spare: an idle millisecond counts for so many busy ones. */
const IDLE_COUNTS = 4;

/**
 * All who share this begin their turns one behind the other, packets and requests between them. Readings go first: while
 * it is pressed, with turns of some 10 ms (`createPace`) about a tenth of the process is theirs; else all that nobody
 * else needs.
 */
export function createGiveWay(pressed: () => boolean): GiveWay {
  let line: Promise<void> = Promise.resolve();
  let last = performance.eventLoopUtilization();

  function isApart(): boolean {
    const { active, idle } = performance.eventLoopUtilization(last);
    return active + IDLE_COUNTS * idle >= APART_MS;
  }

  async function turn(): Promise<void> {
    await new Promise(setImmediate);
    while (pressed() && !isApart()) await pause(1);
    last = performance.eventLoopUtilization();
  }

  return () => {
    line = line.then(turn);
    return line;
  };
}
