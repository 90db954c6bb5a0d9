import { exactly, type Rational, subtract } from '../exact/rational.ts';
import { roundRational, scaledInteger } from '../exact/round.ts';

/** Decimals that are kept of a fraction whose parts are beyond the safe integers. */
const FINEST = 15;
const SAFE = BigInt(Number.MAX_SAFE_INTEGER);

/**
 * The double nearest to a fraction: one division of two exact integers rounds once. Fractions of parts beyond the
 * safe integers are rounded to 15 decimals first; means of readings never come near that.
 */
export function nearest({ num, den }: Rational): number {
  const small = num <= SAFE && num >= -SAFE && den <= SAFE;
  return small ? Number(num) / Number(den) : roundRational({ num, den }, FINEST);
}

/** Ties of printed digits and limits are decimals of at most so many places. */
const SHORT = 7;
/** Decimals of readings; a mean of them has more as a rule. */
const READING = 8;
/** How far a double may be from the mean that it stands for, as a part of it, and least. */
const RELATIVE = 2 ** -51;
const LEAST = 1e-15;

/** Whether a value is a decimal of a few places, as readings are, and no double in place of a longer mean. */
export const isReading = (value: number): boolean => scaledInteger(value, READING) !== undefined;

/**
 * The double nearest to a figure that is made of doubles in place of exact means: a decimal of at most seven places where
 * the exact figure can be that, since it is then rounded, and held against limits, as the exact one is. Exact means of
 * fewer than 10^8 as denominator never come so near to such a decimal without being it.
 * @param largest the largest of the doubles
 * @source GB/T 8170: no rounding in steps [P]
 */
export function nearestOfMeans(figure: Rational, largest: number): number {
  const short = roundRational(figure, SHORT);
  const { num, den } = subtract(figure, exactly(short));
  const off = Math.abs(Number(num) / Number(den));
  return off <= Math.max(LEAST, largest * RELATIVE) ? short : nearest(figure);
}
