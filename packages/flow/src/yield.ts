/** Call it between the parts of a long computation: lets other work of the process run once a time budget is used. */
export type Yield = () => Promise<void>;

export interface YieldOptions {
  /** Milliseconds that the process was busy, of a clock that only goes forward. */
  readonly busy: () => number;
  /** Resolves in the next tick of the event loop, after I/O and timers that are due. */
  readonly nextTick: () => Promise<void>;
  /** Milliseconds that a computation may keep the process busy without yielding. */
  readonly budget: number;
}

/**
 * Creates a `Yield` that yields when the process has been busy for the budget since the last yield. Of computations that
 * share it one continues in each tick, in the order in which they yielded: between any two of them there is I/O.
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
