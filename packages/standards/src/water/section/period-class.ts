import type { Trace } from '../../figure/derivation.ts';
import type { WaterPeriod } from '../assessment/edition.ts';
import type { WaterBody, WaterClass } from '../item.ts';
import type { WaterValues } from '../measured.ts';
import { type PeriodMean, periodMean } from '../period.ts';
import { type SectionClass, sectionClass } from './section-class.ts';
import type { WaterStandards } from './standards.ts';

export interface PeriodClassInput {
  readonly waterBody: WaterBody;
  /** Results of the period; for quarter, half-year and year the means of its months. */
  readonly results: readonly WaterValues[];
  readonly target?: WaterClass;
  /** How many results there should be, where that is known. */
  readonly expected?: number;
}

export interface PeriodClass {
  readonly mean: PeriodMean;
  /** The class of the means, rounded as the period says unless the options say otherwise. */
  readonly section: SectionClass;
}

/**
 * The class of a section over a period: the mean of each item, its digits of an assessment, then single factor.
 * @throws RangeError as periodMean and sectionClass.
 * @source 环办〔2011〕22号, periods [M]; digits before the class [code]
 * @example periodClass('month', { waterBody: 'river', results }, standards).section.class // 'III'
 */
export function periodClass(
  period: WaterPeriod,
  { waterBody, results, target, expected }: PeriodClassInput,
  { edition, assessment, method, options }: WaterStandards,
  trace?: Trace,
): PeriodClass {
  const mean = periodMean(period, results, assessment, expected, trace);
  const { rounding } = assessment.periods[period];
  const input = { waterBody, values: mean.values, ...(target && { target }) };
  return { mean, section: sectionClass(input, edition, method, { rounding, ...options }, trace) };
}
