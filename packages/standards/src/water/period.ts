import type { Trace } from '../figure/derivation.ts';
import { isMissing, type Maybe, missing } from '../figure/missing.ts';
import type { Validity } from '../figure/validity.ts';
import type { WaterAssessmentEdition, WaterPeriod } from './assessment/edition.ts';
import { type Mean, meansOf } from './mean.ts';
import type { WaterMeasurand } from './measurand.ts';
import { countedValue, type WaterValues } from './measured.ts';

export interface PeriodMean {
  readonly assessment: string;
  readonly period: WaterPeriod;
  /** The mean of each measurand; `too-few-samples` below what the period needs. */
  readonly values: Readonly<Partial<Record<WaterMeasurand, Maybe<number>>>>;
  /** Results that took part, by measurand. */
  readonly counts: Readonly<Partial<Record<WaterMeasurand, number>>>;
  /** Of the results that hold any value. */
  readonly validity: Validity;
}

const holdsValue = (result: WaterValues): boolean =>
  Object.values(result).some((measured) => !isMissing(countedValue(measured)));

/** Without a rule of its own a period is incomplete as soon as one expected result is not there. */
function validityOf(observed: number, expected: number | undefined, least: number | undefined): Validity {
  if (observed === 0) return { kind: 'missing', reason: 'no-data' };
  const kind = observed < (least ?? expected ?? 1) ? 'insufficient' : 'valid';
  return { kind, expected: expected ?? least ?? observed, observed };
}

function traceValidity(
  period: WaterPeriod,
  validity: Validity,
  assessment: WaterAssessmentEdition,
  trace: Trace,
): void {
  const { clause, least, of } = assessment.periods[period];
  const observed = validity.kind === 'missing' ? 0 : validity.observed;
  const expected = validity.kind === 'missing' ? null : validity.expected;
  trace.step({
    quantity: 'validity',
    edition: assessment.id,
    clause,
    inputs: { observed, expected, least: least ?? null },
    arithmetic: `${observed} ${of}s that hold a value, of ${expected ?? 'none'} expected, at least ${least ?? 'all'}`,
    result: validity.kind,
  });
}

/**
 * The mean of a period: of a month over its results, of a quarter, half-year and year over its months. `expected`
 * is how many there should be, where that is known.
 * @throws RangeError when a value is not finite or a detection limit is not above zero.
 * @source 环办〔2011〕22号, periods: a quarter needs two, a year eight [M]
 * @example periodMean('quarter', [january, march], ASSESSMENT_2011).validity.kind // 'valid'
 */
export function periodMean(
  period: WaterPeriod,
  results: readonly WaterValues[],
  assessment: WaterAssessmentEdition,
  expected?: number,
  trace?: Trace,
): PeriodMean {
  const { least } = assessment.periods[period];
  const enough = ({ value, count }: Mean): Maybe<number> =>
    !isMissing(value) && count < (least ?? 1) ? missing('too-few-samples') : value;
  const means = Object.entries(meansOf(results, trace && { edition: assessment.id, trace }));
  const validity = validityOf(results.filter(holdsValue).length, expected, least);
  if (trace) traceValidity(period, validity, assessment, trace);
  return {
    assessment: assessment.id,
    period,
    values: Object.fromEntries(means.map(([name, mean]) => [name, enough(mean)])),
    counts: Object.fromEntries(means.map(([name, mean]) => [name, mean.count])),
    validity,
  };
}
