import {
  AIR_POLLUTANTS,
  type AirPollutant,
  type AirValues,
  type Aqi,
  type CivilDate,
  eachPollutant,
  isMissing,
  type Maybe,
  missing,
} from '@lanbi/standards';
import { dateOfDay, dayOfDate } from '../period/day-number.ts';
import type { AirDayBody } from './air-day.ts';
import { Maybes } from './maybes.ts';

/** Six pollutants and the ozone daily maximum 1 h. */
const COLUMNS = 7;
const O3_1H = 6;
const NO_DAY = -2;
const NO_INDEX = -1;
/** Finest decimal of a stored day value: all sums of days are sums of integers. */
export const MILLION = 1e6;

/** What a period needs to know of a day. */
export interface DayFigures {
  readonly concentrations: AirValues;
  readonly further: AirDayBody['further'];
  readonly aqi: Pick<Aqi, 'aqi' | 'primary'>;
}

/** Days that are laid out together, when the first of them comes: a station that is new takes little room. */
const BLOCK = 31;

/** The days of a stretch of a year. About 2 KB. */
class DayBlock {
  readonly values = new Maybes(COLUMNS * BLOCK);
  readonly aqi = new Int16Array(BLOCK).fill(NO_DAY);
  readonly primary = new Uint8Array(BLOCK);
}

/** The days of one subject and calendar year: 2 KB for each month or so that has days. */
export class DayTable {
  readonly #first: number;
  readonly #blocks: (DayBlock | undefined)[] = [];
  /** Valid days of each pollutant in each month, for the rule of 27 days. */
  readonly #inMonth = new Uint8Array(6 * 12);

  /** @param first number of the 1st of January */
  constructor(first: number) {
    this.#first = first;
  }

  #blockOf(day: number): DayBlock | undefined {
    return this.#blocks[Math.floor((day - this.#first) / BLOCK)];
  }

  #row(day: number): number {
    return (day - this.#first) % BLOCK;
  }

  has(day: number): boolean {
    return (this.#blockOf(day)?.aqi[this.#row(day)] ?? NO_DAY) !== NO_DAY;
  }

  put(day: number, { concentrations, further, aqi }: DayFigures): void {
    const block = this.#blockOf(day) ?? new DayBlock();
    this.#blocks[Math.floor((day - this.#first) / BLOCK)] = block;
    const row = this.#row(day);
    const month = Number(dateOfDay(day).slice(5, 7)) - 1;
    for (const [column, pollutant] of AIR_POLLUTANTS.entries()) {
      const [at, value] = [row * COLUMNS + column, concentrations[pollutant]];
      const before = Number.isNaN(block.values.number(at)) ? 0 : 1;
      const counter = month * 6 + column;
      this.#inMonth[counter] = (this.#inMonth[counter] ?? 0) + (isMissing(value) ? 0 : 1) - before;
      block.values.put(at, value);
    }
    block.values.put(row * COLUMNS + O3_1H, further.o3_1h);
    block.aqi[row] = isMissing(aqi.aqi) ? NO_INDEX : aqi.aqi;
    block.primary[row] = aqi.primary.reduce((bits, of) => bits | (1 << AIR_POLLUTANTS.indexOf(of)), 0);
  }

  /** The day must be there. */
  valuesOf(day: number): AirValues {
    const base = this.#row(day) * COLUMNS;
    const values = this.#blockOf(day)?.values;
    return eachPollutant(
      (pollutant) => values?.at(base + AIR_POLLUTANTS.indexOf(pollutant)) ?? missing('no-data'),
    );
  }

  o3Of1h(day: number): Maybe<number> {
    return this.#blockOf(day)?.values.at(this.#row(day) * COLUMNS + O3_1H) ?? missing('no-data');
  }

  /** A day value in millionths, or NaN. */
  millionths(day: number, column: number): number {
    const value = this.#blockOf(day)?.values.number(this.#row(day) * COLUMNS + column) ?? Number.NaN;
    return Math.round(value * MILLION);
  }

  /** The day's index, or undefined. */
  aqiOf(day: number): number | undefined {
    const aqi = this.#blockOf(day)?.aqi[this.#row(day)] ?? NO_DAY;
    return aqi >= 0 ? aqi : undefined;
  }

  /** Primary pollutants as bits in table order. */
  primaryOf(day: number): number {
    return this.#blockOf(day)?.primary[this.#row(day)] ?? 0;
  }

  /** Valid days of a pollutant in a month, 0 to 11. */
  daysInMonth(month: number, column: number): number {
    return this.#inMonth[month * 6 + column] ?? 0;
  }
}

/** The year that a day was last asked for: runs of days are of the same. */
let known = { first: 0, last: -1, year: 0 };

export function yearOfDay(day: number): number {
  if (day < known.first || day > known.last) {
    const year = Number(dateOfDay(day).slice(0, 4));
    const last = dayOfDate(januaryFirst(year + 1)) - 1;
    known = { first: dayOfDate(januaryFirst(year)), last, year };
  }
  return known.year;
}

export const columnOf = (pollutant: AirPollutant): number => AIR_POLLUTANTS.indexOf(pollutant);

export const januaryFirst = (year: number): CivilDate =>
  `${String(year).padStart(4, '0')}-01-01` as CivilDate;
