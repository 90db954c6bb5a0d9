import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Derivation } from '../../src/figure/derivation.ts';
import { type Maybe, missing } from '../../src/figure/missing.ts';
import { ASSESSMENT_2011, spearmanTrend } from '../../src/water/index.ts';
import { runs, seed } from '../seed.ts';
import { goldenRows } from './golden/csv.ts';
import { approximately, atMost, type Fraction, fraction } from './literal/fraction.ts';
import { literalCoefficient, literalCorrelation, literalTrend } from './literal/trend.ts';

const trend = (values: readonly Maybe<number>[]) => spearmanTrend(values, ASSESSMENT_2011);
const golden = goldenRows('spearman.csv').map(([n, critical]) => ({
  n: Number(n),
  critical: `0${critical}`,
}));
const beyond = (r: Fraction, critical: string) => !atMost(r, fraction(critical));

/** Orders of 1 to n by swapping neighbours, from rising to falling: every coefficient on the way. */
function* orders(n: number): Generator<number[]> {
  const values = Array.from({ length: n }, (_, at) => at + 1);
  yield [...values];
  for (let end = n - 1; end > 0; end -= 1)
    for (let at = 0; at < end; at += 1) {
      [values[at], values[at + 1]] = [values[at + 1] ?? 0, values[at] ?? 0];
      yield [...values];
    }
}

describe('trend by Spearman’s rank correlation at 0.05 [M]', () => {
  it('has these critical values and no others', () => {
    expect(ASSESSMENT_2011.trend.critical).toEqual(golden.map(({ n, critical }) => [n, Number(critical)]));
  });

  it.each(golden)('of $n periods turns at $critical: the nearest below and above it', ({ n, critical }) => {
    const all = [...orders(n)].map((values) => ({ values, r: literalCoefficient(values) }));
    const over = all.filter(({ r }) => beyond(r, critical));
    const under = all.filter(({ r }) => !beyond(r, critical));
    const [last, first] = [over.at(-1), under[0]];
    if (!last || !first) throw new Error('the critical value is not crossed');
    expect(trend(last.values)).toMatchObject({ direction: 'rising', critical: Number(critical), periods: n });
    expect(trend(first.values).direction).toBe('none');
    expect(trend(last.values.toReversed()).direction).toBe('falling');
    expect(trend(first.values.toReversed()).direction).toBe('none');
  });

  it('is none on the critical value itself: 0.9 of five, 0.6 of nine', () => {
    expect(trend([1, 2, 3, 5, 4])).toMatchObject({ coefficient: 0.9, direction: 'none' });
    expect(trend([4, 5, 3, 2, 1])).toMatchObject({ coefficient: -0.9, direction: 'none' });
    const nine = [5, 4, 2, 1, 3, 9, 6, 8, 7].map((value) => value / 100);
    const sum = nine.reduce((total, value, at) => total + (value * 100 - at - 1) ** 2, 0);
    expect(sum).toBe(48); // 1 - 6 · 48 / 720
    expect(trend(nine)).toMatchObject({ coefficient: 0.6, direction: 'none' });
  });

  it('takes between two rows the one above, and beyond the end the last', () => {
    const rising = (n: number) => trend(Array.from({ length: n }, (_, at) => at));
    expect([11, 13, 29, 31, 100].map((n) => rising(n).critical)).toEqual([0.564, 0.506, 0.317, 0.306, 0.306]);
  });

  it('needs five periods with a value; the others are left out', () => {
    const none = { missing: 'too-few-samples' };
    expect(trend([1, 2, 3, 4])).toMatchObject({
      periods: 4,
      coefficient: none,
      critical: none,
      direction: none,
    });
    expect(trend([1, 2, missing('no-data'), 3, 4])).toMatchObject({ periods: 4, direction: none });
    expect(trend([1, 2, missing('no-data'), 3, 4, 5])).toMatchObject({ periods: 5, direction: 'rising' });
    expect(() => trend([1, Number.NaN])).toThrow(RangeError);
  });

  it('shares the rank of equal values; all equal is no trend, however many', () => {
    for (const n of [5, 12, 30]) {
      const constant = trend(Array.from({ length: n }, () => 0.025));
      expect(constant).toMatchObject({ coefficient: { missing: 'not-applicable' }, direction: 'none' });
    }
    expect(trend([1, 1, 2, 3, 4]).coefficient).toBeCloseTo(9.5 / Math.sqrt(95), 14); // Σxy of ranks, by hand
  });

  it('shows its arithmetic', () => {
    const trace = new Derivation();
    spearmanTrend([1, 2, 3, 4, 5], ASSESSMENT_2011, trace);
    expect(trace.steps).toMatchObject([
      {
        quantity: 'trend',
        inputs: { periods: 5, critical: 0.9 },
        arithmetic: 'r_s = 1 - 6 Σd² / (N³ - N) = 1, against ±0.9',
        result: 'rising',
      },
    ]);
  });

  it(`agrees with the literal reading; backwards is the opposite (seed ${seed})`, () => {
    const value = fc.integer({ min: 0, max: 40 }).map((n) => n / 10);
    const opposite = { rising: 'falling', falling: 'rising', none: 'none' };
    fc.assert(
      fc.property(fc.array(value, { minLength: 5, maxLength: 36 }), (values) => {
        const found = trend(values);
        const { sign, square } = literalCorrelation(values);
        if (new Set(values).size > 1)
          expect(found.coefficient).toBeCloseTo(sign * Math.sqrt(approximately(square)), 12);
        expect(found.direction).toBe(literalTrend(values));
        expect(trend(values.map((each) => each * 2 + 1))).toEqual(found);
        expect(trend(values.toReversed()).direction).toBe(opposite[found.direction as 'none']);
      }),
      runs(1000),
    );
  });

  it(`is the printed formula where no two values are equal (seed ${seed})`, () => {
    const value = fc.integer({ min: 0, max: 10_000 });
    fc.assert(
      fc.property(fc.uniqueArray(value, { minLength: 5, maxLength: 36 }), (values) => {
        expect(trend(values).coefficient).toBeCloseTo(approximately(literalCoefficient(values)), 14);
      }),
      runs(500),
    );
  });
});
