import { setTimeout as pause } from 'node:timers/promises';

/** Milliseconds of reading after which others have as much time. */
const BUDGET_MS = 10;

/**
 * Readings of a log, one at a time and for at most half of the time: however many streams are behind, probes and other
 * calls are answered in between.
 */
export class ReadGate {
  #last: Promise<unknown> = Promise.resolve();
  #spent = 0;

  run<Answer>(read: () => Promise<Answer>): Promise<Answer> {
    const answer = this.#last.then(() => this.#timed(read));
    this.#last = answer.then(
      () => this.#rest(),
      () => this.#rest(),
    );
    return answer;
  }

  async #timed<Answer>(read: () => Promise<Answer>): Promise<Answer> {
    const begun = performance.now();
    try {
      return await read();
    } finally {
      this.#spent += performance.now() - begun;
    }
  }

  async #rest(): Promise<void> {
    if (this.#spent < BUDGET_MS) return new Promise((resolve) => void setImmediate(resolve));
    const spent = this.#spent;
    this.#spent = 0;
    await pause(spent, undefined, { ref: false });
  }
}
