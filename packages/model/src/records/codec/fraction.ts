import type { Remainder } from '@lanbi/standards';

/** An exact value as two safe integers in lowest terms. */
export interface Fraction {
  readonly num: number;
  readonly den: number;
}

const MILLION = 1e6;
/** Largest denominator for which a remainder in millionths is a safe integer. */
const MOST_DEN = Math.floor(Number.MAX_SAFE_INTEGER / MILLION);

function gcd(a: number, b: number): number {
  let [x, y] = [a, b];
  while (y !== 0) [x, y] = [y, x % y];
  return x;
}

/**
 * Rounds a fraction to a millionth, half to even, and returns value and remainder, as `carried` does.
 * @param fraction not negative, `den` at most 9e9
 * @throws RangeError for a larger denominator
 */
export function roundedFraction({ num, den }: Fraction): {
  readonly value: number;
  readonly rest?: Remainder;
} {
  if (den < 1 || den > MOST_DEN) throw new RangeError(`a record holds no fraction: ${num}/${den}`);
  const over = num % den;
  const scaled = over * MILLION;
  const left = scaled % den;
  const below = ((num - over) / den) * MILLION + (scaled - left) / den;
  if (left === 0) return { value: below / MILLION };
  const isUp = left * 2 > den || (left * 2 === den && below % 2 !== 0);
  const common = gcd(den, left);
  const rest = { num: (isUp ? left - den : left) / common, den: den / common };
  return { value: (isUp ? below + 1 : below) / MILLION, rest };
}

/** Returns the fraction of a value and its remainder; undefined if its integers are not small. */
export function fractionOf(value: number, { num, den }: Remainder): Fraction | undefined {
  const millionths = Math.round(value * MILLION);
  const [top, bottom] = [millionths * den + num, den * MILLION];
  if (!(top >= 0 && top <= Number.MAX_SAFE_INTEGER && bottom <= Number.MAX_SAFE_INTEGER)) return undefined;
  const common = gcd(bottom, top);
  const fraction = { num: top / common, den: bottom / common };
  if (fraction.den > MOST_DEN) return undefined;
  const again = roundedFraction(fraction);
  const isSame = again.value === value && again.rest?.num === num && again.rest.den === den;
  return isSame ? fraction : undefined;
}
