import {
  add,
  divide,
  isMissing,
  nearest,
  type Rational,
  rational,
  type WaterMeasurand,
} from '@lanbi/standards';
import { phOfIons } from './hydrogen.ts';
import type { SectionMonth, WaterMeans } from './section-month.ts';
import type { Running, Tally } from './tally.ts';

/** The exact mean of a month; of pH that of its hydrogen ions. */
const exactMean = ({ sum, count }: Running): Rational => divide(sum, rational(BigInt(count)));

/** The exact means of a measurand in the months that have one. */
function meansIn(months: readonly SectionMonth[], measurand: WaterMeasurand): (Rational | undefined)[] {
  return months.flatMap(({ values = {}, tally }) => {
    const value = values[measurand];
    if (value === undefined || isMissing(value)) return [];
    const running = (tally as Readonly<Tally> | undefined)?.[measurand];
    return [running && exactMean(running)];
  });
}

function meanOfMonths(measurand: WaterMeasurand, months: readonly Rational[]): number {
  const sum = months.reduce(add, rational(0n));
  const mean = divide(sum, rational(BigInt(months.length)));
  return measurand === 'ph' ? phOfIons(nearest(mean)) : nearest(mean);
}

/**
 * Means of months out of the exact sums of each month, so that they are rounded once; a mean of which a month does not
 * have its sums stays.
 * @source GB/T 8170: no rounding in steps [P]
 */
export function onceRounded(values: WaterMeans, months: readonly SectionMonth[]): WaterMeans {
  const entries = Object.entries(values).map(([name, value]) => {
    const exact = meansIn(months, name as WaterMeasurand);
    const known = exact.filter((each) => each !== undefined);
    const isKnown = !isMissing(value) && known.length === exact.length && known.length > 0;
    return [name, isKnown ? meanOfMonths(name as WaterMeasurand, known) : value] as const;
  });
  return Object.fromEntries(entries);
}
