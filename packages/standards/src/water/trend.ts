import { compare, exactly, type Rational, rational, subtract } from '../exact/rational.ts';
import type { Trace } from '../figure/derivation.ts';
import { isPresent, type Maybe, missing } from '../figure/missing.ts';
import type { WaterAssessmentEdition } from './assessment/edition.ts';
import { nearest } from './nearest.ts';

export interface WaterTrend {
  readonly assessment: string;
  /** Periods that have a value; the others are left out. */
  readonly periods: number;
  /** Spearman's r_s, -1 to 1. */
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

/** 1 - 6 Σd² / (N³ - N), where d is the rank of the value less that of its period. */
function coefficientOf(values: readonly number[]): Rational {
  const n = values.length;
  const squares = doubledRanks(values).reduce((total, rank, at) => total + (rank - 2 * (at + 1)) ** 2, 0);
  return subtract(rational(1n), rational(6n * BigInt(squares), 4n * BigInt(n ** 3 - n)));
}

function directionOf(coefficient: Rational, critical: number): 'rising' | 'falling' | 'none' {
  const [beyond, below] = [exactly(critical), exactly(-critical)];
  if (compare(coefficient, beyond) > 0) return 'rising';
  return compare(coefficient, below) < 0 ? 'falling' : 'none';
}

/**
 * The trend of a figure over periods in order of time, by Spearman's rank correlation at 0.05. A coefficient on the
 * critical value is no trend. Between two rows of the table the one above holds, and beyond its end the last: both
 * are stricter than the true value [D].
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
  const exact = coefficientOf(values);
  const [coefficient, direction] = [nearest(exact), directionOf(exact, critical)];
  trace?.step({
    quantity: 'trend',
    edition: assessment.id,
    clause: assessment.trend.clause,
    inputs: { periods, critical },
    arithmetic: `r_s = 1 - 6 Σd² / (N³ - N) = ${coefficient}, against ±${critical}`,
    result: direction,
  });
  return { ...base, coefficient, critical, direction };
}
