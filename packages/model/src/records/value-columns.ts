import { isMissing, type Maybe, missing, roundable } from '@lanbi/standards';
import { missingCode, missingReason } from './missing-codes.ts';
import { Remainders } from './remainders.ts';

const MILLION = 1e6;
/** Number of rows that are allocated at once. */
const STEP = 32;
/**
 * Cells from here up to `OTHER` are reasons, `OTHER` means a value that does not fit into the column, all above are
 * millionths.
 */
const REASONS = -(2 ** 31);
const OTHER = REASONS + 255;
const LARGEST = 2 ** 31 - 1;

/**
 * Values of the records of one subject as typed columns, a row for each unit of time (hour or civil day, by its number
 * since 1970 at +08:00) from the first on: values or reasons, rounding remainders, revision and time of change.
 */
export class ValueColumns {
  readonly first: number;
  /** The last unit with a row. */
  readonly last: number;
  readonly #width: number;
  #rows = 0;
  #cells = new Int32Array(0);
  /** Values that are no integer number of millionths, or too large, by their cell. */
  readonly #others = new Map<number, number>();
  readonly #rests = new Remainders(0);
  #hasRests = false;
  #revisions = new Uint32Array(0);
  #changedAt = new Float64Array(0);

  /** @param width number of columns */
  constructor(first: number, last: number, width: number) {
    this.first = first;
    this.last = last;
    this.#width = width;
  }

  /** Allocates rows up to a unit. */
  reserve(unit: number): void {
    this.#grow(unit - this.first);
  }

  has(unit: number): boolean {
    return this.revisionOf(unit) > 0;
  }

  /** Returns the revision of a unit; 0 if there is no such unit. */
  revisionOf(unit: number): number {
    return this.#revisions[unit - this.first] ?? 0;
  }

  changedAt(unit: number): number {
    return this.#changedAt[unit - this.first] ?? 0;
  }

  /** Returns a value in millionths of its unit of measurement, or NaN. */
  millionths(unit: number, column: number): number {
    return this.#millionths((unit - this.first) * this.#width + column);
  }

  #millionths(at: number): number {
    const cell = this.#cells[at] ?? REASONS;
    if (cell > OTHER) return cell;
    return cell === OTHER ? Math.round((this.#others.get(at) ?? Number.NaN) * MILLION) : Number.NaN;
  }

  at(unit: number, column: number): Maybe<number> {
    return this.numberAt(unit, column) ?? missing(missingReason(this.reasonCode(unit, column)) ?? 'no-data');
  }

  /**
   * Returns a value as an index uses it: rounding it gives the same as rounding the exact value (`roundable`).
   */
  roundableAt(unit: number, column: number): Maybe<number> {
    const value = this.at(unit, column);
    const side = this.#hasRests ? this.restNum(unit, column) : 0;
    return side === 0 || isMissing(value) ? value : roundable(value, side);
  }

  /** Returns a value as a number; undefined if it is missing. */
  numberAt(unit: number, column: number): number | undefined {
    const at = (unit - this.first) * this.#width + column;
    const cell = this.#cells[at] ?? REASONS;
    if (cell > OTHER) return cell / MILLION;
    return cell === OTHER ? this.#others.get(at) : undefined;
  }

  /** Returns the number of the reason of a cell; -1 for a value. */
  reasonCode(unit: number, column: number): number {
    const cell = this.#cells[(unit - this.first) * this.#width + column] ?? REASONS;
    return cell >= OTHER ? -1 : cell - REASONS;
  }

  /**
   * Counts the cells of a column from one unit to another: values at 0, and each reason at its number and one. A unit
   * without a record has no data.
   */
  countCodes(from: number, to: number, column: number, counts: Uint32Array): void {
    const width = this.#width;
    const cells = this.#cells;
    let at = (from - this.first) * width + column;
    for (let unit = from; unit <= to; unit += 1) {
      const cell = cells[at] ?? REASONS;
      const code = cell >= OTHER ? 0 : cell - REASONS + 1;
      counts[code] = (counts[code] ?? 0) + 1;
      at += width;
    }
  }

  /** Returns the numerator of the rounding remainder of a value, in millionths; 0 for none. */
  restNum(unit: number, column: number): number {
    return this.#rests.num((unit - this.first) * this.#width + column);
  }

  restDen(unit: number, column: number): number {
    return this.#rests.den((unit - this.first) * this.#width + column);
  }

  /** Whether any value has a remainder. */
  get hasRests(): boolean {
    return this.#hasRests;
  }

  /** Visits each value of a column from one unit to another, in millionths with its rounding remainder. */
  eachValue(
    from: number,
    to: number,
    column: number,
    visit: (millionths: number, num: number, den: number) => void,
  ): void {
    const last = Math.min(to, this.first + this.#rows - 1);
    for (let unit = Math.max(from, this.first); unit <= last; unit += 1) {
      const cell = (unit - this.first) * this.#width + column;
      const value = this.#millionths(cell);
      if (!Number.isNaN(value)) visit(value, this.#rests.num(cell), this.#rests.den(cell));
    }
  }

  /** Begins a row, whose values and remainders are put next. @throws RangeError outside of the units */
  begin(unit: number, revision: number, computedAt: number): void {
    if (unit < this.first || unit > this.last) throw new RangeError(`no row for day or hour ${unit}`);
    const row = unit - this.first;
    this.#grow(row);
    this.#revisions[row] = revision;
    this.#changedAt[row] = computedAt;
    if (!this.#hasRests) return;
    for (let column = 0; column < this.#width; column += 1) this.#rests.put(row * this.#width + column, 0, 0);
  }

  putValue(unit: number, column: number, value: Maybe<number>): void {
    if (isMissing(value)) {
      this.putMissing(unit, column, missingCode(value.missing));
      return;
    }
    const millionths = Math.round(value * MILLION);
    if (millionths / MILLION === value && this.putMillionths(unit, column, millionths)) return;
    const at = (unit - this.first) * this.#width + column;
    this.#cells[at] = OTHER;
    this.#others.set(at, value);
  }

  /**
   * Stores a value in millionths; returns false, and stores nothing, if it does not fit into a column of integers.
   */
  putMillionths(unit: number, column: number, millionths: number): boolean {
    if (millionths <= OTHER || millionths > LARGEST) return false;
    this.#cells[(unit - this.first) * this.#width + column] = millionths;
    return true;
  }

  /** Stores the reason of a missing value. @param code number of the reason */
  putMissing(unit: number, column: number, code: number): void {
    this.#cells[(unit - this.first) * this.#width + column] = REASONS + code;
  }

  putRest(unit: number, column: number, num: number, den: number): void {
    this.#hasRests = true;
    this.#rests.put((unit - this.first) * this.#width + column, num, den);
  }

  #grow(row: number): void {
    if (row < this.#rows) return;
    const needed = Math.ceil((row + 1) / STEP) * STEP;
    const rows = Math.min(this.last - this.first + 1, Math.max(needed, this.#rows * 2));
    const [cells, revisions, changedAt] = [this.#cells, this.#revisions, this.#changedAt];
    this.#cells = new Int32Array(rows * this.#width).fill(REASONS, cells.length);
    this.#cells.set(cells);
    this.#revisions = new Uint32Array(rows);
    this.#revisions.set(revisions);
    this.#changedAt = new Float64Array(rows);
    this.#changedAt.set(changedAt);
    this.#rests.grow(rows * this.#width);
    this.#rows = rows;
  }
}
