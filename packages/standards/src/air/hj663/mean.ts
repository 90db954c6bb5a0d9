import { ExactSum } from '../../exact/exact-sum.ts';
import type { Trace } from '../../figure/derivation.ts';
import { isMissing, type Maybe, type Missing, missing, sharedReason } from '../../figure/missing.ts';
import type { Validity } from '../../figure/validity.ts';
import { concentration } from '../pollutant.ts';

/**
 * Decimals kept of a figure that others are made of, so that rounding to the printed digits happens once, at the
 * end: µg/m³ or mg/m³ to a millionth. A named argument everywhere [D].
 */
export const CARRIED_DIGITS = 6;

/** A figure and whether it stands. Without validity there is no value. */
export interface AirFigure {
  readonly value: Maybe<number>;
  readonly validity: Validity;
}

/** What makes a mean valid, and where that is said. */
export interface MeanRule {
  readonly quantity: string;
  readonly edition: string;
  readonly clause: string;
  /** Values of the whole window. */
  readonly expected: number;
  /** The least that makes the mean valid. */
  readonly required: number;
}

const insufficient = (expected: number, observed: number): AirFigure => ({
  value: missing('too-few-samples'),
  validity: { kind: 'insufficient', expected, observed },
});

/** No figure, and why. */
export const noFigure = (why: Missing): AirFigure => ({
  value: why,
  validity: { kind: 'missing', reason: why.missing },
});

/**
 * The mean that an exact sum stands for. A sliding sum gives the same figure as the array it slides over.
 * @source GB 3095-2026 clause 3 (means), table 4, 6.4 (data that miss the rule are invalid) [P]
 */
export function meanOfSum(
  sum: ExactSum,
  rule: MeanRule,
  why: Missing,
  digits = CARRIED_DIGITS,
  trace?: Trace,
): AirFigure {
  const { count } = sum;
  const figure =
    count === 0
      ? noFigure(why)
      : count < rule.required
        ? insufficient(rule.expected, count)
        : ({
            value: sum.mean(digits),
            validity: { kind: 'valid', expected: rule.expected, observed: count },
          } as const);
  if (trace) traceMean(figure, sum, rule, trace);
  return figure;
}

function traceMean({ value }: AirFigure, sum: ExactSum, rule: MeanRule, trace: Trace): void {
  const { num, den } = sum.total();
  const total = den === 1n ? `${num}` : `${num}/${den}`;
  trace.step({
    quantity: rule.quantity,
    edition: rule.edition,
    clause: rule.clause,
    inputs: { sum: total, count: sum.count, required: rule.required, expected: rule.expected },
    arithmetic: isMissing(value) ? `${sum.count} values of ${rule.required}` : `${total} / ${sum.count}`,
    result: isMissing(value) ? null : value,
  });
}

/**
 * The mean of the values that are there, `digits` decimals half to even, if they are enough.
 * @throws RangeError when a concentration is negative or not finite.
 */
export function meanFigure(
  values: readonly Maybe<number>[],
  rule: MeanRule,
  digits = CARRIED_DIGITS,
  trace?: Trace,
): AirFigure {
  const sum = new ExactSum();
  for (const value of values) if (!isMissing(value)) sum.add(concentration(value));
  return meanOfSum(sum, rule, sharedReason(values.filter(isMissing)), digits, trace);
}

/**
 * For each value the mean of the window that ends with it; without a whole window there is none. Sums slide, so
 * that a year of hours costs one addition and one subtraction an hour.
 * @throws RangeError when a concentration is negative or not finite.
 */
export function runningMeans(
  values: readonly Maybe<number>[],
  rule: MeanRule,
  digits = CARRIED_DIGITS,
): AirFigure[] {
  const sum = new ExactSum();
  return values.map((value, at) => {
    const first = at - rule.expected;
    const leaving = values[first];
    if (leaving !== undefined && !isMissing(leaving)) sum.remove(leaving);
    if (!isMissing(value)) sum.add(concentration(value));
    if (first < -1) return insufficient(rule.expected, sum.count);
    const why = sharedReason(values.slice(first + 1, at + 1).filter(isMissing));
    return meanOfSum(sum, rule, why, digits);
  });
}
