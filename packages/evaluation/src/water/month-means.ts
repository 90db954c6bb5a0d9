import type { ItemSum } from '@lanbi/model';
import { isMissing, nearest, rational, type WaterMeasurand } from '@lanbi/standards';
import { phOfIons } from './hydrogen.ts';
import type { SectionMonth, WaterMeans } from './section-month.ts';

const MILLION = 1e6;

/** Returns the sums of a measurand in the months with a mean of it. */
function sumsIn(months: readonly SectionMonth[], measurand: WaterMeasurand): (ItemSum | undefined)[] {
  return months.flatMap(({ values = {}, sums = {} }) => {
    const value = values[measurand];
    return value === undefined || isMissing(value) ? [] : [sums[measurand]];
  });
}

function leastCommonMultiple(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return (a / x) * b;
}

/** Computes the mean of the means of months, rounded once; for pH that of the hydrogen ions. */
function meanOfMonths(measurand: WaterMeasurand, months: readonly ItemSum[]): number {
  // Uses one denominator: the months have few different counts, so it stays short.
  const count = months.reduce((all, each) => leastCommonMultiple(all, BigInt(each.count)), 1n);
  const scale = Math.max(0, ...months.map((each) => each.scale));
  let num = 0n;
  for (const each of months)
    num += BigInt(each.unscaled) * 10n ** BigInt(scale - each.scale) * (count / BigInt(each.count));
  const mean = nearest(rational(num, count * 10n ** BigInt(scale) * BigInt(months.length)));
  return measurand === 'ph' ? phOfIons(mean) : mean;
}

/**
 * Computes means of months from the exact sums of each month, so that they are rounded once; a mean stays unchanged if
 * a month has no sums.
 * @source GB/T 8170: no rounding in steps [P]
 */
export function onceRounded(values: WaterMeans, months: readonly SectionMonth[]): WaterMeans {
  const entries = Object.entries(values).map(([name, value]) => {
    const exact = sumsIn(months, name as WaterMeasurand);
    const known = exact.filter((each) => each !== undefined);
    const isKnown = !isMissing(value) && known.length === exact.length && known.length > 0;
    return [name, isKnown ? meanOfMonths(name as WaterMeasurand, known) : value] as const;
  });
  return Object.fromEntries(entries);
}

/**
 * Returns the means of each month that has some. If all of them are computed from exact sums afterwards they have few
 * decimals, since only their number matters.
 */
export function meansToCount(months: readonly SectionMonth[]): readonly WaterMeans[] {
  const isExact = months.every(({ values, sums }) => !values || sums);
  return months.flatMap(({ values }) => (values ? [isExact ? shortened(values) : values] : []));
}

const shortened = (values: WaterMeans): WaterMeans =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      isMissing(value) ? value : Math.round(value * MILLION) / MILLION,
    ]),
  );
