import type { Work } from './work.ts';

interface Under {
  readonly keys: ReadonlySet<string>;
  readonly settled: Promise<void>;
}

/** What the observations of works are known by: the same one again, or its correction, has the same key. */
export function keysOf(works: readonly Work[]): Set<string> {
  const keys = new Set<string>();
  for (const { observations } of works)
    for (const { station, to, period } of observations) keys.add(`${station} ${to} ${period}`);
  return keys;
}

function meet(some: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  for (const key of some) if (others.has(key)) return true;
  return false;
}

/**
 * Batches under way, a few at one time and settled in the order in which they began. One that shares an observation
 * with another begins when that one is settled, be it in the store or in the spool: a correction never overtakes what
 * it corrects.
 */
export class Pipeline {
  readonly #width: number;
  readonly #under = new Set<Under>();
  #last: Promise<void> = Promise.resolve();

  constructor(width: number) {
    this.#width = width;
  }

  /** Resolves when a batch with these keys may begin. */
  async room(keys: ReadonlySet<string>): Promise<void> {
    for (const other of [...this.#under]) if (meet(keys, other.keys)) await other.settled;
    while (this.#under.size >= this.#width)
      await Promise.race([...this.#under].map(({ settled }) => settled));
  }

  /** Takes a batch in that has begun; `settle` is called when those before it are settled, and does not reject. */
  enter(keys: ReadonlySet<string>, settle: () => Promise<void>): void {
    const settled = this.#last.then(settle);
    const under = { keys, settled };
    this.#under.add(under);
    this.#last = settled.finally(() => this.#under.delete(under));
  }

  /** Resolves when nothing is under way. */
  async idle(): Promise<void> {
    await this.#last;
  }
}
