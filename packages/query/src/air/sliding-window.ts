import { columnOf, MILLION } from '@lanbi/evaluation';
import {
  AIR_POLLUTANTS,
  compare,
  divide,
  divideHalfEven,
  ExactSum,
  exactly,
  exactOf,
  exactPercentile,
  type Hj633Edition,
  isShortDecimal,
  type Maybe,
  missing,
  percentileOfExact,
  type Rational,
  type Remainder,
  rational,
  sum,
} from '@lanbi/standards';
import { HJ633_EDITIONS } from './day-table.ts';
import { SortedValues } from './sorted-values.ts';

/** Days by number, across years. */
export interface Days {
  has(day: number): boolean;
  millionths(day: number, column: number): number;
  /** What is left of a value in millionths. */
  restOf(day: number, column: number): Remainder | undefined;
  /** Under an edition of HJ 633, by its place among them. */
  aqiOf(day: number, edition: number): number | undefined;
  primaryOf(day: number, edition: number): number;
}

/** The largest index of a good day, the same in both editions of HJ 663 [2]. */
const GOOD = 100;
const PERCENTILES_OF = ['co', 'o3'].map((pollutant) => columnOf(pollutant as 'co' | 'o3'));
const SIX = AIR_POLLUTANTS.length;
const DIGITS = 6;
/** Remainders are added up as integers of this part of a millionth, so that nothing drifts as days come and go. */
const PART = 2 ** 22;
/** The approximation of a figure in millionths is right to far less than this. */
const CLOSE = 1e-3;

/** Whether an approximation is so close to half a millionth that only the exact values tell how it is rounded. */
const isNearTie = (millionths: number): boolean =>
  Math.abs(millionths - Math.floor(millionths) - 0.5) < CLOSE;

/**
 * The statistics of the days from one to another, kept while either end moves: each day that comes or goes costs
 * O(log n), nothing is scanned again. The days must not change meanwhile. Sums are integers of a millionth, so that the order in
 * which days come and go leaves no trace.
 */
export class SlidingWindow {
  readonly #days: Days;
  readonly #sums = new Float64Array(SIX);
  /** Sums of the remainders, integers of a PART of a millionth. */
  readonly #rests = new Float64Array(SIX);
  readonly #counts = new Uint32Array(SIX);
  readonly #sorted: readonly (SortedValues | undefined)[];
  /** By edition of HJ 633: days with an index of at most 100, days with an index, and primary days of each pollutant. */
  readonly #good = new Uint32Array(HJ633_EDITIONS.length);
  readonly #indexed = new Uint32Array(HJ633_EDITIONS.length);
  readonly #primaryDays = new Uint32Array(SIX * HJ633_EDITIONS.length);
  #from = 0;
  #to = -1;

