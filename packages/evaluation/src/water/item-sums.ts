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
 * Exact sum and number of the results of each measurand, from which means are computed; pH is summed as hydrogen ions.
 * Addition is exact: the sums of a month are those of its days in any order. A measurand without results is absent.
 */
export type ItemSums = Partial<Record<WaterMeasurand, ItemSum>>;

const NOTHING: ItemSum = { ...ZERO, count: 0 };

export const NO_SUMS: Readonly<ItemSums> = Object.freeze({});

const termOf = (measurand: WaterMeasurand, value: number): Decimal =>
  measurand === 'ph' ? wholeDecimal(hydrogenOf(value)) : decimalOf(value);

/** A sum as it is stored: the same sum is the same, whatever it was added up from. */
const normalized = ({ count, ...sum }: ItemSum): ItemSum => ({ ...shortest(sum), count });

/** @throws RangeError when a value is not finite. */
export function itemSumsOf(results: Iterable<readonly [WaterMeasurand, number]>): ItemSums {
  const sums: ItemSums = {};
  for (const [measurand, value] of results) {
    const known = sums[measurand] ?? NOTHING;
    sums[measurand] = { ...addDecimals(known, termOf(measurand, value)), count: known.count + 1 };
  }
  for (const measurand of measurandsOf(sums)) sums[measurand] = normalized(sums[measurand] ?? NOTHING);
  return sums;
}

/** Sums that follow results which are added, changed and removed. */
export class RunningSums {
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

  copy(): ItemSums {
    const sums: ItemSums = {};
    for (const [measurand, sum] of this.#running) sums[measurand] = normalized(sum);
    return sums;
  }
}

const measurandsOf = (sums: Readonly<ItemSums>): WaterMeasurand[] =>
  Object.keys(sums).sort() as WaterMeasurand[];

export function addItemSums(a: Readonly<ItemSums>, b: Readonly<ItemSums>): ItemSums {
  const sums: ItemSums = {};
  // Of one day, or the first of many.
  if (a === NO_SUMS) {
    for (const measurand of measurandsOf(b)) sums[measurand] = normalized(b[measurand] ?? NOTHING);
    return sums;
  }
  for (const measurand of measurandsOf({ ...a, ...b })) {
    const [left, right] = [a[measurand] ?? NOTHING, b[measurand] ?? NOTHING];
    sums[measurand] = normalized({ ...addDecimals(left, right), count: left.count + right.count });
  }
  return sums;
}

const meanOf = (measurand: WaterMeasurand, sum: ItemSum): number =>
  measurand === 'ph' ? phOf(sum.unscaled, sum.count) : dividedBy(sum, sum.count);

/** The mean of each measurand, in its unit: arithmetic, the nearest double; pH by its ions. */
export const itemMeans = (sums: Readonly<ItemSums>): Partial<Record<WaterMeasurand, number>> =>
  Object.fromEntries(
    measurandsOf(sums).map((measurand) => [measurand, meanOf(measurand, sums[measurand] ?? NOTHING)]),
  );

export const itemCounts = (sums: Readonly<ItemSums>): Partial<Record<WaterMeasurand, number>> =>
  Object.fromEntries(measurandsOf(sums).map((measurand) => [measurand, sums[measurand]?.count ?? 0]));

/** The sums as plain JSON: `{"codmn": ["12.17", 24]}`. */
export type ItemSumsText = Readonly<Record<string, readonly [sum: string, count: number]>>;

/** Writes the sums as text; equal sums have equal text. */
export const itemSumsText = (sums: Readonly<ItemSums>): ItemSumsText =>
  Object.fromEntries(
    measurandsOf(sums).map((measurand) => {
      const sum = sums[measurand] ?? NOTHING;
      return [measurand, [decimalText(sum), sum.count]];
    }),
  );

/** @throws SyntaxError for what `itemSumsText` did not write. */
export function readItemSums(text: ItemSumsText): ItemSums {
  const sums: ItemSums = {};
  for (const [measurand, [sum, count]] of Object.entries(text))
    sums[measurand as WaterMeasurand] = { ...readDecimal(sum), count };
  return sums;
}
