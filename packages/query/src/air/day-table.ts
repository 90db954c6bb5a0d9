import { dateOfDay, dayOfDate, Maybes, MILLION, roundableFurther, roundableValues } from '@lanbi/evaluation';
import type { AirDayRecord, DayRests } from '@lanbi/model';
import {
  AIR_POLLUTANTS,
  type AirValues,
  type CivilDate,
  dailyAqi,
  eachPollutant,
  editionsOf,
  type Hj633Edition,
  type Instant,
  isMissing,
  type Maybe,
  missing,
  type Remainder,
} from '@lanbi/standards';
import { Remainders } from './remainders.ts';

/** Six pollutants and the ozone daily maximum 1 h. */
const COLUMNS = 7;
const O3_1H = 6;
/** What has a remainder, by column. */
const RESTS_OF: readonly (keyof DayRests)[] = [...AIR_POLLUTANTS, 'o3_1h'];
const NO_DAY = -2;
const NO_INDEX = -1;
/** Every edition of HJ 633: a period may be evaluated under any of them. */
export const HJ633_EDITIONS: readonly Hj633Edition[] = editionsOf('HJ 633');

/** What a period needs to know of a day. */
export interface DayFigures {
  readonly concentrations: AirValues;
  readonly rests?: DayRests | undefined;
  readonly further: AirDayRecord['further'];
}

/** Days that are laid out together, when the first of them comes: a station that is new takes little room. */
const BLOCK = 31;

/** The days of a stretch of a year. About 2 KB. */
class DayBlock {
  readonly values = new Maybes(COLUMNS * BLOCK);
  readonly rests = new Remainders(COLUMNS * BLOCK);
  /** Under each edition of HJ 633 in turn. */
  readonly aqi = new Int16Array(BLOCK * HJ633_EDITIONS.length).fill(NO_DAY);
  readonly primary = new Uint8Array(BLOCK * HJ633_EDITIONS.length);
  readonly revisions = new Uint32Array(BLOCK);
  readonly changedAt = new Float64Array(BLOCK);
}

/** How often a day was changed, and one, and when last. */
export interface DayRevision {
  readonly revision: number;
  readonly computedAt: Instant;
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

  put(day: number, { concentrations, rests, further }: DayFigures, made?: DayRevision): void {
    const block = this.#blockOf(day) ?? new DayBlock();
    this.#blocks[Math.floor((day - this.#first) / BLOCK)] = block;
    const row = this.#row(day);
    const month = Number(dateOfDay(day).slice(5, 7)) - 1;
    block.revisions[row] = made?.revision ?? 1;
    block.changedAt[row] = made?.computedAt ?? 0;
    for (const [column, pollutant] of AIR_POLLUTANTS.entries()) {
      const [at, value] = [row * COLUMNS + column, concentrations[pollutant]];
      const before = Number.isNaN(block.values.number(at)) ? 0 : 1;
      const counter = month * 6 + column;
      this.#inMonth[counter] = (this.#inMonth[counter] ?? 0) + (isMissing(value) ? 0 : 1) - before;
      block.values.put(at, value);
      block.rests.put(at, rests?.[pollutant]);
    }
    block.values.put(row * COLUMNS + O3_1H, further.o3_1h);
    block.rests.put(row * COLUMNS + O3_1H, rests?.o3_1h);
    const input = {
      values: roundableValues(concentrations, rests),
      further: roundableFurther(further, rests),
    };
    for (const [edition, hj633] of HJ633_EDITIONS.entries()) {
      const at = edition * BLOCK + row;
      const { aqi, primary } = dailyAqi(input, hj633);
      block.aqi[at] = isMissing(aqi) ? NO_INDEX : aqi;
      block.primary[at] = primary.reduce((bits, of) => bits | (1 << AIR_POLLUTANTS.indexOf(of)), 0);
    }
  }

  /** The day must be there. */
  valuesOf(day: number): AirValues {
    const base = this.#row(day) * COLUMNS;
    const values = this.#blockOf(day)?.values;
    return eachPollutant(
      (pollutant) => values?.at(base + AIR_POLLUTANTS.indexOf(pollutant)) ?? missing('no-data'),
    );
  }

  revisionOf(day: number): number {
    return this.#blockOf(day)?.revisions[this.#row(day)] ?? 0;
  }

  changedAt(day: number): number {
    return this.#blockOf(day)?.changedAt[this.#row(day)] ?? 0;
  }

  /** What is left of a day value in millionths. */
  restOf(day: number, column: number): Remainder | undefined {
    return this.#blockOf(day)?.rests.at(this.#row(day) * COLUMNS + column);
  }

  restsOf(day: number): DayRests | undefined {
    const rests: Partial<Record<keyof DayRests, Remainder>> = {};
    for (const [column, of] of RESTS_OF.entries()) {
      const rest = this.restOf(day, column);
      if (rest) rests[of] = rest;
    }
    return Object.keys(rests).length > 0 ? rests : undefined;
  }

  o3Of1h(day: number): Maybe<number> {
    return this.#blockOf(day)?.values.at(this.#row(day) * COLUMNS + O3_1H) ?? missing('no-data');
  }

  /** A day value in millionths, or NaN. */
  millionths(day: number, column: number): number {
    const value = this.#blockOf(day)?.values.number(this.#row(day) * COLUMNS + column) ?? Number.NaN;
    return Math.round(value * MILLION);
  }

  /** The day's index under an edition, or undefined. */
  aqiOf(day: number, edition: number): number | undefined {
    const aqi = this.#blockOf(day)?.aqi[edition * BLOCK + this.#row(day)] ?? NO_DAY;
    return aqi >= 0 ? aqi : undefined;
  }

  /** Primary pollutants under an edition as bits in table order. */
  primaryOf(day: number, edition: number): number {
    return this.#blockOf(day)?.primary[edition * BLOCK + this.#row(day)] ?? 0;
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

export const januaryFirst = (year: number): CivilDate =>
  `${String(year).padStart(4, '0')}-01-01` as CivilDate;
