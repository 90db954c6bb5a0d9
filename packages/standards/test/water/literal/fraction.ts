/** A fraction as it is taught at school; never reduced, shares nothing with the code under test. */
export interface Fraction {
  readonly n: bigint;
  /** Above zero. */
  readonly d: bigint;
}

export const whole = (n: number): Fraction => ({ n: BigInt(n), d: 1n });

/** Decimal text as a fraction. */
export function fraction(text: string): Fraction {
  const [, sign = '', left = '', right = ''] = /^(-?)(\d*)\.?(\d*)$/.exec(text) ?? [];
  return { n: BigInt(`${sign}${left}${right}`), d: 10n ** BigInt(right.length) };
}

export const plus = (a: Fraction, b: Fraction): Fraction => ({ n: a.n * b.d + b.n * a.d, d: a.d * b.d });
export const minus = (a: Fraction, b: Fraction): Fraction => plus(a, { n: -b.n, d: b.d });
export const times = (a: Fraction, b: Fraction): Fraction => ({ n: a.n * b.n, d: a.d * b.d });
export const over = (a: Fraction, b: Fraction): Fraction =>
  b.n < 0n ? { n: -a.n * b.d, d: a.d * -b.n } : { n: a.n * b.d, d: a.d * b.n };
export const atMost = (a: Fraction, b: Fraction): boolean => a.n * b.d <= b.n * a.d;
export const total = (all: readonly Fraction[]): Fraction => all.reduce(plus, whole(0));

/** Half to even by trying: of the two neighbours the nearer one, of two equally near the even one. */
export function halfEven(value: Fraction, digits: number): number {
  const scale = 10n ** BigInt(digits);
  let below = (value.n * scale) / value.d;
  while (below * value.d > value.n * scale) below -= 1n;
  const [low, high] = [value.n * scale - below * value.d, (below + 1n) * value.d - value.n * scale];
  const even = below % 2n === 0n ? below : below + 1n;
  const taken = low === high ? even : low < high ? below : below + 1n;
  return Number(`${taken}e-${digits}`);
}

/** For comparing with a double that was worked out exactly: its neighbourhood of 15 digits. */
export const approximately = (value: Fraction): number => Number((value.n * 10n ** 18n) / value.d) / 1e18;
