import { compare, exactly, multiply, rational } from '../exact/rational.ts';
import type { Trace } from '../figure/derivation.ts';
import { isPresent, type Maybe, missing, numberOrReason } from '../figure/missing.ts';
import type { WaterAssessmentEdition } from './assessment/edition.ts';

export interface WaterTrend {
  readonly assessment: string;
  /** Periods that have a value; the others are left out. */
  readonly periods: number;
  /** Spearman's r_s, -1 to 1; `not-applicable` of values that are all equal, which have no trend. */
  readonly coefficient: Maybe<number>;
  /** The critical value it was held against. */
  readonly critical: Maybe<number>;
  /** `none` where the coefficient is not beyond the critical value. */
  readonly direction: Maybe<'rising' | 'falling' | 'none'>;
}

/** Twice the rank of each value, so that the mean rank of equal values stays an integer [D]. */
function doubledRanks(values: readonly number[]): number[] {
  return values.map((value) => {
    const below = values.filter((other) => other < value).length;
    const equal = values.filter((other) => other === value).length;
    return 2 * below + equal + 1;
  });
}

/** r_s = part / √whole, both integers; `whole` is 0 where all values are equal. */
interface Correlation {
  readonly part: number;
  readonly whole: bigint;
}

const cube = (n: number): number => n ** 3 - n;

/**
 * The correlation of the ranks with those of the periods. Without equal values it is 1 - 6 Σd² / (N³ - N); that
 * formula alone would call a constant series rising from twelve periods on, so equal values are allowed for [D].
 */
function correlationOf(values: readonly number[]): Correlation {
  const squares = doubledRanks(values).reduce((total, rank, at) => total + (rank - 2 * (at + 1)) ** 2, 0);
  const equals = [...Map.groupBy(values, (value) => value).values()].map((group) => cube(group.length));
  const periods = cube(values.length);
  const ranks = periods - equals.reduce((total, each) => total + each, 0);
  return { part: periods + ranks - 3 * squares, whole: 4n * BigInt(periods) * BigInt(ranks) };
}

/** Beyond ± the critical value: compared as squares, without a root. */
function directionOf({ part, whole }: Correlation, critical: number): 'rising' | 'falling' | 'none' {
  const limit = exactly(critical);
  const squared = multiply(multiply(limit, limit), rational(whole));
  if (compare(rational(BigInt(part) ** 2n), squared) <= 0) return 'none';
  return part > 0 ? 'rising' : 'falling';
}

const coefficientOf = ({ part, whole }: Correlation): Maybe<number> =>
  whole === 0n ? missing('not-applicable') : part / Math.sqrt(Number(whole));

/**
 * The trend of a figure over periods in order of time, by Spearman's rank correlation at 0.05. A coefficient on the
 * critical value is no trend. Between two rows of the table the one above holds, and beyond its end the last: both
 * are stricter than the true value [D]. Missing figures are left out.
 * @throws RangeError when a value is not finite.
 * @source 环办〔2011〕22号, trend: r_s = 1 - 6 Σd² / (N³ - N), N of at least 5 [M]
 * @example spearmanTrend([1, 2, 3, 4, 5], ASSESSMENT_2011).direction // 'rising'
 */
export function spearmanTrend(
  figures: readonly Maybe<number>[],
  assessment: WaterAssessmentEdition,
  trace?: Trace,
): WaterTrend {
  const values = figures.filter(isPresent);
  const odd = values.find((value) => !Number.isFinite(value));
  if (odd !== undefined) throw new RangeError(`not a finite number: ${odd}`);
  const periods = values.length;
  const base = { assessment: assessment.id, periods };
  const row = assessment.trend.critical.findLast(([n]) => n <= periods);
  const none = missing('too-few-samples');
  if (!row) return { ...base, coefficient: none, critical: none, direction: none };
  const [, critical] = row;
  const correlation = correlationOf(values);
  const [coefficient, direction] = [coefficientOf(correlation), directionOf(correlation, critical)];
  trace?.step({
    quantity: 'trend',
    edition: assessment.id,
    clause: assessment.trend.clause,
    inputs: { periods, critical },
    arithmetic: `r_s = 1 - 6 Σd² / (N³ - N) = ${numberOrReason(coefficient)}, against ±${critical}`,
    result: direction,
  });
  return { ...base, coefficient, critical, direction };
}
