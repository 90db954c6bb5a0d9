/** A count that only rises, and can be waited for. */
export interface Progress {
  readonly count: number;
  add(): void;
  /** Resolves as soon as the count is `target` or more. */
  reached(target: number): Promise<void>;
}

export function createProgress(): Progress {
  let count = 0;
  const waiting = new Set<{ readonly target: number; readonly resolve: () => void }>();
  return {
    get count() {
      return count;
    },
    add() {
      count += 1;
      for (const waiter of waiting) {
        if (count < waiter.target) continue;
        waiting.delete(waiter);
        waiter.resolve();
      }
    },
    reached: (target) =>
      new Promise((resolve) => {
        if (count >= target) resolve();
        else waiting.add({ target, resolve });
      }),
  };
}
