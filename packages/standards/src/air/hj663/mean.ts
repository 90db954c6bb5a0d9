import { ExactSum } from '../../exact/exact-sum.ts';
import { halfEven, type Trace } from '../../figure/derivation.ts';
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

const NO_DATA = missing('no-data');

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
 * The mean that an exact sum stands for, or `why` there is none of no values. A sliding sum gives the same figure
 * as the array it slides over.
 * @source GB 3095-2026 clause 3 (means), table 4, 6.4 (data that miss the rule are invalid) [P]
 */
export function meanOfSum(
  sum: ExactSum,
  { expected, required }: MeanRule,
  why: Missing,
  digits = CARRIED_DIGITS,
): AirFigure {
  const { count } = sum;
  if (count === 0) return noFigure(why);
  if (count < required) return insufficient(expected, count);
  return { value: sum.mean(digits), validity: { kind: 'valid', expected, observed: count } };
}

/** The sum as it is shown: a decimal, or a fraction where it has no short one. */
export function shownSum(sum: ExactSum): string {
  const { num, den } = sum.total();
  return 1_000_000n % den === 0n ? String(Number(num) / Number(den)) : `${num}/${den}`;
}

function traceMean(
  { value }: AirFigure,
  values: readonly Maybe<number>[],
  sum: ExactSum,
  rule: MeanRule,
  digits: number,
  trace: Trace,
): void {
  const given = values.map((each) => (isMissing(each) ? each.missing : each)).join(', ');
  const { expected, required } = rule;
  trace.step({
    quantity: rule.quantity,
    edition: rule.edition,
    clause: rule.clause,
    inputs: { values: given, sum: shownSum(sum), count: sum.count, required, expected },
    ...(isMissing(value)
      ? { arithmetic: `${sum.count} of at least ${required} values`, result: null }
      : { arithmetic: `${shownSum(sum)} / ${sum.count}`, rounding: halfEven(digits), result: value }),
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
  const why = sum.count === 0 ? sharedReason(values.filter(isMissing)) : NO_DATA;
  const figure = meanOfSum(sum, rule, why, digits);
  if (trace) traceMean(figure, values, sum, rule, digits, trace);
  return figure;
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
  trace?: Trace,
): AirFigure[] {
  const sum = new ExactSum();
  return values.map((value, at) => {
    const leaving = values[at - rule.expected];
    if (leaving !== undefined && !isMissing(leaving)) sum.remove(leaving);
    if (!isMissing(value)) sum.add(concentration(value));
    const figure = runningMean(values, at, sum, rule, digits);
    if (trace) traceMean(figure, windowOf(values, at, rule), sum, rule, digits, trace);
    return figure;
  });
}

const windowOf = (
  values: readonly Maybe<number>[],
  at: number,
  { expected }: MeanRule,
): readonly Maybe<number>[] => values.slice(Math.max(0, at + 1 - expected), at + 1);

function runningMean(
  values: readonly Maybe<number>[],
  at: number,
  sum: ExactSum,
  rule: MeanRule,
  digits: number,
): AirFigure {
  if (sum.count === 0) return noFigure(sharedReason(windowOf(values, at, rule).filter(isMissing)));
  if (at + 1 < rule.expected) return insufficient(rule.expected, sum.count);
  return meanOfSum(sum, rule, NO_DATA, digits);
}
