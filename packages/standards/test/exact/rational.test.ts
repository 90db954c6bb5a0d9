import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  add,
  ceil,
  compare,
  divide,
  exactly,
  floor,
  multiply,
  rational,
  subtract,
  sum,
} from '../../src/index.ts';
import { runs, seed } from '../seed.ts';

describe('a fraction', () => {
  it('stands in lowest terms with the sign above', () => {
    expect(rational(6n, -4n)).toEqual({ num: -3n, den: 2n });
    expect(rational(0n, -7n)).toEqual({ num: 0n, den: 1n });
    expect(rational(5n)).toEqual({ num: 5n, den: 1n });
    expect(() => rational(1n, 0n)).toThrow(RangeError);
    expect(() => divide(rational(1n), rational(0n))).toThrow(RangeError);
  });

  it.each([
    [2.2, 11n, 5n],
    [1e-7, 1n, 10_000_000n],
    [1.5e21, 1_500_000_000_000_000_000_000n, 1n],
    [-0.25, -1n, 4n],
    [0, 0n, 1n],
  ])('%d is the decimal that it prints as', (x, num, den) => {
    expect(exactly(x)).toEqual({ num, den });
  });

  it.each([Number.NaN, Infinity, -Infinity])('%d is none', (x) => {
    expect(() => exactly(x)).toThrow(/not a finite number/);
  });

  it('is added, taken away, multiplied, divided and compared exactly', () => {
    const [half, third] = [rational(1n, 2n), rational(1n, 3n)];
    expect(add(half, third)).toEqual(rational(5n, 6n));
    expect(subtract(third, half)).toEqual(rational(-1n, 6n));
    expect(multiply(half, third)).toEqual(rational(1n, 6n));
    expect(divide(half, third)).toEqual(rational(3n, 2n));
    expect(sum([half, third, rational(1n, 6n)])).toEqual(rational(1n));
    expect(sum([])).toEqual(rational(0n));
    expect([compare(third, half), compare(half, half), compare(half, third)]).toEqual([-1, 0, 1]);
  });

  it.each([
    [7n, 2n, 3n, 4n],
    [-7n, 2n, -4n, -3n],
    [6n, 2n, 3n, 3n],
    [-6n, 2n, -3n, -3n],
  ])('%d/%d has the floor %d and the ceiling %d', (num, den, below, above) => {
    expect(floor(rational(num, den))).toBe(below);
    expect(ceil(rational(num, den))).toBe(above);
  });

  it(`adding does not depend on the order, seed ${seed}`, () => {
    const one = fc.tuple(fc.bigInt(-1000n, 1000n), fc.bigInt(1n, 60n)).map(([n, d]) => rational(n, d));
    fc.assert(
      fc.property(fc.array(one), (all) => {
        expect(sum(all.toReversed())).toEqual(sum(all));
      }),
      runs(200),
    );
  });
});
