import { AIR_POLLUTANTS, divideHalfEven, type Maybe, missing } from '@lanbi/standards';
import { columnOf, MILLION } from './day-table.ts';
import { SortedValues } from './sorted-values.ts';

/** Days by number, across years. */
export interface Days {
  has(day: number): boolean;
  millionths(day: number, column: number): number;
  aqiOf(day: number): number | undefined;
  primaryOf(day: number): number;
}

/** The largest index of a good day, the same in both editions of HJ 663 [2]. */
const GOOD = 100;
const PERCENTILES_OF = ['co', 'o3'].map((pollutant) => columnOf(pollutant as 'co' | 'o3'));
const SIX = AIR_POLLUTANTS.length;

/**
 * The statistics of the days from one to another, kept while either end moves and while days change: each day that
 * comes or goes costs O(log n), nothing is scanned again. Sums are integers of a millionth, so that the order in
 * which days come and go leaves no trace.
 */
export class SlidingWindow {
  readonly #days: Days;
  readonly #sums = new Float64Array(SIX);
  readonly #counts = new Uint32Array(SIX);
  readonly #sorted: readonly (SortedValues | undefined)[];
  readonly #primaryDays = new Uint32Array(SIX);
  #from = 0;
  #to = -1;
  #good = 0;
  #indexed = 0;

  /** @param annual whether the percentiles of a calendar year are asked for, which all six have */
  constructor(days: Days, annual: boolean) {
    this.#days = days;
    this.#sorted = AIR_POLLUTANTS.map((_, column) =>
      annual || PERCENTILES_OF.includes(column) ? new SortedValues() : undefined,
    );
  }

  /** Days with an index of at most 100, and days with an index. */
  get goodDays(): { readonly good: number; readonly indexed: number } {
    return { good: this.#good, indexed: this.#indexed };
  }

  primaryDays(column: number): number {
    return this.#primaryDays[column] ?? 0;
  }

  count(column: number): number {
    return this.#counts[column] ?? 0;
  }

  /** The mean of the days, µg/m³ or mg/m³ to a millionth, half to even. */
  mean(column: number): Maybe<number> {
    const count = this.count(column);
    return count === 0 ? missing('no-data') : divideHalfEven(this.#sums[column] ?? 0, count) / MILLION;
  }

  percentile(column: number, percent: number): Maybe<number> {
    const millionths = this.#sorted[column]?.percentile(percent);
    return millionths === undefined ? missing('no-data') : millionths / MILLION;
  }

  covers(day: number): boolean {
    return day >= this.#from && day <= this.#to;
  }

  /** Moves both ends. A span that shares no day with the one before is filled anew. */
  moveTo(from: number, to: number): void {
    if (from > this.#to || to < this.#from) this.#empty(from);
    while (this.#to < to) this.#move(++this.#to, 1);
    while (this.#from > from) this.#move(--this.#from, 1);
    while (this.#to > to) this.#move(this.#to--, -1);
    while (this.#from < from) this.#move(this.#from++, -1);
  }

  /** Call before the days change a covered day, and `put` after. */
  take(day: number): void {
    if (this.covers(day)) this.#move(day, -1);
  }

  put(day: number): void {
    if (this.covers(day)) this.#move(day, 1);
  }

  #empty(from: number): void {
    this.#sums.fill(0);
    this.#counts.fill(0);
    this.#primaryDays.fill(0);
    for (const sorted of this.#sorted) sorted?.clear();
    this.#from = from;
    this.#to = from - 1;
    this.#good = 0;
    this.#indexed = 0;
  }

  #move(day: number, sign: 1 | -1): void {
    if (!this.#days.has(day)) return;
    for (let column = 0; column < SIX; column += 1) {
      const value = this.#days.millionths(day, column);
      if (Number.isNaN(value)) continue;
      this.#sums[column] = (this.#sums[column] ?? 0) + sign * value;
      this.#counts[column] = (this.#counts[column] ?? 0) + sign;
      if (sign > 0) this.#sorted[column]?.add(value);
      else this.#sorted[column]?.remove(value);
    }
    const aqi = this.#days.aqiOf(day);
    if (aqi === undefined) return;
    this.#indexed += sign;
    if (aqi <= GOOD) this.#good += sign;
    const bits = this.#days.primaryOf(day);
    for (let column = 0; column < SIX; column += 1)
      if (bits & (1 << column)) this.#primaryDays[column] = (this.#primaryDays[column] ?? 0) + sign;
  }
}
