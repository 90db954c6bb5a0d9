import { AIR_POLLUTANTS } from '@lanbi/standards';

const SIX = AIR_POLLUTANTS.length;

/** Daily indices by number of the day and edition of HJ 633, by its place among them. */
export interface DailyIndices {
  aqiOf(day: number, edition: number): number | undefined;
  /** Bits in table order. */
  primaryOf(day: number, edition: number): number;
}

/**
 * Counts of the daily indices from one day to another under one edition of HJ 633 and the largest index of a good day,
 * updated when either end moves.
 */
export class IndexCounts {
  readonly #days: DailyIndices;
  readonly #edition: number;
  readonly #goodUpTo: number;
  readonly #primary = new Uint32Array(SIX);
  #good = 0;
  #indexed = 0;
  #from = 0;
  #to = -1;

  constructor(days: DailyIndices, edition: number, goodUpTo: number) {
    this.#days = days;
    this.#edition = edition;
    this.#goodUpTo = goodUpTo;
  }

  /** Good days. */
  get good(): number {
    return this.#good;
  }

  /** Days with an index. */
  get indexed(): number {
    return this.#indexed;
  }

  /** The index of a day. */
  readonly aqiOf = (day: number): number | undefined => this.#days.aqiOf(day, this.#edition);

  primaryDays(column: number): number {
    return this.#primary[column] ?? 0;
  }

  /** Moves both ends. A span that shares no day with the previous one is counted again. */
  moveTo(from: number, to: number): this {
    if (from > this.#to || to < this.#from) this.#empty(from);
    while (this.#to < to) this.#move(++this.#to, 1);
    while (this.#from > from) this.#move(--this.#from, 1);
    while (this.#to > to) this.#move(this.#to--, -1);
    while (this.#from < from) this.#move(this.#from++, -1);
    return this;
  }

  #empty(from: number): void {
    this.#primary.fill(0);
    [this.#good, this.#indexed, this.#from, this.#to] = [0, 0, from, from - 1];
  }

  #move(day: number, sign: 1 | -1): void {
    const aqi = this.#days.aqiOf(day, this.#edition);
    if (aqi === undefined) return;
    this.#indexed += sign;
    if (aqi <= this.#goodUpTo) this.#good += sign;
    const bits = this.#days.primaryOf(day, this.#edition);
    for (let column = 0; column < SIX; column += 1)
      if (bits & (1 << column)) this.#primary[column] = (this.#primary[column] ?? 0) + sign;
  }
}
