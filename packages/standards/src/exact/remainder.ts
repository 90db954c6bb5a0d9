import { add, exactly, multiply, type Rational, rational, subtract } from './rational.ts';
import { roundRational, scaledInteger } from './round.ts';

/** What rounding to a millionth left out: num / den of a millionth, above or below the rounded value. */
export interface Remainder {
  readonly num: number;
  readonly den: number;
}

/** A value to a millionth, and what is left of it; without a remainder the value is exact. */
export interface Carried {
  readonly value: number;
  readonly rest?: Remainder;
}

const MILLION = 1_000_000n;
/** Remainders are kept in 32 bits; a finer one is itself rounded to this part of a millionth. */
const FINEST = 2n ** 30n;

/**
 * Rounds to a millionth, half to even, and keeps the remainder, so that a figure made of the value is rounded once.
 * @source GB/T 8170: no rounding in steps [P]
 * @example carried(rational(1n, 3n)) // { value: 0.333333, rest: { num: 1, den: 3 } }
 */
export function carried(exact: Rational): Carried {
  const value = roundRational(exact, 6);
  const left = multiply(subtract(exact, exactly(value)), rational(MILLION));
  if (left.num === 0n) return { value };
  if (left.den < FINEST) return { value, rest: { num: Number(left.num), den: Number(left.den) } };
  const num = roundRational(multiply(left, rational(FINEST)), 0);
  return { value, rest: { num, den: Number(FINEST) } };
}

/** A remainder is at most half a millionth; a tenth of that lies on the same side of every shorter decimal. */
const BESIDE = 1e-7;
const SHORTEST = 5;

/** Whether a value has at most five decimals, as limits, breakpoints and ties of printed digits have. */
export const isShortDecimal = (value: number): boolean => scaledInteger(value, SHORTEST) !== undefined;

/**
 * A decimal in place of a carried value that is rounded to at most five places, or compared with a decimal of at most
 * five places, as the exact value is. Only a value that is such a decimal itself, and not exact, is another one.
 * @param side below, at or above zero, as the exact value is below, at or above the carried one
 * @source GB/T 8170: no rounding in steps [P]
 * @example roundable(35.5, -1) // 35.4999999: rounded 35, where 35.5 is rounded 36
 */
export const roundable = (value: number, side: number): number =>
  side === 0 || !isShortDecimal(value) ? value : Number((value + Math.sign(side) * BESIDE).toFixed(7));

/** The exact value behind one that was carried. */
export const exactOf = ({ value, rest }: Carried): Rational =>
  rest ? add(exactly(value), rational(BigInt(rest.num), BigInt(rest.den) * MILLION)) : exactly(value);
