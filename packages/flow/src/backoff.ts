/** Computes pauses between failing attempts: each is `factor` times the previous one, up to a maximum. */
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

  /** Returns the milliseconds of this pause; the next one is longer. */
  next(): number {
    const pause = this.#next;
    this.#next = Math.min(pause * this.#factor, this.#max);
    return pause;
  }

  /** Starts again with the first pause; call it after a successful attempt. */
  reset(): void {
    this.#next = this.#first;
  }
}
