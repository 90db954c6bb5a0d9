import { dateOfDay, dayOfDate } from '@lanbi/evaluation';
import type { AirDayColumns, DayRevision, DayValues } from '@lanbi/model';
import {
  AIR_POLLUTANTS,
  type CivilDate,
  dailyAqi,
  editionsOf,
  type Hj633Edition,
  isMissing,
} from '@lanbi/standards';

const SIX = AIR_POLLUTANTS.length;
/** Marks of an index that is not computed yet, and of a day without an index. */
const [UNKNOWN, NO_INDEX] = [-2, -1];
/** Every edition of HJ 633: a period may be evaluated under any of them. */
export const HJ633_EDITIONS: readonly Hj633Edition[] = editionsOf('HJ 633');

/** Daily indices of a year under one edition. */
interface Indices {
  readonly aqi: Int16Array;
  /** Primary pollutants as bits in table order. */
  readonly primary: Uint8Array;
}

/** The days of one subject and calendar year, with their indices under the editions that were asked for. */
export class DayTable {
  readonly columns: AirDayColumns;
  /** By edition of HJ 633. */
  readonly #indices: (Indices | undefined)[] = [];
  /** Valid days of each pollutant in each month, for the rule of 27 days; undefined while they are not counted. */
  #inMonth: Uint8Array | undefined;

  constructor(columns: AirDayColumns) {
    this.columns = columns;
  }

  put(day: number, values: DayValues, made: DayRevision): void {
    this.columns.put(day, values, made);
    this.#inMonth = undefined;
    for (const indices of this.#indices) if (indices) indices.aqi[day - this.columns.first] = UNKNOWN;
  }

  /** Returns the day's index under an edition, or undefined. */
  aqiOf(day: number, edition: number): number | undefined {
    const aqi = this.#computed(day, edition).aqi[day - this.columns.first] ?? NO_INDEX;
    return aqi >= 0 ? aqi : undefined;
  }

  /** Returns the primary pollutants under an edition as bits in table order. */
  primaryOf(day: number, edition: number): number {
    return this.#computed(day, edition).primary[day - this.columns.first] ?? 0;
  }

  /** Returns the number of valid days of a pollutant in a month, 0 to 11. */
  daysInMonth(month: number, column: number): number {
    this.#inMonth ??= this.#count();
    return this.#inMonth[month * SIX + column] ?? 0;
  }

  /** Returns the indices under an edition, after computing that of the day. */
  #computed(day: number, edition: number): Indices {
    const indices = this.#of(edition);
    const row = day - this.columns.first;
    if (indices.aqi[row] !== UNKNOWN) return indices;
    const hj633 = HJ633_EDITIONS[edition];
    if (!hj633 || !this.columns.has(day)) {
      indices.aqi[row] = NO_INDEX;
      indices.primary[row] = 0;
      return indices;
    }
    const { concentrations: values, further } = this.columns.roundableOf(day);
    const { aqi, primary } = dailyAqi({ values, further }, hj633);
    indices.aqi[row] = isMissing(aqi) ? NO_INDEX : aqi;
    indices.primary[row] = primary.reduce((bits, of) => bits | (1 << AIR_POLLUTANTS.indexOf(of)), 0);
    return indices;
  }

  #of(edition: number): Indices {
    const known = this.#indices[edition];
    if (known) return known;
    const days = this.columns.last - this.columns.first + 1;
    const made = { aqi: new Int16Array(days).fill(UNKNOWN), primary: new Uint8Array(days) };
    this.#indices[edition] = made;
    return made;
  }

  #count(): Uint8Array {
    const counts = new Uint8Array(SIX * 12);
    const year = yearOfDay(this.columns.first);
    for (let month = 0; month < 12; month += 1) {
      const [first, next] = [firstOfMonth(year, month), firstOfMonth(year, month + 1)];
      for (let column = 0; column < SIX; column += 1)
        counts[month * SIX + column] = this.#valid(first, next, column);
    }
    return counts;
  }

  #valid(first: number, next: number, column: number): number {
    let count = 0;
    for (let day = first; day < next; day += 1)
      if (!Number.isNaN(this.columns.millionths(day, column))) count += 1;
    return count;
  }
}

/** Returns the number of the first day of a month, 0 to 12. */
function firstOfMonth(year: number, month: number): number {
  if (month === 12) return dayOfDate(januaryFirst(year + 1));
  const text = `${String(year).padStart(4, '0')}-${String(month + 1).padStart(2, '0')}-01`;
  return dayOfDate(text as CivilDate);
}

/** The last requested year; successive days mostly have the same. */
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
