import { exactly, floor, type Rational } from './rational.ts';

/**
 * Rounds a fraction to `digits` decimals, half to even.
 * @source GB/T 8170, half to even [P]
 * @example roundRational({ num: 5n, den: 2n }, 0) // 2
 */
export function roundRational(value: Rational, digits: number): number {
  const scaled: Rational =
    digits >= 0
      ? { num: value.num * 10n ** BigInt(digits), den: value.den }
      : { num: value.num, den: value.den * 10n ** BigInt(-digits) };
  const below = floor(scaled);
  const twice = (scaled.num - below * scaled.den) * 2n;
  const up = twice > scaled.den || (twice === scaled.den && below % 2n !== 0n);
  return decimalNumber(up ? below + 1n : below, digits);
}

/** The double nearest to coefficient · 10^-digits, which prints back as that decimal. */
function decimalNumber(coefficient: bigint, digits: number): number {
  return coefficient === 0n ? 0 : Number(`${coefficient}e${-digits}`);
}

const POWERS = [1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8] as const;
/** Decimals that the fast path of rounding can see. */
const FINEST = 8;

/**
 * The integer n with n · 10^-digits = x exactly (x read as the decimal it prints as), or undefined when x has
 * more decimals than that or n is beyond the safe integers. Allocates nothing: the fast path of this package.
 */
export function scaledInteger(x: number, digits: number): number | undefined {
  const power = POWERS[digits];
  if (power === undefined) return undefined;
  const scaled = Math.round(x * power);
  // Below 2^53 / 8 a decimal of so few digits is the only one of its length that the double can stand for.
  return Math.abs(scaled) < 1e15 && scaled / power === x ? scaled : undefined;
}

/**
 * The integer nearest to n / d, half to even, in integer arithmetic without allocation.
 * n is an integer of at most 4e15 either way, d an integer from 1 to 1e15: every step is then exact.
 * @source GB/T 8170 [P]
 * @example divideHalfEven(5, 2) // 2
 */
export function divideHalfEven(n: number, d: number): number {
  const remainder = n % d < 0 ? (n % d) + d : n % d;
  const below = (n - remainder) / d;
  const up = remainder * 2 > d || (remainder * 2 === d && below % 2 !== 0);
  return up ? below + 1 : below;
}

/** Up to it a product of doubles is off by less than a thousandth. */
const ROUGH = 1e12;
const BESIDE_TIE = 1e-3;

/** Rounds a decimal of many digits: by doubles where no tie is near, which every decimal of that double is rounded as. */
function roundFine(x: number, digits: number): number {
  const power = POWERS[digits];
  const scaled = x * (power ?? Number.NaN);
  const nearest = Math.round(scaled);
  const isClear = Math.abs(Math.abs(scaled - nearest) - 0.5) > BESIDE_TIE;
  if (power === undefined || !(Math.abs(scaled) < ROUGH) || !isClear)
    return roundRational(exactly(x), digits);
  return nearest === 0 ? 0 : nearest / power;
}

/**
 * Rounds the decimal that x prints as to `digits` decimals, half to even; never a floating point artefact.
 * @throws RangeError when x is not finite.
 * @source GB/T 8170 [P]
 * @example roundHalfEven(1.15, 1) // 1.2, and roundHalfEven(1.25, 1) is 1.2 as well
 */
export function roundHalfEven(x: number, digits: number): number {
  if (scaledInteger(x, digits) !== undefined) return x;
  const scaled = scaledInteger(x, FINEST);
  const [power, step] = [POWERS[digits], POWERS[FINEST - digits]];
  if (scaled === undefined || power === undefined || step === undefined) return roundFine(x, digits);
  return divideHalfEven(scaled, step) / power; // a quotient of exact integers is the nearest double
}
