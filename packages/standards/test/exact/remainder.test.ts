import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  carried,
  carriedMean,
  compare,
  divide,
  ExactSum,
  exactly,
  exactOf,
  exactPercentile,
  missing,
  percentileOfExact,
  type Rational,
  rational,
  roundable,
  roundHalfEven,
  roundRational,
  sum,
} from '../../src/index.ts';

describe('a value that is carried', () => {
  it('is rounded half to even to a millionth, and keeps what is left', () => {
    expect(carried(rational(1n, 3n))).toEqual({ value: 0.333333, rest: { num: 1, den: 3 } });
    expect(carried(rational(2n, 3n))).toEqual({ value: 0.666667, rest: { num: -1, den: 3 } });
    expect(carried(rational(5n, 10_000_000n))).toEqual({ value: 0, rest: { num: 1, den: 2 } });
    expect(carried(rational(15n, 10_000_000n))).toEqual({ value: 0.000002, rest: { num: -1, den: 2 } });
    expect(carried(exactly(71.25))).toEqual({ value: 71.25 });
  });

  it('is the value that it came from, as long as the denominator has 30 bits', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), fc.integer({ min: 1, max: 2_550_240 }), (num, den) => {
        const value = rational(BigInt(num), BigInt(den));
        expect(compare(exactOf(carried(value)), value)).toBe(0);
      }),
    );
  });

  it('is within a 2^-31 of a millionth beyond that', () => {
    const value = rational(1n, 10n ** 12n + 39n);
    const { rest } = carried(value);
    expect(rest?.den).toBe(2 ** 30);
    expect(rest?.num).toBe(Math.round(2 ** 30 / 1e6));
  });
});

describe('the mean of carried values', () => {
  const millionths = fc.integer({ min: 0, max: 3_000_000_000 });
  const whole = millionths.map((each) => rational(BigInt(each), 1_000_000n));
  const quotientOf = (most: number) =>
    fc
      .tuple(millionths, fc.integer({ min: 1, max: most }))
      .map(([num, den]) => rational(BigInt(num), BigInt(den)));
  // Values as they are sent; means of hours and minutes; means whose denominators have no small common multiple.
  const values = fc.oneof(whole, quotientOf(24), quotientOf(3_600), quotientOf(2_550_240));

  it('is what is carried of the mean of the exact values', () => {
    fc.assert(
      fc.property(fc.array(values, { minLength: 1, maxLength: 30 }), (exact) => {
        const kept = exact.map(carried);
        const mean = divide(sum(kept.map(exactOf)), rational(BigInt(exact.length)));
        expect(carriedMean(kept)).toEqual(carried(mean));
      }),
      { numRuns: 2_000 },
    );
  });

  it('holds for values of more decimals, and for sums beyond the safe integers', () => {
    const meanOf = (...exact: readonly Rational[]) =>
      carried(divide(sum(exact), rational(BigInt(exact.length))));
    expect(carriedMean([{ value: 0.1234567 }, { value: 1 }])).toEqual(meanOf(exactly(0.1234567), exactly(1)));
    expect(carriedMean([{ value: 9e8 }, { value: 9e8 }])).toEqual({ value: 9e8 });
    expect(carriedMean([{ value: 2 }, { value: 9e8 }, { value: 9e8 }])).toEqual(
      meanOf(exactly(2), exactly(18e8), exactly(0)),
    );
  });

  it('of nothing is refused', () => {
    expect(() => carriedMean([])).toThrow(RangeError);
  });
});

describe('figures of exact values', () => {
  it('are rounded once: three thirds are one', () => {
    const sum = new ExactSum();
    for (let n = 0; n < 3; n += 1) sum.addExact(rational(1n, 3n));
    expect([sum.count, sum.mean(6)]).toEqual([3, 0.333333]);
    expect(compare(sum.total(), rational(1n))).toBe(0);
  });

  it('are percentiles of the values themselves, in whichever order', () => {
    const thirds = [3n, 1n, 2n].map((n) => divide(rational(n), rational(3n)));
    // k = 1 + 2 × 0.95 = 2.9: 2/3 + (1 - 2/3) × 0.9 = 29/30.
    expect(percentileOfExact(thirds, 95)).toBe(0.966667);
    expect(percentileOfExact(thirds, 100, 2)).toBe(1);
    expect(percentileOfExact([], 95)).toEqual(missing('no-data'));
    expect(() => percentileOfExact(thirds, 101)).toThrow(/not a percentage/);
  });
});

describe('a value that is rounded as the exact one behind it is', () => {
  it('stays where it is exact, or no short decimal', () => {
    expect(roundable(35.5, 0)).toBe(35.5);
    expect(roundable(35.500001, 1)).toBe(35.500001);
    expect(roundable(35.5, -1)).toBe(35.4999999);
    expect(roundable(35.5, 7)).toBe(35.5000001);
    expect(roundable(0, 1)).toBe(1e-7);
  });

  it('has the digits of print that the exact value has, and lies on its side of every short decimal', () => {
    const near = fc.record({
      short: fc.integer({ min: 0, max: 20_000_000 }).map((each) => each * 5),
      off: fc.integer({ min: -4_999, max: 4_999 }),
      den: fc.integer({ min: 1, max: 500_000 }),
      digits: fc.integer({ min: 0, max: 4 }),
    });
    fc.assert(
      fc.property(near, ({ short, off, den, digits }) => {
        const [numerator, denominator] = [
          BigInt(short) * BigInt(den) * 10n + BigInt(off),
          BigInt(den) * 1_000_000n,
        ];
        const exact = rational(numerator < 0n ? -numerator : numerator, denominator);
        const { value, rest } = carried(exact);
        const found = roundable(value, rest?.num ?? 0);
        expect(roundHalfEven(found, digits)).toBe(roundRational(exact, digits));
        const limit = rational(BigInt(short), 100_000n);
        expect(compare(exactly(found), limit)).toBe(compare(exact, limit));
      }),
      { numRuns: 2_000 },
    );
  });

  it('is a percentile too', () => {
    const thirds = [rational(1n, 3n), rational(2n, 3n)];
    expect(exactPercentile(thirds, 50)).toEqual(rational(1n, 2n));
    expect(() => exactPercentile([], 50)).toThrow(RangeError);
  });
});
