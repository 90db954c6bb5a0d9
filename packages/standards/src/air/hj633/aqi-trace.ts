import type { Trace } from '../../figure/derivation.ts';
import { isMissing, numberOrReason } from '../../figure/missing.ts';
import { eachPollutant } from '../pollutant.ts';
import type { Aqi } from './aqi-figure.ts';
import type { AqiCategory } from './category.ts';
import type { Hj633Edition } from './edition.ts';

/** The steps from the sub-indices to the index, its category and its primary pollutants. */
export function traceAqi(result: Aqi, edition: Hj633Edition, trace: Trace): void {
  const { aqi, lacking, subIndices } = result;
  const { sources } = edition;
  trace.step({
    quantity: 'aqi',
    edition: edition.id,
    clause:
      lacking.length > 0
        ? `${sources.lowest.clause}; ${sources.publishesIncomplete.clause}`
        : sources.lowest.clause,
    inputs: eachPollutant((pollutant) => numberOrReason(subIndices[pollutant])),
    arithmetic: `the largest sub-index${lacking.length > 0 ? `, without ${lacking.join(', ')}` : ''}`,
    result: isMissing(aqi) ? null : aqi,
  });
  if (result.category) traceNames(result, result.category, edition, trace);
}

function traceNames(
  { aqi, primary }: Aqi,
  { level, upTo, zh }: AqiCategory,
  edition: Hj633Edition,
  trace: Trace,
): void {
  const { sources, primaryAbove } = edition;
  const index = numberOrReason(aqi);
  trace.step({
    quantity: 'level',
    edition: edition.id,
    clause: sources.categories.clause,
    inputs: { aqi: index, upTo },
    arithmetic: `${index} ≤ ${upTo}: ${zh}`,
    result: level,
  });
  trace.step({
    quantity: 'primary',
    edition: edition.id,
    clause: sources.primary.clause,
    inputs: { aqi: index, above: primaryAbove },
    arithmetic:
      primary.length > 0
        ? `those with a sub-index of ${index}`
        : `none: ${index} is not above ${primaryAbove}`,
    result: primary.length > 0 ? primary.join(', ') : null,
  });
}
