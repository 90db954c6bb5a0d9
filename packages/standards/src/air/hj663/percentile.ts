import { add, compare, exactly, multiply, type Rational, rational } from '../../exact/rational.ts';
import { divideHalfEven, roundRational, scaledInteger } from '../../exact/round.ts';
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

/** Decimals that integers of a millionth can see, and up to where all products are exact. */
const FINEST = 6;
const SAFE = 4e13;

/** low + (high - low) · part / 100 to `digits` decimals: in integers where they hold, else as a fraction. */
function between(low: number, high: number, part: number, digits: number): number {
  const [a, b] = [scaledInteger(low, FINEST), scaledInteger(high, FINEST)];
  if (a === undefined || b === undefined || b > SAFE || digits < 0 || digits > FINEST)
    return roundRational(fractionBetween(low, high, part), digits);
  const hundredths = a * (100 - part) + b * part;
  return divideHalfEven(hundredths, 100 * 10 ** (FINEST - digits)) / 10 ** digits;
}

function fractionBetween(low: number, high: number, part: number): Rational {
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
  const { before, part } = placeOf(ascending.length, percent);
  const low = ascending[before];
  if (low === undefined) return missing('no-data');
  const high = ascending[before + 1] ?? low;
  const result = between(low, high, part, digits);
  if (context)
    tracePercentile(context, { n: ascending.length, percent, before, part, digits, low, high }, result);
  return result;
}

/** Where k = 1 + (n - 1)·p falls: the place of X(s) from 0, and hundredths of the way to the next. */
function placeOf(length: number, percent: number): { readonly before: number; readonly part: number } {
  if (!(Number.isInteger(percent) && percent >= 0 && percent <= 100))
    throw new RangeError(`not a percentage: ${percent}`);
  const hundredths = (length - 1) * percent;
  const part = hundredths % 100;
  return { before: (hundredths - part) / 100, part };
}

function tracePercentile(
  { quantity, edition, trace }: PercentileContext,
  of: Readonly<Record<'n' | 'percent' | 'before' | 'part' | 'digits' | 'low' | 'high', number>>,
  result: number,
): void {
  const { n, percent, before, part, digits, low, high } = of;
  trace.step({
    quantity,
    edition,
    clause: 'percentile',
    inputs: { n, percent, s: before + 1, low, high },
    arithmetic: `k = 1 + ${n - 1} × ${percent / 100}; ${low} + (${high} - ${low}) × ${part / 100}`,
    rounding: halfEven(digits),
    result,
  });
}

/** The two values that a percentile lies between, and where. */
interface Ends {
  readonly before: number;
  readonly part: number;
  readonly low: Rational;
  readonly high: Rational;
}

function endsOf(values: readonly Rational[], percent: number): Ends | undefined {
  const { before, part } = placeOf(values.length, percent);
  const ascending = values.toSorted(compare);
  const low = ascending[before];
  return low && { before, part, low, high: ascending[before + 1] ?? low };
}

function valueBetween({ part, low, high }: Ends): Rational {
  const share = (of: Rational, hundredths: number) => multiply(of, rational(BigInt(hundredths), 100n));
  return add(share(low, 100 - part), share(high, part));
}

/**
 * The percentile of exact values in any order, exactly.
 * @throws RangeError when there is no value, or the percentage is not a whole number from 0 to 100.
 * @source HJ 663, percentile [2]
 */
export function exactPercentile(values: readonly Rational[], percent: number): Rational {
  const found = endsOf(values, percent);
  if (!found) throw new RangeError('a percentile of no values');
  return valueBetween(found);
}

/**
 * The percentile of exact values in any order, rounded once.
 * @throws RangeError when the percentage is not a whole number from 0 to 100.
 * @source HJ 663, percentile [2]; GB/T 8170 [P]
 */
export function percentileOfExact(
  values: readonly Rational[],
  percent: number,
  digits = CARRIED_DIGITS,
  context?: PercentileContext,
): Maybe<number> {
  const found = endsOf(values, percent);
  if (!found) return missing('no-data');
  const { before, part, low, high } = found;
  const result = roundRational(valueBetween(found), digits);
  const ends = { low: Number(low.num) / Number(low.den), high: Number(high.num) / Number(high.den) };
  if (context) tracePercentile(context, { n: values.length, percent, before, part, digits, ...ends }, result);
  return result;
}

/**
 * The percentile of values in any order.
 * @throws RangeError when the percentage is not a whole number from 0 to 100, or a value negative or not
 * finite.
 * @source HJ 663, percentile [2]
 */
export function percentile(
  values: readonly number[],
  percent: number,
  digits = CARRIED_DIGITS,
  context?: PercentileContext,
): Maybe<number> {
  for (const value of values) concentration(value);
  return percentileOfSorted(new Float64Array(values).sort(), percent, digits, context);
}
