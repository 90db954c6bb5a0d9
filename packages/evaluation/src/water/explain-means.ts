import {
  halfEven,
  isMissing,
  MEASURANDS,
  periodMean,
  type Trace,
  type WaterAssessmentEdition,
  type WaterMeasurand,
} from '@lanbi/standards';
import type { Period } from '../period/window.ts';
import { type SectionPeriodBody, type WaterMeans, waterPeriodOf } from './section-period.ts';

/** Hydrogen ions are summed as integers of 10^-26 mol/L. */
const PH_DECIMALS = 10;

/** A sum of decimals is a decimal: its denominator holds no factor but two and five. */
const decimalOf = (sum: string): string => {
  const [num = '0', den = '1'] = sum.split('/');
  return den === '1' ? num : String(Number(num) / Number(den));
};

function traceTally({ tally = {}, values }: SectionPeriodBody, edition: string, trace: Trace): void {
  for (const [name, [sum, count]] of Object.entries(tally)) {
    const measurand = name as WaterMeasurand;
    const value = values[measurand];
    const acid = measurand === 'ph';
    const total = decimalOf(sum);
    trace.step({
      quantity: `mean.${measurand}`,
      edition,
      clause: acid ? 'mean pH, by hydrogen ions' : 'mean of the results of the period',
      inputs: { count, sum: acid ? `${total} × 10^-26 mol/L` : total, unit: MEASURANDS[measurand].unit },
      arithmetic: acid ? `-lg(${total} × 10^-26 / ${count})` : `${total} / ${count}`,
      ...(acid && { rounding: halfEven(PH_DECIMALS) }),
      result: value === undefined || isMissing(value) ? null : value,
    });
  }
}

/**
 * How the means of a section over a period came about: the exact sums of its results and their counts, or the means of
 * its months.
 * @param months the means of the months of a period that is made of them, in order
 */
export function explainMeans(
  body: SectionPeriodBody,
  { period, assessment }: { readonly period: Period; readonly assessment: WaterAssessmentEdition },
  months: readonly WaterMeans[],
  trace: Trace,
): void {
  if (body.counted === 'results') traceTally(body, assessment.id, trace);
  else {
    const expected = body.validity.kind === 'missing' ? undefined : body.validity.expected;
    periodMean(waterPeriodOf(period), months, assessment, expected, trace);
  }
}
