import {
  AIR_POLLUTANTS,
  type AirValues,
  eachPollutant,
  type Instant,
  isMissing,
  type Maybe,
  missing,
  type Remainder,
} from '@lanbi/standards';
import type { AirDayRecord, DayRests } from './air-day.ts';
import { missingCode, missingReason } from './missing-codes.ts';
import { Remainders } from './remainders.ts';

const SIX = AIR_POLLUTANTS.length;
/** Six pollutants in table order, and the largest hour of ozone. */
export const AIR_DAY_COLUMNS = SIX + 1;
const O3_1H = SIX;
/** What has a remainder, by column. */
const RESTS_OF: readonly (keyof DayRests)[] = [...AIR_POLLUTANTS, 'o3_1h'];

const MILLION = 1e6;
/** Rows that are made room for at once. */
const STEP = 32;
/** Cells from here up to `OTHER` are reasons, `OTHER` is a value that the column cannot hold, all above are millionths. */
const REASONS = -(2 ** 31);
const OTHER = REASONS + 255;
const LARGEST = 2 ** 31 - 1;

/** How often a day was changed, and one, and when last. */
export interface DayRevision {
  readonly revision: number;
  readonly computedAt: Instant;
}

/** What periods are made of in a day record. */
export type DayValues = Pick<AirDayRecord, 'concentrations' | 'rests' | 'further'>;

/**
 * Day records of one subject as typed columns, a row for each civil day from the first on: six day values, the largest
 * hour of ozone, what rounding left out, revision and time of change. Some 55 bytes a day. Days are numbers of civil days
 * since 1970; values are µg/m³, CO mg/m³.
 */
export class AirDayColumns {
  readonly first: number;
  /** Behind it there is no row. */
  readonly last: number;
  #rows = 0;
  #cells = new Int32Array(0);
  /** Values that are no whole millionths, or too large, by their cell. */
  readonly #others = new Map<number, number>();
  readonly #rests = new Remainders(0);
  #revisions = new Uint32Array(0);
  #changedAt = new Float64Array(0);

  constructor(first: number, last: number) {
    this.first = first;
    this.last = last;
  }

  /** Makes room up to a day, so that rows before it need none. */
  reserve(day: number): void {
    this.#grow(day - this.first);
  }

  has(day: number): boolean {
    return this.revisionOf(day) > 0;
  }

  /** 0 where there is no such day. */
  revisionOf(day: number): number {
    return this.#revisions[day - this.first] ?? 0;
  }

  changedAt(day: number): number {
    return this.#changedAt[day - this.first] ?? 0;
  }

  /** A day value in millionths of its unit, or NaN. */
  millionths(day: number, column: number): number {
    return this.#millionths((day - this.first) * AIR_DAY_COLUMNS + column);
  }

