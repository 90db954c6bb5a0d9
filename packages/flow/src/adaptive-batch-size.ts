export interface BatchBounds {
  readonly first: number;
  readonly min: number;
  readonly max: number;
  /** Milliseconds that a batch should take. */
  readonly target: number;
}

/** Adapts the number of items of a batch to the time that the last batch took. */
export class AdaptiveBatchSize {
  readonly #bounds: BatchBounds;
  #size: number;

  constructor(bounds: BatchBounds) {
    this.#bounds = bounds;
    this.#size = bounds.first;
  }

  /** Items of the next batch. */
  get size(): number {
    return this.#size;
  }

  /**
   * Records a batch of `items` that took `ms`, and adapts the size. It at most doubles: a single batch may have been
   * unusually fast.
   */
  record(items: number, ms: number): void {
    const { min, max, target } = this.#bounds;
    if (items !== this.#size && ms <= target) return;
    const fitting = (items * target) / Math.max(ms, 1);
    this.#size = Math.round(Math.min(max, Math.max(min, Math.min(fitting, this.#size * 2))));
  }
}
