import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  divideHalfEven,
  exactly,
  rational,
  roundHalfEven,
  roundRational,
  scaledInteger,
} from '../../src/index.ts';
import { runs, seed } from '../seed.ts';
import { fraction, halfEven } from '../water/literal/fraction.ts';

/** Text of a decimal without exponent. */
const decimals = fc.tuple(fc.bigInt(-(10n ** 13n), 10n ** 13n), fc.nat(9)).map(([coefficient, digits]) => {
  const text = String(coefficient < 0n ? -coefficient : coefficient).padStart(digits + 1, '0');
  const [whole, part] = [text.slice(0, text.length - digits), text.slice(text.length - digits)];
  return `${coefficient < 0n ? '-' : ''}${whole}.${part}0`;
});

describe('half to even', () => {
  it.each([
    [1.15, 1, 1.2], // the double below 1.15 is not what is meant
    [1.25, 1, 1.2],
    [1.35, 1, 1.4],
    [0.5, 0, 0],
    [1.5, 0, 2],
    [2.5, 0, 2],
    [-0.5, 0, 0],
    [-1.5, 0, -2],
    [-2.5, 0, -2],
    [2.500000001, 0, 3],
    [1e21, 0, 1e21],
    [1.0000000005, 9, 1],
    [1.0000000015, 9, 1.000000002],
    [1250, -2, 1200],
    [1350, -2, 1400],
    [0.000_000_15, 7, 0.000_000_2],
  ])('%d to %d decimals is %d', (x, digits, expected) => {
    expect(roundHalfEven(x, digits)).toBe(expected);
    expect(roundRational(exactly(x), digits)).toBe(expected);
  });

  it.each([Number.NaN, Infinity])('refuses %d', (x) => {
    expect(() => roundHalfEven(x, 1)).toThrow(RangeError);
  });

  it.each([
    [5, 2, 2],
    [7, 2, 4],
    [-5, 2, -2],
    [-7, 2, -4],
    [-6, 2, -3],
    [1, 3, 0],
    [2, 3, 1],
  ])('%d / %d is %d', (n, d, expected) => {
    expect(divideHalfEven(n, d)).toBe(expected);
  });

  it('knows a decimal of so many places as an integer, and no other', () => {
    expect(scaledInteger(2.2, 1)).toBe(22);
    expect(scaledInteger(2.25, 1)).toBeUndefined();
    expect(scaledInteger(1e15, 3)).toBeUndefined(); // beyond what is safe
    expect(scaledInteger(1, 9)).toBeUndefined(); // more places than it knows
    expect(scaledInteger(Number.NaN, 1)).toBeUndefined();
  });
});

describe(`rounding at random, seed ${seed}`, () => {
  const digits = fc.integer({ min: 0, max: 6 });

  it('is the literal rounding', () => {
    fc.assert(
      fc.property(decimals, digits, (text, to) => {
        expect(roundHalfEven(Number(text), to) + 0).toBe(halfEven(fraction(text), to) + 0);
      }),
      runs(5000),
    );
  });

  it('is idempotent, and never turns an order round', () => {
    fc.assert(
      fc.property(decimals, decimals, digits, (a, b, to) => {
        const [low, high] = [Number(a), Number(b)].sort((x, y) => x - y) as [number, number];
        const once = roundHalfEven(low, to);
        expect(roundHalfEven(once, to)).toBe(once);
        expect(once).toBeLessThanOrEqual(roundHalfEven(high, to));
      }),
      runs(3000),
    );
  });

  it('of a double of any digits is the decimal that it prints as, rounded', () => {
    const few = fc.integer({ min: -1, max: 10 });
    const anywhere = fc.double({ min: -1e13, max: 1e13, noNaN: true });
    const byTie = fc
      .tuple(fc.integer({ min: -1e6, max: 1e6 }), fc.nat(6), fc.integer({ min: -3, max: 3 }), fc.nat(16))
      .map(([whole, places, steps, fine]) => (whole + 0.5) / 10 ** places + steps * 10 ** -fine);
    fc.assert(
      fc.property(fc.oneof(anywhere, byTie), few, (x, to) => {
        expect(roundHalfEven(x, to)).toBe(
          scaledInteger(x, to) === undefined ? roundRational(exactly(x), to) : x,
        );
      }),
      runs(3000),
    );
  });

  it('of a quotient of integers is the fraction rounded', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 1, max: 1e6 }), (n, d) => {
        expect(divideHalfEven(n, d) + 0).toBe(roundRational(rational(BigInt(n), BigInt(d)), 0));
      }),
      runs(3000),
    );
  });
});
