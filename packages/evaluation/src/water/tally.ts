import {
  add,
  divide,
  exactly,
  nearest,
  type Rational,
  rational,
  subtract,
  type WaterMeasurand,
} from '@lanbi/standards';
import { hydrogenOf, phOf } from './hydrogen.ts';

/** Exact sum and count of the results of one measurand; of pH the sum of its hydrogen ions. */
export interface Running {
  readonly sum: Rational;
  readonly count: number;
}

/**
 * What any mean over results is made of. Tallies add exactly, so that the tally of a month is that of
 * its days in any order. A measurand without results is absent.
 */
export type Tally = Partial<Record<WaterMeasurand, Running>>;

const NOTHING: Running = { sum: rational(0n), count: 0 };

export const EMPTY_TALLY: Readonly<Tally> = Object.freeze({});

const termOf = (measurand: WaterMeasurand, value: number): Rational =>
  measurand === 'ph' ? rational(hydrogenOf(value)) : exactly(value);

/** @throws RangeError when a value is not finite. */
export function tallyOf(results: Iterable<readonly [WaterMeasurand, number]>): Tally {
  const tally: Tally = {};
  for (const [measurand, value] of results) {
    const { sum, count } = tally[measurand] ?? NOTHING;
    tally[measurand] = { sum: add(sum, termOf(measurand, value)), count: count + 1 };
  }
  return tally;
}

/** A tally in which values come, go and change. */
export class RunningTally {
  readonly #running = new Map<WaterMeasurand, Running>();

  /** Takes one result out and puts one in; undefined for none. @throws RangeError when a value is not finite. */
  replace(measurand: WaterMeasurand, before: number | undefined, after: number | undefined): void {
    if (before === after) return;
    let { sum, count } = this.#running.get(measurand) ?? NOTHING;
    if (before !== undefined) [sum, count] = [subtract(sum, termOf(measurand, before)), count - 1];
    if (after !== undefined) [sum, count] = [add(sum, termOf(measurand, after)), count + 1];
    if (count > 0) this.#running.set(measurand, { sum, count });
    else this.#running.delete(measurand);
  }

  copy(): Tally {
    return Object.fromEntries(this.#running) as Tally;
  }
}

const measurandsOf = (...tallies: readonly Readonly<Tally>[]): WaterMeasurand[] =>
  [...new Set(tallies.flatMap((tally) => Object.keys(tally)))].sort() as WaterMeasurand[];

export function addTallies(a: Readonly<Tally>, b: Readonly<Tally>): Tally {
  const tally: Tally = {};
  for (const measurand of measurandsOf(a, b)) {
    const [left, right] = [a[measurand] ?? NOTHING, b[measurand] ?? NOTHING];
    tally[measurand] = { sum: add(left.sum, right.sum), count: left.count + right.count };
  }
  return tally;
}

const meanOf = (measurand: WaterMeasurand, { sum, count }: Running): number =>
  measurand === 'ph' ? phOf(sum.num, count) : nearest(divide(sum, rational(BigInt(count))));

/** The mean of each measurand, in its unit: arithmetic, the nearest double; pH by its ions. */
export const tallyMeans = (tally: Readonly<Tally>): Partial<Record<WaterMeasurand, number>> =>
  Object.fromEntries(
    measurandsOf(tally).map((measurand) => [measurand, meanOf(measurand, tally[measurand] ?? NOTHING)]),
  );

export const tallyCounts = (tally: Readonly<Tally>): Partial<Record<WaterMeasurand, number>> =>
  Object.fromEntries(measurandsOf(tally).map((measurand) => [measurand, tally[measurand]?.count ?? 0]));

/** A tally as plain JSON: `{"codmn": ["1217/100", 24]}`. */
export type StoredTally = Readonly<Record<string, readonly [sum: string, count: number]>>;

/** The same tally has the same text, whatever it was added up from. */
export const storeTally = (tally: Readonly<Tally>): StoredTally =>
  Object.fromEntries(
    measurandsOf(tally).map((measurand) => {
      const { sum, count } = tally[measurand] ?? NOTHING;
      return [measurand, [`${sum.num}/${sum.den}`, count]];
    }),
  );

/** @throws SyntaxError or RangeError for what storeTally has not written. */
export function readTally(stored: StoredTally): Tally {
  const tally: Tally = {};
  for (const [measurand, [sum, count]] of Object.entries(stored)) {
    const [num = '', den = ''] = sum.split('/');
    tally[measurand as WaterMeasurand] = { sum: rational(BigInt(num), BigInt(den)), count };
  }
  return tally;
}
