/** What a started task holds until it calls `release`. */
export interface QueueSlot {
  /** Resolves when every task that started before this one is released. */
  earlierReleased(): Promise<void>;
  /** Ends the task; tasks that wait for its keys, or for a free slot, may start. */
  release(): void;
}

interface Running {
  readonly keys: ReadonlySet<string>;
  readonly released: Promise<void>;
}

/**
 * Starts tasks in the order of their arrival, at most `limit` at a time. A task waits until no running task shares a
 * key with it, so that tasks that share a key run one after the other. Tasks behind it wait too.
 */
export class KeyedQueue {
  readonly #limit: number;
  readonly #running = new Set<Running>();
  #lastStart: Promise<void> = Promise.resolve();

  constructor(limit: number) {
    this.#limit = limit;
  }

  /**
   * Runs `start` when its keys are free; no later task starts until it resolves. Rejects when `start` rejects; the keys
   * are free then.
   */
  async start<Answer>(
    keys: ReadonlySet<string>,
    start: () => Answer | Promise<Answer>,
  ): Promise<{ readonly slot: QueueSlot; readonly answer: Answer }> {
    const before = this.#lastStart;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#lastStart = promise;
    await before;
    try {
      await this.#room(keys);
      const answer = await start();
      return { slot: this.#enter(keys), answer };
    } finally {
      resolve();
    }
  }

  /** Resolves when all tasks that run now are released. */
  async idle(): Promise<void> {
    await this.#allReleased();
  }

  async #room(keys: ReadonlySet<string>): Promise<void> {
    for (const other of this.#running) if (shareKey(keys, other.keys)) await other.released;
    while (this.#running.size >= this.#limit)
      await Promise.race([...this.#running].map(({ released }) => released));
  }

  #enter(keys: ReadonlySet<string>): QueueSlot {
    const earlier = this.#allReleased();
    const { promise: released, resolve } = Promise.withResolvers<void>();
    const running = { keys, released };
    this.#running.add(running);
    return {
      earlierReleased: () => earlier,
      release: () => {
        this.#running.delete(running);
        resolve();
      },
    };
  }

  async #allReleased(): Promise<void> {
    await Promise.all([...this.#running].map(({ released }) => released));
  }
}

function shareKey(some: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  for (const key of some) if (others.has(key)) return true;
  return false;
}
