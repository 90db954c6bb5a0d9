import type { ItemSum } from '@lanbi/model';
import { isMissing, nearest, rational, type WaterMeasurand } from '@lanbi/standards';
import { phOfIons } from './hydrogen.ts';
import type { SectionMonth, WaterMeans } from './section-month.ts';

/** The sums of a measurand in the months that have a mean of it. */
function sumsIn(months: readonly SectionMonth[], measurand: WaterMeasurand): (ItemSum | undefined)[] {
  return months.flatMap(({ values = {}, tally = {} }) => {
    const value = values[measurand];
    return value === undefined || isMissing(value) ? [] : [tally[measurand]];
  });
}

/** The mean of the means of months, rounded once; of pH that of the hydrogen ions. */
function meanOfMonths(measurand: WaterMeasurand, months: readonly ItemSum[]): number {
  let [num, den] = [0n, 1n];
  for (const { unscaled, scale, count } of months) {
    const own = BigInt(count) * 10n ** BigInt(scale);
    [num, den] = [num * own + BigInt(unscaled) * den, den * own];
  }
  const mean = nearest(rational(num, den * BigInt(months.length)));
  return measurand === 'ph' ? phOfIons(mean) : mean;
}

/**
 * Means of months out of the exact sums of each month, so that they are rounded once; a mean of which a month does not
 * have its sums stays.
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
