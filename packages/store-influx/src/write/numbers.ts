import type { Instant } from '@lanbi/standards';
import type { RecentStore } from '@lanbi/store-embedded';

/** Numbers between (after, upTo]. */
export interface NumberSpan {
  readonly after: number;
  readonly upTo: number;
}

/** Numbers that no write of an earlier process has reached. */
const APART = 1_000_000;

/**
 * The numbers (`position`) that observations get in InfluxDB, in the order of their writes. They tell, when an
 * observation is read back, whether the log of the file had it: numbers of writes that failed, or that were under way
 * when a process ended, are kept as spans that may have missed the log.
 */
export class Numbers {
  readonly #recent: RecentStore;
  #last = 0;
  #spans: readonly NumberSpan[] = [];

  constructor(recent: RecentStore) {
    this.#recent = recent;
  }

  /** Numbers of an earlier process on this file end with the last one that was committed. */
  open(): void {
    this.#spans = this.#recent.missedNumbers();
    const committed = this.#recent.lastNumber();
    if (committed > 0) this.missed({ after: committed, upTo: committed + APART });
    this.#last = committed > 0 ? committed + APART : 0;
  }

  /** For a new file beside an InfluxDB that is not empty: all that is there missed the log of this file. */
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

  /** The write of these numbers failed. Kept in the file, so that a later process knows it too. */
  missed(span: NumberSpan): void {
    this.#spans = this.#recent.addMissedNumbers(span);
  }

  mayMissLog(number: number): boolean {
    return this.#spans.some(({ after, upTo }) => number > after && number <= upTo);
  }
}
