/**
 * Lets other work of the process run once a time budget is used; call it between the parts of a long computation.
 */
export type Yield = () => Promise<void>;

export interface YieldOptions {
  /** Returns the milliseconds that the process was busy, by a monotonic clock. */
  readonly busy: () => number;
  /** Resolves in the next tick of the event loop, after I/O and timers that are due. */
  readonly nextTick: () => Promise<void>;
  /** Maximum milliseconds that a computation occupies the process without yielding. */
  readonly budget: number;
}

/**
 * Creates a `Yield` that yields when the process has been busy for the budget since the last yield. If several
 * computations share it, one continues in each tick, in the order in which they yielded; I/O runs between them.
 */
export function createYield({ busy, nextTick, budget }: YieldOptions): Yield {
  let last = busy();
  let ticks: Promise<void> = Promise.resolve();
  return async () => {
    if (busy() - last < budget) return;
    ticks = ticks.then(nextTick);
    await ticks;
    last = busy();
  };
}
