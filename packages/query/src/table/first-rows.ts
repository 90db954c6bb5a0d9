import type { Compare } from './order.ts';

/** Rows that are sorted at one time, beyond those that are kept. */
const SLACK = 1_000;

/**
 * Keeps the first rows of an order out of any number of rows; equal rows stay in the order in which they came. Holds at
 * most `most` and a thousand rows.
 */
export class FirstRows<Row> {
  readonly #compare: Compare<Row>;
  readonly #most: number;
  #rows: Row[] = [];
  #last: Row | undefined;

  constructor(compare: Compare<Row>, most: number) {
    this.#compare = compare;
    this.#most = most;
  }

  add(row: Row): void {
    if (this.#last !== undefined && this.#compare(row, this.#last) >= 0) return;
    this.#rows.push(row);
    if (this.#rows.length >= this.#most + SLACK) this.#cut();
  }

  /** In order. */
  rows(): readonly Row[] {
    this.#cut();
    return this.#rows;
  }

  #cut(): void {
    this.#rows = this.#rows.sort(this.#compare).slice(0, this.#most);
    this.#last = this.#rows.length === this.#most ? this.#rows.at(-1) : undefined;
  }
}
