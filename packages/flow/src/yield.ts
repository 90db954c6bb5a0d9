/** Called between the parts of a long computation: lets other work of the process run once a slice of time is used. */
export type Yield = () => Promise<void>;

export interface YieldOptions {
  /** Milliseconds that the process was busy, of a clock that only goes forward. */
  readonly busy: () => number;
  /** Resolves in the next turn of the event loop, after I/O and timers that are due. */
  readonly nextTurn: () => Promise<void>;
  /** Milliseconds that a computation may keep the process busy without yielding. */
  readonly slice: number;
}

/**
 * Makes a `Yield` that yields when the process has been busy for a slice since it last yielded. Computations that share it
 * go on one a turn, in the order in which they yielded: between two slices of any of them there is I/O.
 */
export function createYield({ busy, nextTurn, slice }: YieldOptions): Yield {
  let last = busy();
  let turns: Promise<void> = Promise.resolve();
  return async () => {
    if (busy() - last < slice) return;
    turns = turns.then(nextTurn);
    await turns;
    last = busy();
  };
}
