/** Pauses between tries that fail: each is `factor` times the one before, up to a maximum. */
export class Backoff {
  readonly #first: number;
  readonly #max: number;
  readonly #factor: number;
  #next: number;

  /** @param first, max milliseconds */
  constructor(first: number, max: number, factor = 2) {
    this.#first = first;
    this.#max = max;
    this.#factor = factor;
    this.#next = first;
  }

  /** Milliseconds of this pause; the next one is longer. */
  next(): number {
    const pause = this.#next;
    this.#next = Math.min(pause * this.#factor, this.#max);
    return pause;
  }

  /** Begins with the first pause again: call it after a try that succeeded. */
  reset(): void {
    this.#next = this.#first;
  }
}
