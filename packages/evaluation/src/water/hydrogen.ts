import { roundHalfEven } from '@lanbi/standards';

/**
 * Scale of hydrogen ions, which are integers of 10^-26 mol/L: twelve digits remain at pH 14, and sums are exact, so
 * that a mean pH does not depend on the order of its readings.
 */
const SCALE = 26;
/**
 * Decimals of a mean pH: further ones are noise of the logarithm, which must not move a mean across a limit.
 */
const DECIMALS = 10;

/** Returns the ions of one reading. @throws RangeError when the pH is not finite. */
export const hydrogenOf = (ph: number): bigint => BigInt(Math.round(10 ** (SCALE - ph)));

/** Returns the pH of a mean of ions in 10^-26 mol/L, to ten decimals. */
export const phOfIons = (mean: number): number => roundHalfEven(SCALE - Math.log10(mean), DECIMALS);

/**
 * Returns the mean pH of `count` readings with a sum of `ions`: -lg(mean of 10^-pH), to ten decimals.
 * @source water.md 3 [code]
 */
export const phOf = (ions: number | bigint, count: number): number => phOfIons(Number(ions) / count);
