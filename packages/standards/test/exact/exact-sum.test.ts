import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ExactSum, exactly, rational, roundRational, sum } from '../../src/index.ts';
import { runs, seed } from '../seed.ts';

const of = (...values: readonly number[]): ExactSum => {
  const made = new ExactSum();
  for (const value of values) made.add(value);
  return made;
};

describe('an exact sum', () => {
  it('has no rounding error', () => {
    expect(of(0.1, 0.2).total()).toEqual(rational(3n, 10n));
    expect(of(...Array(10).fill(0.1)).mean(6)).toBe(0.1);
  });

  it('takes back what was added, to nothing', () => {
    const made = of(0.1, 1e-9, 3e14);
    for (const value of [3e14, 1e-9, 0.1]) made.remove(value);
    expect([made.count, made.total()]).toEqual([0, rational(0n)]);
  });

  it('carries what has many decimals, and what is large', () => {
    expect(of(1e-9, 1).mean(9)).toBe(0.5); // 0.5000000005, to the even
    expect(of(1e-9, 1.000_000_001).mean(9)).toBe(0.500_000_001);
    expect(of(9e8, 9e8, 9e8).mean(0)).toBe(9e8);
    expect(of(1e12, 3e12).total()).toEqual(rational(4_000_000_000_000n));
    expect(of(...Array(21).fill(900_000_000.000_001)).total()).toEqual(
      rational(18_900_000_000_000_021n, 1_000_000n),
    );
    expect(of(2, 3).mean(8)).toBe(2.5);
    expect(of(1200, 1300).mean(-2)).toBe(1200);
  });

  it('has no mean of nothing, and takes no number that is none', () => {
    expect(() => new ExactSum().mean(1)).toThrow(/the mean of nothing/);
    expect(() => of(Number.NaN)).toThrow(RangeError);
    expect(() => of(1).remove(Infinity)).toThrow(RangeError);
  });

  it(`is the sum of fractions, seed ${seed}`, () => {
    const value = fc.oneof(
      fc.nat(10_000_000).map((n) => n / 1000),
      fc.double({ min: 0, max: 1e12, noNaN: true }),
    );
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 30 }), fc.nat(7), (values, digits) => {
        const made = of(...values);
        const total = sum(values.map(exactly));
        expect(made.total()).toEqual(total);
        const mean = { num: total.num, den: total.den * BigInt(values.length) };
        expect(made.mean(digits)).toBe(roundRational(mean, digits));
      }),
      runs(1000),
    );
  });
});
