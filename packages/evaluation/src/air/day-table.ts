import {
  AIR_POLLUTANTS,
  type AirPollutant,
  type AirValues,
  type Aqi,
  type CivilDate,
  eachPollutant,
  isMissing,
  type Maybe,
} from '@lanbi/standards';
import { dateOfDay } from '../period/day-number.ts';
import type { AirDayBody } from './air-day.ts';
import { Maybes } from './maybes.ts';

/** Six pollutants and the ozone daily maximum 1 h. */
const COLUMNS = 7;
const O3_1H = 6;
const DAYS = 366;
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

/** The days of one subject and calendar year. About 24 KB. */
export class DayTable {
  readonly #first: number;
  readonly #values = new Maybes(COLUMNS * DAYS);
  readonly #aqi = new Int16Array(DAYS).fill(NO_DAY);
  readonly #primary = new Uint8Array(DAYS);
  /** Valid days of each pollutant in each month, for the rule of 27 days. */
  readonly #inMonth = new Uint8Array(6 * 12);

  /** @param first number of the 1st of January */
  constructor(first: number) {
    this.#first = first;
  }

  has(day: number): boolean {
    return (this.#aqi[day - this.#first] ?? NO_DAY) !== NO_DAY;
  }

  put(day: number, { concentrations, further, aqi }: DayFigures): void {
    const row = day - this.#first;
    const month = Number(dateOfDay(day).slice(5, 7)) - 1;
    for (const [column, pollutant] of AIR_POLLUTANTS.entries()) {
      const [at, value] = [row * COLUMNS + column, concentrations[pollutant]];
      const before = Number.isNaN(this.#values.number(at)) ? 0 : 1;
      const counter = month * 6 + column;
      this.#inMonth[counter] = (this.#inMonth[counter] ?? 0) + (isMissing(value) ? 0 : 1) - before;
      this.#values.put(at, value);
    }
    this.#values.put(row * COLUMNS + O3_1H, further.o3_1h);
    this.#aqi[row] = isMissing(aqi.aqi) ? NO_INDEX : aqi.aqi;
    this.#primary[row] = aqi.primary.reduce((bits, of) => bits | (1 << AIR_POLLUTANTS.indexOf(of)), 0);
  }

  valuesOf(day: number): AirValues {
    const base = (day - this.#first) * COLUMNS;
    return eachPollutant((pollutant) => this.#values.at(base + AIR_POLLUTANTS.indexOf(pollutant)));
  }

  o3Of1h(day: number): Maybe<number> {
    return this.#values.at((day - this.#first) * COLUMNS + O3_1H);
  }

  /** A day value in millionths, or NaN. */
  millionths(day: number, column: number): number {
    return Math.round(this.#values.number((day - this.#first) * COLUMNS + column) * MILLION);
  }

  /** The day's index, or undefined. */
  aqiOf(day: number): number | undefined {
    const aqi = this.#aqi[day - this.#first] ?? NO_DAY;
    return aqi >= 0 ? aqi : undefined;
  }

  /** Primary pollutants as bits in table order. */
  primaryOf(day: number): number {
    return this.#primary[day - this.#first] ?? 0;
  }

  /** Valid days of a pollutant in a month, 0 to 11. */
  daysInMonth(month: number, column: number): number {
    return this.#inMonth[month * 6 + column] ?? 0;
  }
}

export const yearOfDay = (day: number): number => Number(dateOfDay(day).slice(0, 4));

export const columnOf = (pollutant: AirPollutant): number => AIR_POLLUTANTS.indexOf(pollutant);

export const januaryFirst = (year: number): CivilDate =>
  `${String(year).padStart(4, '0')}-01-01` as CivilDate;
