import type { Fraction } from './fraction.ts';

/** Forty decimals as whole numbers: series are summed until a term vanishes. */
const ONE = 10n ** 40n;

const ratio = ({ n, d }: Fraction): bigint => (n * ONE) / d;

/** ln y for y near one: 2 (z + z³/3 + z⁵/5 + …), z = (y - 1) / (y + 1). */
function lnNearOne(y: bigint): bigint {
  const z = ((y - ONE) * ONE) / (y + ONE);
  let [power, total] = [z, 0n];
  for (let odd = 1n; power !== 0n; odd += 2n) {
    total += power / odd;
    power = (((power * z) / ONE) * z) / ONE;
  }
  return 2n * total;
}

const LN2 = lnNearOne(2n * ONE);

function ln(x: bigint): bigint {
  let [y, halvings] = [x, 0n];
  for (; y > (3n * ONE) / 2n; y /= 2n) halvings += 1n;
  for (; y < (3n * ONE) / 4n; y *= 2n) halvings -= 1n;
  return lnNearOne(y) + halvings * LN2;
}

const LN10 = ln(10n * ONE);

/** e^x = 1 + x + x²/2 + x³/6 + …, for x of a moderate size. */
function exp(x: bigint): bigint {
  let [term, total] = [ONE, 0n];
  for (let k = 1n; term !== 0n; k += 1n) {
    total += term;
    term = (term * x) / ONE / k;
  }
  return total;
}

const asNumber = (x: bigint): number => Number(x) / Number(ONE);

/** The natural logarithm of a fraction above zero. */
export const literalLn = (x: Fraction): number => asNumber(ln(ratio(x)));

/** -lg of the mean of 10^-pH. */
export function literalMeanPh(values: readonly Fraction[]): number {
  const powers = values.map((ph) => exp((-ratio(ph) * LN10) / ONE));
  const mean = powers.reduce((total, power) => total + power, 0n) / BigInt(values.length);
  return -asNumber((ln(mean) * ONE) / LN10);
}
