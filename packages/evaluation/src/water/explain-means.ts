import {
  halfEven,
  isMissing,
  MEASURANDS,
  periodMean,
  shortfallsOf,
  type Trace,
  type Validity,
  type WaterAssessmentEdition,
  type WaterMeasurand,
} from '@lanbi/standards';
import type { PeriodName } from '../period/window.ts';
import type { WaterMeans } from './section-month.ts';
import { type SectionPeriodBody, waterPeriodOf } from './section-period.ts';

/** Decimals of a mean pH; hydrogen ions are summed as integers of 10^-26 mol/L. */
const PH_DECIMALS = 10;

function traceSums({ sums = {}, values }: SectionPeriodBody, edition: string, trace: Trace): void {
  for (const [name, [sum, count]] of Object.entries(sums)) {
    const measurand = name as WaterMeasurand;
    const value = values[measurand];
    const acid = measurand === 'ph';
    trace.step({
      quantity: `mean.${measurand}`,
      edition,
      clause: acid ? 'mean pH, by hydrogen ions' : 'mean of the results of the period',
      inputs: { count, sum: acid ? `${sum} × 10^-26 mol/L` : sum, unit: MEASURANDS[measurand].unit },
      arithmetic: acid ? `-lg(${sum} × 10^-26 / ${count})` : `${sum} / ${count}`,
      ...(acid && { rounding: halfEven(PH_DECIMALS) }),
      result: value === undefined || isMissing(value) ? null : value,
    });
  }
}

/** Records all steps except the validity, which depends on sampling times and not on months alone. */
const withoutValidity = (trace: Trace, values: WaterMeans): Trace => ({
  step: (step) => {
    if (step.quantity === 'validity') return;
    const value = values[step.quantity.replace('mean.', '') as WaterMeasurand];
    // The arithmetic shows the rounded means of months; the result is of their exact ones.
    trace.step(typeof value === 'number' ? { ...step, result: value } : step);
  },
});

/** Records a step for each violated rule of validity, or one for a valid period. */
export function traceValidity(validity: Validity, edition: string, trace: Trace): void {
  const counts = validity.kind === 'missing' ? { expected: null, observed: 0 } : validity;
  const { expected, observed } = counts;
  const shortfalls = shortfallsOf(validity);
  if (shortfalls.length === 0)
    trace.step({
      quantity: 'validity',
      edition,
      clause: 'share of the expected sampling times',
      inputs: { expected, observed },
      arithmetic: `${observed} of ${expected ?? 'none'} expected`,
      result: validity.kind,
    });
  for (const { rule, clause, item, section, period, needed, found, unit } of shortfalls)
    trace.step({
      quantity: ['validity', section, item, period].filter((part) => part !== undefined).join('.'),
      edition,
      clause,
      inputs: { rule, expected, observed, needed, found, unit },
      arithmetic: `${found} < ${needed} ${unit}`,
      result: validity.kind,
    });
}

/**
 * Records how the means of a section over a period were computed: the exact sums of its results and their counts, or
 * the means of its months.
 * @param months the means of the months, in order, for a period of months
 */
export function explainMeans(
  body: SectionPeriodBody,
  { period, assessment }: { readonly period: PeriodName; readonly assessment: WaterAssessmentEdition },
  months: readonly WaterMeans[],
  trace: Trace,
): void {
  if (body.counted === 'results') traceSums(body, assessment.id, trace);
  else
    periodMean(
      waterPeriodOf(period),
      months,
      assessment,
      body.months?.length,
      withoutValidity(trace, body.values),
    );
  traceValidity(body.validity, assessment.id, trace);
}
