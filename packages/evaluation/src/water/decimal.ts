import { nearest, rational, scaledInteger } from '@lanbi/standards';

/** `unscaled` × 10^-`scale`, exactly; a bigint where it is beyond the safe integers. */
export interface Decimal {
  readonly unscaled: number | bigint;
  readonly scale: number;
}

export const ZERO: Decimal = { unscaled: 0, scale: 0 };

/** Decimals that are tried before a number is read as text. */
const FEW = 6;
const POWERS: readonly number[] = Array.from({ length: 16 }, (_, digits) => 10 ** digits);

const powerOf = (digits: number): number => POWERS[digits] ?? 10 ** digits;

/** A number where it is a safe integer. */
const plain = (whole: bigint): number | bigint => {
  const number = Number(whole);
  return Number.isSafeInteger(number) ? number : whole;
};

function shortDecimal(x: number): Decimal | undefined {
  for (let scale = 0; scale <= FEW; scale += 1) {
    const unscaled = scaledInteger(x, scale);
    // Without the sign of a zero.
    if (unscaled !== undefined) return { unscaled: unscaled + 0, scale };
  }
  return undefined;
}

/**
 * The decimal that a double prints as, exactly.
 * @throws RangeError when x is not finite
 * @example decimalOf(2.25) // { unscaled: 225, scale: 2 }
 */
export function decimalOf(x: number): Decimal {
  if (!Number.isFinite(x)) throw new RangeError(`not a finite number: ${x}`);
  const short = shortDecimal(x);
  if (short) return short;
  const [mantissa = '', exponent = '0'] = String(x).split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  const scale = fraction.length - Number(exponent);
  const digits = BigInt(whole + fraction);
  return scale >= 0
    ? { unscaled: plain(digits), scale }
    : { unscaled: plain(digits * 10n ** BigInt(-scale)), scale: 0 };
}

/** A decimal that is a whole number. */
export const wholeDecimal = (whole: bigint): Decimal => ({ unscaled: plain(whole), scale: 0 });

/** The same decimal with more digits, as a whole number of its last one. */
function scaledTo({ unscaled, scale }: Decimal, to: number): number | bigint {
  if (scale === to) return unscaled;
  const scaled = typeof unscaled === 'number' ? unscaled * powerOf(to - scale) : Number.NaN;
  return Number.isSafeInteger(scaled) ? scaled : BigInt(unscaled) * 10n ** BigInt(to - scale);
}

/** a + sign × b, exactly. */
export function addDecimals(a: Decimal, b: Decimal, sign: 1 | -1 = 1): Decimal {
  const scale = Math.max(a.scale, b.scale);
  const [left, right] = [scaledTo(a, scale), scaledTo(b, scale)];
  const sum = typeof left === 'number' && typeof right === 'number' ? left + sign * right : Number.NaN;
  return {
    unscaled: Number.isSafeInteger(sum) ? sum : plain(BigInt(left) + BigInt(sign) * BigInt(right)),
    scale,
  };
}

/** A tenth of a whole number where that is whole too. */
function tenthOf(whole: number | bigint): number | bigint | undefined {
  if (typeof whole === 'number') return whole % 10 === 0 ? whole / 10 : undefined;
  return whole % 10n === 0n ? plain(whole / 10n) : undefined;
}

/** The same decimal with the fewest digits, so that equal ones are written alike. */
export function shortest({ unscaled, scale }: Decimal): Decimal {
  let [rest, digits] = [unscaled, scale];
  for (; digits > 0; digits -= 1) {
    const tenth = tenthOf(rest);
    if (tenth === undefined) break;
    rest = tenth;
  }
  return { unscaled: rest, scale: digits };
}

/** The nearest double of a decimal divided by a whole number above zero. */
export function dividedBy({ unscaled, scale }: Decimal, count: number): number {
  const divisor = count * powerOf(scale);
  // Both are exact, and a division of doubles is rounded once.
  if (typeof unscaled === 'number' && Number.isSafeInteger(divisor)) return unscaled / divisor;
  return nearest(rational(BigInt(unscaled), BigInt(count) * 10n ** BigInt(scale)));
}

/** As it is written, such as `-0.25`. */
export function decimalText({ unscaled, scale }: Decimal): string {
  const digits = String(unscaled)
    .replace('-', '')
    .padStart(scale + 1, '0');
  const sign = unscaled < 0 ? '-' : '';
  if (scale === 0) return sign + digits;
  return `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

/** @throws SyntaxError for what decimalText has not written */
export function readDecimal(text: string): Decimal {
  const [whole = '', fraction = ''] = text.split('.');
  return { unscaled: plain(BigInt(whole + fraction)), scale: fraction.length };
}
