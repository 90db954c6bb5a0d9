import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { missing, percentile, percentileOfSorted } from '../../src/index.ts';
import { runs, seed } from '../seed.ts';
import { halfEven } from '../water/literal/fraction.ts';
import { literalPercentile } from './literal/statistics.ts';

describe('percentile', () => {
  it.each([
    [[5], 95, 5],
    [[1, 2, 3, 4], 90, 3.7], // k = 1 + 3 × 0.9 = 3.7
    [[4, 3, 2, 1], 90, 3.7],
    [[10, 9, 100], 50, 10], // by number, not by text
    [[0, 10], 98, 9.8],
    [[1, 2], 0, 1],
    [[1, 2], 100, 2],
    [Array.from({ length: 365 }, (_, at) => at + 1), 90, 328.6], // k = 1 + 364 × 0.9
  ])('of %o at %d is %d', (values, percent, expected) => {
    expect(percentile(values, percent)).toBe(expected);
  });

  it('of nothing is missing', () => {
    expect(percentile([], 90)).toEqual(missing('no-data'));
  });

  it('is rounded once, half to even', () => {
    expect(percentile([0, 1], 50, 0)).toBe(0);
    expect(percentile([1, 2], 50, 0)).toBe(2);
    expect(percentileOfSorted([0.1, 0.2], 98, 3)).toBe(0.198);
  });

  it('is exact beyond what integers hold', () => {
    expect(percentile([1e-9, 3e-9], 50, 9)).toBe(2e-9);
    expect(percentile([1e-9, 3], 50, 6)).toBe(1.5);
    expect(percentile([1, 1e-9], 50, 6)).toBe(0.5);
    expect(percentile([1e12, 3e12], 50, 0)).toBe(2e12);
    expect(percentile([120, 140], 50, -2)).toBe(100); // 130
    expect(percentile([1, 2], 50, 7)).toBe(1.5);
    // 900000000.0000015, to the even; a hundred of them are no safe integers.
    expect(percentile([900_000_000.000_001, 900_000_000.000_002], 50)).toBe(900_000_000.000_002);
    expect(percentile([900_000_000.000_003, 900_000_000.000_004], 50)).toBe(900_000_000.000_004);
  });

  it.each([-1, 101, 90.5, Number.NaN])('refuses %d per cent', (percent) => {
    expect(() => percentile([1, 2], percent)).toThrow(/not a percentage/);
  });

  it.each([-1, Number.NaN, Infinity])('refuses %d among the values', (value) => {
    expect(() => percentile([1, value, 2], 50)).toThrow(/not a concentration/);
  });
});

describe(`percentiles at random, seed ${seed}`, () => {
  const texts = fc.array(
    fc.nat(4_000_000).map((n) => (n / 1000).toFixed(3)),
    { minLength: 1, maxLength: 80 },
  );
  const percents = fc.oneof(fc.constantFrom(90, 95, 98), fc.nat(100));

  it('are what the literal computation says, in whichever order the values come', () => {
    fc.assert(
      fc.property(texts, percents, fc.constantFrom(0, 1, 6), (given, percent, digits) => {
        const literal = literalPercentile(given, percent);
        const expected = literal && halfEven(literal, digits);
        const values = given.map(Number);
        expect(percentile(values, percent, digits)).toBe(expected);
        expect(percentile(values.toReversed(), percent, digits)).toBe(expected);
      }),
      runs(1500),
    );
  });

  it('never fall when a value or the percentage rises', () => {
    fc.assert(
      fc.property(texts, fc.nat(97), fc.nat(3), fc.nat(500), (given, percent, more, by) => {
        const values = given.map(Number);
        const before = percentile(values, percent);
        expect(percentile(values, percent + more)).toBeGreaterThanOrEqual(Number(before));
        expect(percentile([(values[0] ?? 0) + by, ...values.slice(1)], percent)).toBeGreaterThanOrEqual(
          Number(before),
        );
      }),
      runs(500),
    );
  });
});
