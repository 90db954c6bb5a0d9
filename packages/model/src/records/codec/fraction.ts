import type { Remainder } from '@lanbi/standards';

/** An exact value as two safe integers in lowest terms. */
export interface Fraction {
  readonly num: number;
  readonly den: number;
}

const MILLION = 1e6;
/** Up to it a remainder in millionths is a safe integer. */
const MOST_DEN = Math.floor(Number.MAX_SAFE_INTEGER / MILLION);

function gcd(a: number, b: number): number {
  let [x, y] = [a, b];
  while (y !== 0) [x, y] = [y, x % y];
  return x;
}

/**
 * The fraction rounded to a millionth, half to even, and what that left out: the same as `carried` of it.
 * @param fraction not negative, `den` at most 9e9
 * @throws RangeError for a denominator that is beyond that
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

/** The fraction that a value and its remainder are together; undefined where it is not of small integers. */
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