  /** @param annual whether the percentiles of a calendar year are asked for, which all six have */
  constructor(days: Days, annual: boolean) {
    this.#days = days;
    this.#sorted = AIR_POLLUTANTS.map((_, column) =>
      annual || PERCENTILES_OF.includes(column) ? new SortedValues() : undefined,
    );
  }

  /** Days with an index of at most 100, and days with an index, all under one edition. */
  goodDays(edition: Hj633Edition): { readonly good: number; readonly indexed: number } {
    const at = HJ633_EDITIONS.indexOf(edition);
    return { good: this.#good[at] ?? 0, indexed: this.#indexed[at] ?? 0 };
  }

  primaryDays(column: number, edition: Hj633Edition): number {
    return this.#primaryDays[HJ633_EDITIONS.indexOf(edition) * SIX + column] ?? 0;
  }

  count(column: number): number {
    return this.#counts[column] ?? 0;
  }

  /** The mean of the days, µg/m³ or mg/m³ to a millionth, half to even. */
  mean(column: number): Maybe<number> {
    const count = this.count(column);
    if (count === 0) return missing('no-data');
    const sum = this.#sums[column] ?? 0;
    const rest = (this.#rests[column] ?? 0) / PART;
    if (rest === 0) return this.#mean(column, sum, count);
    const over = sum % count;
    const parts = (over + rest) / count;
    if (isNearTie(parts)) return this.#exactMean(column);
    return ((sum - over) / count + Math.round(parts)) / MILLION;
  }

  percentile(column: number, percent: number): Maybe<number> {
    const millionths = this.#sorted[column]?.percentile(percent);
    if (millionths === undefined) return missing('no-data');
    if (Number.isInteger(millionths)) return millionths / MILLION;
    if (isNearTie(millionths)) return percentileOfExact(this.#exact(column), percent);
    return Math.round(millionths) / MILLION;
  }

  /**
   * Below, at or above zero, as the exact mean or percentile is below, at or above the value that `mean` or `percentile`
   * says; 0 where no rounding of it depends on that.
   */
  sideOf(column: number, value: number, percent?: number): number {
    if (!isShortDecimal(value)) return 0;
    const millionths = this.#approximately(column, percent) - value * MILLION;
    if (Math.abs(millionths) > CLOSE) return Math.sign(millionths);
    return compare(this.exactly(column, percent), exactly(value));
  }

  /** The exact mean or percentile. @throws RangeError without a value */
  exactly(column: number, percent?: number): Rational {
    const values = this.#exact(column);
    if (percent !== undefined) return exactPercentile(values, percent);
    return divide(sum(values), rational(BigInt(values.length)));
  }

  /** The mean or percentile in millionths, right to far less than CLOSE. */
  #approximately(column: number, percent?: number): number {
    if (percent !== undefined) return this.#sorted[column]?.percentile(percent) ?? Number.NaN;
    const rest = (this.#rests[column] ?? 0) / PART;
    return ((this.#sums[column] ?? 0) + rest) / this.count(column);
  }

  /** Moves both ends. A span that shares no day with the one before is filled anew. */
  moveTo(from: number, to: number): void {
    if (from > this.#to || to < this.#from) this.#empty(from);
    while (this.#to < to) this.#move(++this.#to, 1);
    while (this.#from > from) this.#move(--this.#from, 1);
    while (this.#to > to) this.#move(this.#to--, -1);
    while (this.#from < from) this.#move(this.#from++, -1);
  }

  /** Without remainders, or where they cancel each other out but for less than a PART. */
  #mean(column: number, sum: number, count: number): Maybe<number> {
    const over = sum % count;
    return over * 2 === count ? this.#exactMean(column) : divideHalfEven(sum, count) / MILLION;
  }

  #exactMean(column: number): number {
    const sum = new ExactSum();
    for (const value of this.#exact(column)) sum.addExact(value);
    return sum.mean(DIGITS);
  }

  /** The exact values of the days: asked for where the approximation is close to a tie of the rounding. */
  #exact(column: number): Rational[] {
    const values: Rational[] = [];
    for (let day = this.#from; day <= this.#to; day += 1) {
      const millionths = this.#days.has(day) ? this.#days.millionths(day, column) : Number.NaN;
      if (Number.isNaN(millionths)) continue;
      const rest = this.#days.restOf(day, column);
      values.push(exactOf({ value: millionths / MILLION, ...(rest && { rest }) }));
    }
    return values;
  }

  #empty(from: number): void {
    this.#sums.fill(0);
    this.#rests.fill(0);
    this.#counts.fill(0);
    this.#primaryDays.fill(0);
    for (const sorted of this.#sorted) sorted?.clear();
    this.#from = from;
    this.#to = from - 1;
    this.#good.fill(0);
    this.#indexed.fill(0);
  }

  #move(day: number, sign: 1 | -1): void {
    if (!this.#days.has(day)) return;
    for (let column = 0; column < SIX; column += 1) {
      const value = this.#days.millionths(day, column);
      if (Number.isNaN(value)) continue;
      this.#sums[column] = (this.#sums[column] ?? 0) + sign * value;
      this.#counts[column] = (this.#counts[column] ?? 0) + sign;
      const rest = this.#days.restOf(day, column);
      const part = rest ? Math.round((rest.num * PART) / rest.den) : 0;
      this.#rests[column] = (this.#rests[column] ?? 0) + sign * part;
      const sorted = value + part / PART;
      if (sign > 0) this.#sorted[column]?.add(sorted);
      else this.#sorted[column]?.remove(sorted);
    }
    for (const edition of HJ633_EDITIONS.keys()) this.#moveIndex(day, edition, sign);
  }

  #moveIndex(day: number, edition: number, sign: 1 | -1): void {
    const aqi = this.#days.aqiOf(day, edition);
    if (aqi === undefined) return;
    this.#indexed[edition] = (this.#indexed[edition] ?? 0) + sign;
    if (aqi <= GOOD) this.#good[edition] = (this.#good[edition] ?? 0) + sign;
    const bits = this.#days.primaryOf(day, edition);
    for (let column = 0; column < SIX; column += 1) {
      const at = edition * SIX + column;
      if (bits & (1 << column)) this.#primaryDays[at] = (this.#primaryDays[at] ?? 0) + sign;
    }
  }
}
