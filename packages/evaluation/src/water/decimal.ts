import { nearest, rational, scaledInteger } from '@lanbi/standards';

/** An exact decimal `unscaled` × 10^-`scale`; a bigint if it is beyond the safe integers. */
export interface Decimal {
  readonly unscaled: number | bigint;
  readonly scale: number;
}

export const ZERO: Decimal = { unscaled: 0, scale: 0 };

/** Number of decimals that are tried before a number is parsed as text. */
const FEW = 6;
const POWERS: readonly number[] = Array.from({ length: 16 }, (_, digits) => 10 ** digits);

const powerOf = (digits: number): number => POWERS[digits] ?? 10 ** digits;

/** Returns a number for a safe integer. */
const plain = (whole: bigint): number | bigint => {
  const number = Number(whole);
  return Number.isSafeInteger(number) ? number : whole;
};

function shortDecimal(x: number): Decimal | undefined {
  for (let scale = 0; scale <= FEW; scale += 1) {
    const unscaled = scaledInteger(x, scale);
    // Removes the sign of zero.
    if (unscaled !== undefined) return { unscaled: unscaled + 0, scale };
  }
  return undefined;
}

/**
 * Returns the exact decimal that a double prints as.
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

/** Returns an integer as a decimal. */
export const wholeDecimal = (whole: bigint): Decimal => ({ unscaled: plain(whole), scale: 0 });

/** Returns the unscaled value of a decimal with a larger scale. */
function scaledTo({ unscaled, scale }: Decimal, to: number): number | bigint {
  if (scale === to) return unscaled;
  const scaled = typeof unscaled === 'number' ? unscaled * powerOf(to - scale) : Number.NaN;
  return Number.isSafeInteger(scaled) ? scaled : BigInt(unscaled) * 10n ** BigInt(to - scale);
}

/** Computes a + sign × b exactly. */
export function addDecimals(a: Decimal, b: Decimal, sign: 1 | -1 = 1): Decimal {
  const scale = Math.max(a.scale, b.scale);
  const [left, right] = [scaledTo(a, scale), scaledTo(b, scale)];
  const sum = typeof left === 'number' && typeof right === 'number' ? left + sign * right : Number.NaN;
  return {
    unscaled: Number.isSafeInteger(sum) ? sum : plain(BigInt(left) + BigInt(sign) * BigInt(right)),
    scale,
  };
}

/** Returns a tenth of an integer if it is an integer too. */
function tenthOf(whole: number | bigint): number | bigint | undefined {
  if (typeof whole === 'number') return whole % 10 === 0 ? whole / 10 : undefined;
  return whole % 10n === 0n ? plain(whole / 10n) : undefined;
}

/** Returns the decimal with the fewest digits, so that equal decimals have equal text. */
export function shortest({ unscaled, scale }: Decimal): Decimal {
  let [rest, digits] = [unscaled, scale];
  for (; digits > 0; digits -= 1) {
    const tenth = tenthOf(rest);
    if (tenth === undefined) break;
    rest = tenth;
  }
  return { unscaled: rest, scale: digits };
}

/** Returns the nearest double of a decimal divided by a positive integer. */
export function dividedBy({ unscaled, scale }: Decimal, count: number): number {
  const divisor = count * powerOf(scale);
  // Both are exact, and a division of doubles is rounded once.
  if (typeof unscaled === 'number' && Number.isSafeInteger(divisor)) return unscaled / divisor;
  return nearest(rational(BigInt(unscaled), BigInt(count) * 10n ** BigInt(scale)));
}

/** Writes a decimal as text, such as `-0.25`. */
export function decimalText({ unscaled, scale }: Decimal): string {
  const digits = String(unscaled)
    .replace('-', '')
    .padStart(scale + 1, '0');
  const sign = unscaled < 0 ? '-' : '';
  if (scale === 0) return sign + digits;
  return `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

/** Parses the text of `decimalText`. @throws SyntaxError for any other text */
export function readDecimal(text: string): Decimal {
  const [whole = '', fraction = ''] = text.split('.');
  return { unscaled: plain(BigInt(whole + fraction)), scale: fraction.length };
}
