import type { StoredObservation, StoredReading } from '@lanbi/model';
import { AIR_POLLUTANTS, isMissing, type Maybe, type MissingReason, missing } from '@lanbi/standards';
import { Maybes } from './maybes.ts';

export const FULL_HOUR = 3600;

const COLUMNS = AIR_POLLUTANTS.length;
const FEW = 4;

const FLAG_REASONS: Readonly<Record<string, MissingReason>> = {
  D: 'fault',
  B: 'fault',
  C: 'calibration',
  M: 'maintenance',
  F: 'maintenance',
};

/** A reading of air as a figure, or why it is none. */
export const figureOfReading = ({ value, flag, invalid }: StoredReading): Maybe<number> =>
  invalid ? missing(FLAG_REASONS[flag] ?? 'invalid') : value;

/** A concentration is not negative, whatever was said of it. */
const figureOf = (reading: StoredReading): Maybe<number> =>
  reading.value >= 0 ? figureOfReading(reading) : missing(FLAG_REASONS[reading.flag] ?? 'invalid');

/** What the shorter samples of an hour say of one pollutant. */
export interface ShorterSamples {
  /** Sound values of the shortest length that has some. */
  readonly values: readonly number[];
  /** That length, in seconds. */
  readonly period: number;
  /** Why the first sample has no value, where none is sound. */
  readonly reason: MissingReason;
}

/**
 * The observations of one clock hour as figures or reasons by pollutant, about 70 bytes each: those of every station's
 * running hour are held.
 */
export class HourSamples {
  readonly #end: number;
  readonly #rows = new Map<string, number>();
  /** Rows of samples shorter than an hour, by end and then length. */
  readonly #shorter: number[] = [];
  readonly #ends: number[] = [];
  readonly #periods: number[] = [];
  #figures = new Maybes(FEW * COLUMNS);

  constructor(end: number) {
    this.#end = end;
  }

  /** Puts an observation in, or in the place of its former state. */
  put({ to, period, readings }: Pick<StoredObservation, 'to' | 'period' | 'readings'>): void {
    const row = this.#rowOf(to, period);
    for (const [column, pollutant] of AIR_POLLUTANTS.entries()) {
      const reading = readings.find(({ parameter }) => parameter === pollutant);
      this.#figures.put(row * COLUMNS + column, reading ? figureOf(reading) : missing('no-data'));
    }
  }

  /** Of the observation of the whole hour; `no-data` where there is none. */
  ownAt(column: number): Maybe<number> {
    const row = this.#rows.get(`${this.#end}/${FULL_HOUR}`);
    return row === undefined ? missing('no-data') : this.#at(row, column);
  }

  shorterAt(column: number): ShorterSamples {
    const values: number[] = [];
    let period = Infinity;
    let reason: MissingReason | undefined;
    for (const row of this.#shorter) {
      const figure = this.#at(row, column);
      if (isMissing(figure)) {
        if (figure.missing !== 'no-data') reason ??= figure.missing;
        continue;
      }
      const own = this.#periods[row] ?? 0;
      if (own > period) continue;
      if (own < period) values.length = 0;
      period = own;
      values.push(figure);
    }
    return { values, period, reason: reason ?? 'no-data' };
  }

  get isMadeOfShorter(): boolean {
    return [...this.#rows.keys()].some((key) => key !== `${this.#end}/${FULL_HOUR}`);
  }

  #at(row: number, column: number): Maybe<number> {
    return this.#figures.at(row * COLUMNS + column);
  }

  #rowOf(to: number, period: number): number {
    const key = `${to}/${period}`;
    const known = this.#rows.get(key);
    if (known !== undefined) return known;
    const row = this.#rows.size;
    this.#rows.set(key, row);
    this.#ends.push(to);
    this.#periods.push(period);
    if ((row + 1) * COLUMNS > this.#figures.length) this.#figures = this.#figures.grown();
    if (period > 0 && period < FULL_HOUR) this.#insert(row, to, period);
    return row;
  }

  #insert(row: number, to: number, period: number): void {
    const isLater = (other: number): boolean =>
      (this.#ends[other] ?? 0) - to > 0 || (this.#ends[other] === to && (this.#periods[other] ?? 0) > period);
    let place = this.#shorter.length;
    while (place > 0 && isLater(this.#shorter[place - 1] ?? 0)) place -= 1;
    this.#shorter.splice(place, 0, row);
  }
}
