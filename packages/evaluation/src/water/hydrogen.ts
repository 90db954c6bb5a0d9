import { roundHalfEven } from '@lanbi/standards';

/**
 * Hydrogen ions as integers of 10^-26 mol/L: twelve digits are left at pH 14, and sums of them are exact, so that a
 * mean pH does not depend on the order in which its readings came.
 */
const SCALE = 26;
/** Beyond ten decimals the logarithm holds noise, which must not carry a mean over a limit. */
const DECIMALS = 10;

/** The ions of one reading. @throws RangeError when the pH is not finite. */
export const hydrogenOf = (ph: number): bigint => BigInt(Math.round(10 ** (SCALE - ph)));

/** The pH of a mean of ions of 10^-26 mol/L, to ten decimals. */
export const phOfIons = (mean: number): number => roundHalfEven(SCALE - Math.log10(mean), DECIMALS);

/**
 * The pH of the mean of `count` readings whose ions sum up to `ions`: -lg(mean of 10^-pH), to ten decimals.
 * @source water.md 3 [code]
 */
export const phOf = (ions: number | bigint, count: number): number => phOfIons(Number(ions) / count);
