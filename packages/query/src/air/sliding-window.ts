import { MILLION } from '@lanbi/evaluation';
import {
  AIR_POLLUTANTS,
  type AirPollutant,
  compare,
  divide,
  divideHalfEven,
  ExactSum,
  editionsOf,
  exactly,
  exactOf,
  exactPercentile,
  type Hj633Edition,
  type Hj663Edition,
  isShortDecimal,
  type Maybe,
  missing,
  percentileOfExact,
  type Rational,
  rational,
  sum,
} from '@lanbi/standards';
import { HJ633_EDITIONS } from './day-table.ts';
import { type DailyIndices, IndexCounts } from './index-counts.ts';
import { SortedValues } from './sorted-values.ts';

/**
 * Whether an edition of HJ 663 has a percentile of a pollutant, for every period or for calendar years too.
 */
const hasPercentile = (pollutant: AirPollutant, annual: boolean): boolean =>
  editionsOf('HJ 663').some(({ statistics }) =>
    statistics.some(
      (row) =>
        row.kind === 'percentile' && row.pollutant === pollutant && (annual || row.periods === 'every'),
    ),
  );

/** Takes a value in millionths and what is left of it: numerator and denominator, 0 where nothing is. */
export type VisitValue = (millionths: number, num: number, den: number) => void;

/** Days by number, across years. */
export interface NumberedDays extends DailyIndices {
  /** NaN where there is no value. */
  millionths(day: number, column: number): number;
  /** What is left of a value in millionths: numerator and denominator, 0 where nothing is. */
  restNum(day: number, column: number): number;
  restDen(day: number, column: number): number;
  /** Visits each value from one day to another, with what is left of it. */
  eachValue(from: number, to: number, column: number, visit: VisitValue): void;
}

const SIX = AIR_POLLUTANTS.length;
const DIGITS = 6;
/**
 * Parts of a millionth in which remainders are summed as integers, so that sums do not drift when days are added and
 * removed.
 */
const PART = 2 ** 22;
/** Approximations of values that are further apart are in the order of the values. */
const BESIDE = 2 ** -18;
/** The approximation of a figure in millionths is right to far less than this. */
const CLOSE = 1e-3;

/** What is left of a value, in parts of a millionth. */
const partOf = (num: number, den: number): number => (den === 0 ? 0 : Math.round((num * PART) / den));

const exactValue = (millionths: number, num: number, den: number): Rational =>
  exactOf({ value: millionths / MILLION, ...(den > 0 && { rest: { num, den } }) });

/** Whether an approximation is so close to half a millionth that only the exact values tell how it is rounded. */
const isNearTie = (millionths: number): boolean =>
  Math.abs(millionths - Math.floor(millionths) - 0.5) < CLOSE;

/**
 * The statistics of a range of days, updated when either end moves: adding or removing a day costs O(log n), without
 * scanning the others. The days must not change meanwhile. Sums are integers of a millionth, so that they do not depend
 * on the order in which days are added and removed.
 */
export class SlidingWindow {
  readonly #days: NumberedDays;
  readonly #sums = new Float64Array(SIX);
  /** Sums of the remainders, integers of a PART of a millionth. */
  readonly #rests = new Float64Array(SIX);
  readonly #counts = new Uint32Array(SIX);
  readonly #sorted: readonly (SortedValues | undefined)[];
  /** By edition of HJ 633 and the largest index of a good day, of those that were asked for. */
  readonly #indices = new Map<string, IndexCounts>();
  #from = 0;
  #to = -1;

