import { add, exactly, multiply, type Rational, rational } from '../../exact/rational.ts';
import { roundRational } from '../../exact/round.ts';
import { halfEven, type Trace } from '../../figure/derivation.ts';
import { type Maybe, missing } from '../../figure/missing.ts';
import { concentration } from '../pollutant.ts';
import { CARRIED_DIGITS } from './mean.ts';

/** Where a percentile is said, for its derivation. */
export interface PercentileContext {
  readonly quantity: string;
  readonly edition: string;
  readonly trace: Trace;
}

/** low + (high - low) · part / 100, exactly. */
function between(low: number, high: number, part: number): Rational {
  const share = (x: number, hundredths: number): Rational =>
    multiply(exactly(x), rational(BigInt(hundredths), 100n));
  return add(share(low, 100 - part), share(high, part));
}

/**
 * A percentile of values in ascending order: k = 1 + (n - 1)·p, s = floor(k), X(s) + (X(s+1) - X(s))·(k - s),
 * `digits` decimals half to even; `no-data` for none.
 * @throws RangeError when the percentage is not a whole number from 0 to 100.
 * @source HJ 663, percentile [2]
 * @example percentileOfSorted([1, 2, 3, 4], 90, 1) // 3.7
 */
export function percentileOfSorted(
  ascending: ArrayLike<number>,
  percent: number,
  digits = CARRIED_DIGITS,
  context?: PercentileContext,
): Maybe<number> {
  if (!(Number.isInteger(percent) && percent >= 0 && percent <= 100))
    throw new RangeError(`not a percentage: ${percent}`);
  const hundredths = (ascending.length - 1) * percent;
  const part = hundredths % 100;
  const before = (hundredths - part) / 100;
  const low = ascending[before];
  if (low === undefined) return missing('no-data');
  const high = ascending[before + 1] ?? low;
  const result = roundRational(between(low, high, part), digits);
  context?.trace.step({
    quantity: context.quantity,
    edition: context.edition,
    clause: 'percentile',
    inputs: { n: ascending.length, percent, s: before + 1, low, high },
    arithmetic: `k = 1 + ${ascending.length - 1} × ${percent / 100}; ${low} + (${high} - ${low}) × ${part / 100}`,
    rounding: halfEven(digits),
    result,
  });
  return result;
}

/**
 * The percentile of values in any order.
 * @throws RangeError when the percentage is not a whole number from 0 to 100, or a value negative or not
 * finite.
 * @source HJ 663, percentile [2]
 */
export const percentile = (
  values: readonly number[],
  percent: number,
  digits = CARRIED_DIGITS,
  context?: PercentileContext,
): Maybe<number> =>
  percentileOfSorted(Float64Array.from(values, concentration).sort(), percent, digits, context);
