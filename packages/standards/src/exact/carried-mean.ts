import { ExactSum } from './exact-sum.ts';
import { divide, rational } from './rational.ts';
import { type Carried, carried, exactOf, type Remainder } from './remainder.ts';
import { scaledInteger } from './round.ts';

const DIGITS = 6;
const MILLION = 1e6;
/** Denominators up to it need no bigint: all products are safe integers, and remainders are kept whole. */
const LARGEST = 2 ** 26;
/** Sums of millionths up to it are safe integers. */
const FULL = 1e15;

function gcd(a: number, b: number): number {
  let [x, y] = [a, b];
  while (y !== 0) [x, y] = [y, x % y];
  return x;
}

/** A sum of millionths and a fraction of one, in safe integers. */
interface Sum {
  millionths: number;
  num: number;
  den: number;
}

/** Adds a remainder; false where the common denominator becomes too large. */
function addRest(sum: Sum, { num, den }: Remainder, count: number): boolean {
  const factor = den / gcd(den, sum.den);
  const common = sum.den * factor;
  if (common * count > LARGEST) return false;
  sum.num = sum.num * factor + num * (common / den);
  sum.den = common;
  return true;
}

/** The sum in safe integers; undefined where it has none. */
function smallSum(values: readonly Carried[]): Sum | undefined {
  const sum = { millionths: 0, num: 0, den: 1 };
  for (const { value, rest } of values) {
    const millionths = scaledInteger(value, DIGITS);
    if (millionths === undefined) return undefined;
    sum.millionths += millionths;
    if (Math.abs(sum.millionths) > FULL || (rest && !addRest(sum, rest, values.length))) return undefined;
  }
  return sum;
}

/** A sum divided by the number of its values. */
function quotient({ millionths, num, den }: Sum, count: number): Carried {
  const over = ((millionths % count) + count) % count;
  const parts = over * den + num;
  const whole = den * count;
  const left = ((parts % whole) + whole) % whole;
  const below = (millionths - over) / count + (parts - left) / whole;
  if (left === 0) return { value: below / MILLION };
  const isUp = left * 2 > whole || (left * 2 === whole && below % 2 !== 0);
  const common = gcd(whole, left);
  const rest = { num: (isUp ? left - whole : left) / common, den: whole / common };
  return { value: (isUp ? below + 1 : below) / MILLION, rest };
}

/**
 * The mean of carried values to a millionth, half to even, and what that leaves out: made of the exact values.
 * @throws RangeError for no values, or one that is not finite
 * @source GB/T 8170: no rounding in steps [P]
 * @example carriedMean([{ value: 1 }, { value: 0 }, { value: 0 }]) // { value: 0.333333, rest: { num: 1, den: 3 } }
 */
export function carriedMean(values: readonly Carried[]): Carried {
  const count = values.length;
  if (count === 0) throw new RangeError('the mean of nothing');
  const sum = smallSum(values);
  if (sum) return quotient(sum, count);
  const exact = new ExactSum();
  for (const each of values) {
    if (each.rest) exact.addExact(exactOf(each));
    else exact.add(each.value);
  }
  return carried(divide(exact.total(), rational(BigInt(count))));
}