  /** @param annual whether the percentiles of a calendar year are asked for */
  constructor(days: NumberedDays, annual: boolean) {
    this.#days = days;
    this.#sorted = AIR_POLLUTANTS.map((pollutant) =>
      hasPercentile(pollutant, annual) ? new SortedValues() : undefined,
    );
  }

  /** Counts of the indices of the days, all under one edition of HJ 633 and of HJ 663. */
  indicesUnder(
    hj633: Hj633Edition,
    { goodDay: { upTo } }: Hj663Edition,
  ): Pick<IndexCounts, 'good' | 'indexed' | 'aqiOf' | 'primaryDays'> {
    const edition = HJ633_EDITIONS.indexOf(hj633);
    const key = `${edition} ${upTo}`;
    const counts = this.#indices.get(key) ?? new IndexCounts(this.#days, edition, upTo);
    this.#indices.set(key, counts);
    return counts.moveTo(this.#from, this.#to);
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
    if (isNearTie(millionths)) {
      const { ends, part } = this.#exactEnds(column, percent);
      return percentileOfExact(ends, part);
    }
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
    if (percent !== undefined) {
      const { ends, part } = this.#exactEnds(column, percent);
      return exactPercentile(ends, part);
    }
    const values = this.#exact(column);
    return divide(sum(values), rational(BigInt(values.length)));
  }

  /** The mean or percentile in millionths, right to far less than CLOSE. */
  #approximately(column: number, percent?: number): number {
    if (percent !== undefined) return this.#sorted[column]?.percentile(percent) ?? Number.NaN;
    const rest = (this.#rests[column] ?? 0) / PART;
    return ((this.#sums[column] ?? 0) + rest) / this.count(column);
  }

  /** Moves both ends. A span that shares no day with the previous one is filled again. */
  moveTo(from: number, to: number): void {
    if (from > this.#to || to < this.#from) {
      this.#fill(from, to);
      return;
    }
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
    this.#days.eachValue(this.#from, this.#to, column, (millionths, num, den) => {
      values.push(exactValue(millionths, num, den));
    });
    return values;
  }

  /**
   * The exact values that a percentile lies between, and hundredths of the way from one to the other: the percentile is
   * that of the two by this part. Only values whose approximations are close to theirs are compared exactly: all that are
   * further below are smaller, and all that are further above larger.
   */
  #exactEnds(column: number, percent: number): { readonly ends: readonly Rational[]; readonly part: number } {
    const found = this.#sorted[column]?.ends(percent);
    if (!found) return { ends: [], part: 0 };
    const { before, part, low, high } = found;
    let below = 0;
    const close: Rational[] = [];
    this.#days.eachValue(this.#from, this.#to, column, (millionths, num, den) => {
      const about = millionths + partOf(num, den) / PART;
      if (about < low - BESIDE) below += 1;
      else if (about <= high + BESIDE) close.push(exactValue(millionths, num, den));
    });
    return { ends: close.sort(compare).slice(before - below, before - below + 2), part };
  }

  /** Adds all days of a span at once. */
  #fill(from: number, to: number): void {
    const values = new Float64Array(to - from + 1);
    for (let column = 0; column < SIX; column += 1) {
      let [count, sum, rests] = [0, 0, 0];
      this.#days.eachValue(from, to, column, (millionths, num, den) => {
        const part = partOf(num, den);
        sum += millionths;
        rests += part;
        values[count] = millionths + part / PART;
        count += 1;
      });
      this.#sums[column] = sum;
      this.#rests[column] = rests;
      this.#counts[column] = count;
      this.#sorted[column]?.fill(values.subarray(0, count));
    }
    [this.#from, this.#to] = [from, to];
  }

  #move(day: number, sign: 1 | -1): void {
    for (let column = 0; column < SIX; column += 1) {
      const value = this.#days.millionths(day, column);
      if (Number.isNaN(value)) continue;
      this.#sums[column] = (this.#sums[column] ?? 0) + sign * value;
      this.#counts[column] = (this.#counts[column] ?? 0) + sign;
      const part = partOf(this.#days.restNum(day, column), this.#days.restDen(day, column));
      this.#rests[column] = (this.#rests[column] ?? 0) + sign * part;
      const sorted = value + part / PART;
      if (sign > 0) this.#sorted[column]?.add(sorted);
      else this.#sorted[column]?.remove(sorted);
    }
  }
}
