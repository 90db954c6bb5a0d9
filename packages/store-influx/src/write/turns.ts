/** What one call holds while it is under way. */
export interface Turn {
  /** Resolves when every call before this one has ended. */
  first(): Promise<void>;
  end(): void;
}

interface Under {
  readonly keys: ReadonlySet<string>;
  readonly ended: Promise<void>;
}

/**
 * Calls in their order, a few under way at one time. A call begins when the one before it has begun; and when none
 * is under way with a key of its own, since what it does depends on what that one leaves.
 */
export class Turns {
  readonly #limit: number;
  readonly #under = new Set<Under>();
  #begun: Promise<void> = Promise.resolve();

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Runs `begin` in turn: until it resolves no later call begins. */
  async begin<Answer>(
    keys: ReadonlySet<string>,
    begin: () => Promise<Answer>,
  ): Promise<{ turn: Turn; answer: Answer }> {
    const before = this.#begun;
    let begun: () => void = () => {};
    this.#begun = new Promise((resolve) => {
      begun = resolve;
    });
    await before;
    try {
      await this.#room(keys);
      const answer = await begin();
      return { turn: this.#enter(keys), answer };
    } finally {
      begun();
    }
  }

  async #room(keys: ReadonlySet<string>): Promise<void> {
    for (const other of this.#under) if (meet(keys, other.keys)) await other.ended;
    while (this.#under.size >= this.#limit) await Promise.race([...this.#under].map(({ ended }) => ended));
  }

  #enter(keys: ReadonlySet<string>): Turn {
    const before = [...this.#under].map(({ ended }) => ended);
    let end: () => void = () => {};
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    const under = { keys, ended };
    this.#under.add(under);
    return {
      first: async () => void (await Promise.all(before)),
      end: () => {
        this.#under.delete(under);
        end();
      },
    };
  }
}

function meet(some: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  for (const key of some) if (others.has(key)) return true;
  return false;
}
