import type { Instant } from '@lanbi/standards';
import type { RecentStore } from '@lanbi/store-embedded';

/** Numbers between (after, upTo]. */
export interface NumberSpan {
  readonly after: number;
  readonly upTo: number;
}

/** More numbers than a process gives before its first commit. */
const APART = 1_000_000;

/**
 * The numbers (`position`) that observations get in InfluxDB, in the order of their writes. When an observation is read
 * back, its number shows whether the log of the file has it: the numbers of failed writes, and of writes that were not
 * finished when a process ended, are kept as spans that may be missing in the log.
 */
export class WriteNumbers {
  readonly #recent: RecentStore;
  #last = 0;
  #spans: readonly NumberSpan[] = [];

  constructor(recent: RecentStore) {
    this.#recent = recent;
  }

  /**
   * Begins behind the numbers of all earlier processes on this file, whether or not they came to a commit. Resolves when the
   * file holds that, on the disk: InfluxDB may hold what is written from now on.
   */
  async open(): Promise<void> {
    this.#spans = this.#recent.missedNumbers();
    const committed = this.#recent.lastNumber();
    const given = Math.max(committed, ...this.#spans.map(({ upTo }) => upTo));
    if (given === 0) return;
    this.#last = given + APART;
    this.missed({ after: committed, upTo: this.#last });
    await this.#recent.durable();
  }

  /** For a new file with an InfluxDB that is not empty: the log of this file has none of its observations. */
  beginBehind(now: Instant): void {
    const upTo = Math.max(now * 1000, this.#last);
    this.missed({ after: 0, upTo });
    this.#last = upTo;
  }

  give(count: number): NumberSpan {
    const after = this.#last;
    this.#last += count;
    return { after, upTo: this.#last };
  }

  /** Records that the write of these numbers failed, in the file for later processes. */
  missed(span: NumberSpan): void {
    this.#spans = this.#recent.addMissedNumbers(span);
  }

  mayMissLog(number: number): boolean {
    return this.#spans.some(({ after, upTo }) => number > after && number <= upTo);
  }
}
