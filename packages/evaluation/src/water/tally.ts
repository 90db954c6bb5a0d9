import type { ItemSum } from '@lanbi/model';
import type { WaterMeasurand } from '@lanbi/standards';
import {
  addDecimals,
  type Decimal,
  decimalOf,
  decimalText,
  dividedBy,
  readDecimal,
  shortest,
  wholeDecimal,
  ZERO,
} from './decimal.ts';
import { hydrogenOf, phOf } from './hydrogen.ts';

/**
 * What any mean over results is made of: the exact sum and count of the results of each measurand, of pH of its hydrogen
 * ions. Tallies add exactly, so that the tally of a month is that of its days in any order. A measurand without results
 * is absent.
 */
export type Tally = Partial<Record<WaterMeasurand, ItemSum>>;

const NOTHING: ItemSum = { ...ZERO, count: 0 };

export const EMPTY_TALLY: Readonly<Tally> = Object.freeze({});

const termOf = (measurand: WaterMeasurand, value: number): Decimal =>
  measurand === 'ph' ? wholeDecimal(hydrogenOf(value)) : decimalOf(value);

/** A sum as it is stored: the same sum is the same, whatever it was added up from. */
const settled = ({ count, ...sum }: ItemSum): ItemSum => ({ ...shortest(sum), count });

/** @throws RangeError when a value is not finite. */
export function tallyOf(results: Iterable<readonly [WaterMeasurand, number]>): Tally {
  const tally: Tally = {};
  for (const [measurand, value] of results) {
    const known = tally[measurand] ?? NOTHING;
    tally[measurand] = { ...addDecimals(known, termOf(measurand, value)), count: known.count + 1 };
  }
  for (const measurand of measurandsOf(tally)) tally[measurand] = settled(tally[measurand] ?? NOTHING);
  return tally;
}

/** A tally in which values come, go and change. */
export class RunningTally {
  readonly #running = new Map<WaterMeasurand, ItemSum>();

  /** Takes one result out and puts one in; undefined for none. @throws RangeError when a value is not finite. */
  replace(measurand: WaterMeasurand, before: number | undefined, after: number | undefined): void {
    if (before === after) return;
    const known = this.#running.get(measurand) ?? NOTHING;
    let [sum, count]: [Decimal, number] = [known, known.count];
    if (before !== undefined) [sum, count] = [addDecimals(sum, termOf(measurand, before), -1), count - 1];
    if (after !== undefined) [sum, count] = [addDecimals(sum, termOf(measurand, after)), count + 1];
    if (count > 0) this.#running.set(measurand, { unscaled: sum.unscaled, scale: sum.scale, count });
    else this.#running.delete(measurand);
  }

  copy(): Tally {
    const tally: Tally = {};
    for (const [measurand, sum] of this.#running) tally[measurand] = settled(sum);
    return tally;
  }
}

const measurandsOf = (...tallies: readonly Readonly<Tally>[]): WaterMeasurand[] =>
  [...new Set(tallies.flatMap((tally) => Object.keys(tally)))].sort() as WaterMeasurand[];

export function addTallies(a: Readonly<Tally>, b: Readonly<Tally>): Tally {
  const tally: Tally = {};
  for (const measurand of measurandsOf(a, b)) {
    const [left, right] = [a[measurand] ?? NOTHING, b[measurand] ?? NOTHING];
    tally[measurand] = settled({ ...addDecimals(left, right), count: left.count + right.count });
  }
  return tally;
}

const meanOf = (measurand: WaterMeasurand, sum: ItemSum): number =>
  measurand === 'ph' ? phOf(sum.unscaled, sum.count) : dividedBy(sum, sum.count);

/** The mean of each measurand, in its unit: arithmetic, the nearest double; pH by its ions. */
export const tallyMeans = (tally: Readonly<Tally>): Partial<Record<WaterMeasurand, number>> =>
  Object.fromEntries(
    measurandsOf(tally).map((measurand) => [measurand, meanOf(measurand, tally[measurand] ?? NOTHING)]),
  );

export const tallyCounts = (tally: Readonly<Tally>): Partial<Record<WaterMeasurand, number>> =>
  Object.fromEntries(measurandsOf(tally).map((measurand) => [measurand, tally[measurand]?.count ?? 0]));

/** A tally as plain JSON: `{"codmn": ["12.17", 24]}`. */
export type TallyText = Readonly<Record<string, readonly [sum: string, count: number]>>;

/** The same tally has the same text. */
export const tallyText = (tally: Readonly<Tally>): TallyText =>
  Object.fromEntries(
    measurandsOf(tally).map((measurand) => {
      const sum = tally[measurand] ?? NOTHING;
      return [measurand, [decimalText(sum), sum.count]];
    }),
  );

/** @throws SyntaxError for what tallyText has not written. */
export function readTally(text: TallyText): Tally {
  const tally: Tally = {};
  for (const [measurand, [sum, count]] of Object.entries(text))
    tally[measurand as WaterMeasurand] = { ...readDecimal(sum), count };
  return tally;
}
