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

/** Returns the stored form of a sum, which is equal for equal sums. */
const normalized = ({ count, ...sum }: ItemSum): ItemSum => ({ ...shortest(sum), count });

/** Sums results. @throws RangeError when a value is not finite. */
export function itemSumsOf(results: Iterable<readonly [WaterMeasurand, number]>): ItemSums {
  const sums: ItemSums = {};
  for (const [measurand, value] of results) {
    const known = sums[measurand] ?? NOTHING;
    sums[measurand] = { ...addDecimals(known, termOf(measurand, value)), count: known.count + 1 };
  }
  for (const measurand of measurandsOf(sums)) sums[measurand] = normalized(sums[measurand] ?? NOTHING);
  return sums;
}

/** Sums that are updated when results are added, changed and removed. */
export class RunningSums {
  readonly #running = new Map<WaterMeasurand, ItemSum>();

  /** Removes one result and adds one; undefined for none. @throws RangeError when a value is not finite. */
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
  // Sums of one day, or the first of several.
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

/**
 * Returns the mean of each measurand in its unit: the nearest double of the arithmetic mean; pH by its ions.
 */
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

/** Parses the text of `itemSumsText`. @throws SyntaxError for any other text. */
export function readItemSums(text: ItemSumsText): ItemSums {
  const sums: ItemSums = {};
  for (const [measurand, [sum, count]] of Object.entries(text))
    sums[measurand as WaterMeasurand] = { ...readDecimal(sum), count };
  return sums;
}
