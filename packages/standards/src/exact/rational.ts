/**
 * Exact fractions. The slow, always right arithmetic of this package; the hot paths use scaled integers that
 * are proven equal to it in the tests.
 */
export interface Rational {
  readonly num: bigint;
  /** Always positive; the fraction is in lowest terms. */
  readonly den: bigint;
}

const gcd = (a: bigint, b: bigint): bigint => {
  let [x, y] = [a < 0n ? -a : a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
};

/** @throws RangeError when the denominator is zero. */
export function rational(num: bigint, den = 1n): Rational {
  if (den === 0n) throw new RangeError('a fraction with denominator 0');
  const sign = den < 0n ? -1n : 1n;
  const common = gcd(num, den * sign);
  return { num: (num * sign) / common, den: (den * sign) / common };
}

/**
 * The decimal that a double prints as, exactly: a reading of `1.1` means eleven tenths, not the binary
 * neighbour that holds it.
 * @throws RangeError when x is not finite.
 * @example exactly(2.2) // { num: 11n, den: 5n }
 */
export function exactly(x: number): Rational {
  if (!Number.isFinite(x)) throw new RangeError(`not a finite number: ${x}`);
  const [mantissa = '', exponent = '0'] = String(x).split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  const digits = BigInt(whole + fraction);
  const scale = fraction.length - Number(exponent);
  return scale >= 0 ? rational(digits, 10n ** BigInt(scale)) : rational(digits * 10n ** BigInt(-scale));
}

export const add = (a: Rational, b: Rational): Rational =>
  rational(a.num * b.den + b.num * a.den, a.den * b.den);
export const subtract = (a: Rational, b: Rational): Rational =>
  rational(a.num * b.den - b.num * a.den, a.den * b.den);
export const multiply = (a: Rational, b: Rational): Rational => rational(a.num * b.num, a.den * b.den);
/** @throws RangeError when b is zero. */
export const divide = (a: Rational, b: Rational): Rational => rational(a.num * b.den, a.den * b.num);

/** Negative, zero or positive, as a is below, equal to or above b. */
export function compare(a: Rational, b: Rational): -1 | 0 | 1 {
  const [left, right] = [a.num * b.den, b.num * a.den];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** The largest integer not above r. */
export function floor(r: Rational): bigint {
  const quotient = r.num / r.den;
  return r.num < 0n && quotient * r.den !== r.num ? quotient - 1n : quotient;
}

/** The smallest integer not below r. */
export const ceil = (r: Rational): bigint => -floor({ num: -r.num, den: r.den });

/** The sum of any number of fractions; 0 for none. */
export const sum = (terms: readonly Rational[]): Rational => terms.reduce(add, rational(0n));
