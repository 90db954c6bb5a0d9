import type { Rational } from '../exact/rational.ts';
import { roundRational } from '../exact/round.ts';

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