  #millionths(at: number): number {
    const cell = this.#cells[at] ?? REASONS;
    if (cell > OTHER) return cell;
    return cell === OTHER ? Math.round((this.#others.get(at) ?? Number.NaN) * MILLION) : Number.NaN;
  }

  at(day: number, column: number): Maybe<number> {
    const at = (day - this.first) * AIR_DAY_COLUMNS + column;
    const cell = this.#cells[at] ?? REASONS;
    if (cell > OTHER) return cell / MILLION;
    const other = cell === OTHER ? this.#others.get(at) : undefined;
    return other ?? missing(missingReason(cell - REASONS) ?? 'no-data');
  }

  /** What rounding a day value to a millionth left out, as numerator and denominator of a millionth; 0 for nothing. */
  restNum(day: number, column: number): number {
    return this.#rests.num((day - this.first) * AIR_DAY_COLUMNS + column);
  }

  restDen(day: number, column: number): number {
    return this.#rests.den((day - this.first) * AIR_DAY_COLUMNS + column);
  }

  /** Visits each value of a column from one day to another, in millionths with what rounding left out. */
  eachValue(
    from: number,
    to: number,
    column: number,
    visit: (millionths: number, num: number, den: number) => void,
  ): void {
    const last = Math.min(to, this.first + this.#rows - 1);
    for (let day = Math.max(from, this.first); day <= last; day += 1) {
      const row = day - this.first;
      const value = this.#millionths(row * AIR_DAY_COLUMNS + column);
      const rest = row * AIR_DAY_COLUMNS + column;
      if (!Number.isNaN(value)) visit(value, this.#rests.num(rest), this.#rests.den(rest));
    }
  }

  /** The values of a day, which must be there. */
  valuesOf(day: number): Required<Pick<DayValues, 'concentrations' | 'further'>> & Pick<DayValues, 'rests'> {
    let column = 0;
    const concentrations: AirValues = eachPollutant(() => this.at(day, column++));
    const rests = this.#restsOf(day);
    return { concentrations, ...(rests && { rests }), further: { o3_1h: this.at(day, O3_1H) } };
  }

  #restsOf(day: number): DayRests | undefined {
    const rests: Partial<Record<keyof DayRests, Remainder>> = {};
    let isExact = true;
    for (const [column, of] of RESTS_OF.entries()) {
      const rest = this.#rests.at((day - this.first) * AIR_DAY_COLUMNS + column);
      if (!rest) continue;
      rests[of] = rest;
      isExact = false;
    }
    return isExact ? undefined : rests;
  }

  /** Takes in a day that is new or changed. */
  put(day: number, values: DayValues, made: DayRevision): void {
    this.begin(day, made.revision, made.computedAt);
    this.putValues(day, values);
  }

  /** Fills the row of a day that was begun. */
  putValues(day: number, { concentrations, rests, further }: DayValues): void {
    for (const [column, pollutant] of AIR_POLLUTANTS.entries())
      this.putValue(day, column, concentrations[pollutant]);
    this.putValue(day, O3_1H, further.o3_1h);
    for (const [column, of] of RESTS_OF.entries()) {
      const rest = rests?.[of];
      if (rest) this.putRest(day, column, rest.num, rest.den);
    }
  }

  /** Begins a row: values are put next, and remainders where there are some. @throws RangeError outside of the days */
  begin(day: number, revision: number, computedAt: number): void {
    if (day < this.first || day > this.last) throw new RangeError(`no row for day ${day}`);
    const row = day - this.first;
    this.#grow(row);
    this.#revisions[row] = revision;
    this.#changedAt[row] = computedAt;
    for (let column = 0; column < AIR_DAY_COLUMNS; column += 1)
      this.#rests.put(row * AIR_DAY_COLUMNS + column, 0, 0);
  }

  putValue(day: number, column: number, value: Maybe<number>): void {
    if (isMissing(value)) {
      this.putMissing(day, column, missingCode(value.missing));
      return;
    }
    const millionths = Math.round(value * MILLION);
    if (millionths / MILLION === value && this.putMillionths(day, column, millionths)) return;
    const at = (day - this.first) * AIR_DAY_COLUMNS + column;
    this.#cells[at] = OTHER;
    this.#others.set(at, value);
  }

  /** False, and nothing is put, for what a column of integers cannot hold. */
  putMillionths(day: number, column: number, millionths: number): boolean {
    if (millionths <= OTHER || millionths > LARGEST) return false;
    this.#cells[(day - this.first) * AIR_DAY_COLUMNS + column] = millionths;
    return true;
  }

  /** @param code number of the reason */
  putMissing(day: number, column: number, code: number): void {
    this.#cells[(day - this.first) * AIR_DAY_COLUMNS + column] = REASONS + code;
  }

  putRest(day: number, column: number, num: number, den: number): void {
    this.#rests.put((day - this.first) * AIR_DAY_COLUMNS + column, num, den);
  }

  #grow(row: number): void {
    if (row < this.#rows) return;
    const needed = Math.ceil((row + 1) / STEP) * STEP;
    const rows = Math.min(this.last - this.first + 1, Math.max(needed, this.#rows * 2));
    const [cells, revisions, changedAt] = [this.#cells, this.#revisions, this.#changedAt];
    this.#cells = new Int32Array(rows * AIR_DAY_COLUMNS).fill(REASONS);
    this.#cells.set(cells);
    this.#revisions = new Uint32Array(rows);
    this.#revisions.set(revisions);
    this.#changedAt = new Float64Array(rows);
    this.#changedAt.set(changedAt);
    this.#rests.grow(rows * AIR_DAY_COLUMNS);
    this.#rows = rows;
  }
}
