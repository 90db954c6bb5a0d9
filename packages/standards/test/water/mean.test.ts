import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Derivation } from '../../src/figure/derivation.ts';
import { missing } from '../../src/figure/missing.ts';
import { meanOf, meanPh, meansOf, meanValues, type WaterValues } from '../../src/water/index.ts';
import { runs, seed } from '../seed.ts';
import { approximately, fraction } from './literal/fraction.ts';
import { literalMeanPh } from './literal/logarithm.ts';
import { literalMean } from './literal/mean.ts';

describe('means of readings', () => {
  it('are exact: a tenth three times is a tenth, and a limit is met', () => {
    expect(meanOf('tp', [0.1, 0.1, 0.1])).toBe(0.1);
    expect(meanOf('tp', [0.1, 0.2, 0.3])).toBe(0.2);
    expect(meanOf('nh3n', [1e-9, 3e-9])).toBe(2e-9);
    expect(meanOf('tp', [])).toEqual({ missing: 'no-data' });
    expect(() => meanOf('tp', [Number.NaN])).toThrow(RangeError);
  });

  it('take half the detection limit, and each measurand over the samples that have it', () => {
    const samples: WaterValues[] = [
      { tp: 0.1, nh3n: { belowDetection: 0.02 }, do: missing('fault') },
      { tp: 0.3, nh3n: 0.05, do: missing('calibration'), ph: missing('fault') },
      { tp: missing('no-data'), ph: missing('fault') },
    ];
    expect(meansOf(samples)).toEqual({
      tp: { value: 0.2, count: 2 },
      nh3n: { value: 0.03, count: 2 },
      do: { value: { missing: 'no-data' }, count: 0 },
      ph: { value: { missing: 'fault' }, count: 0 },
    });
    expect(meanValues(samples)).toMatchObject({ tp: 0.2, nh3n: 0.03 });
    expect(() => meansOf([{ tp: { belowDetection: 0 } }])).toThrow(RangeError);
  });

  it('show their terms, and beyond twelve the count', () => {
    const trace = new Derivation();
    const to = { edition: 'a method', trace };
    meansOf([{ tp: 0.1, ph: 6 }, { tp: { belowDetection: 0.02 }, ph: 8 }, { do: missing('fault') }], to);
    expect(trace.steps).toMatchObject([
      {
        quantity: 'mean.tp',
        edition: 'a method',
        inputs: { count: 2, belowDetection: 1 },
        arithmetic: '(0.1 + 0.01) / 2',
        result: 0.055,
      },
      { quantity: 'mean.ph', arithmetic: '-lg((10^-6 + 10^-8) / 2)', rounding: 'half to even, 10 decimals' },
    ]);
    const many = new Derivation();
    meansOf(
      Array.from({ length: 13 }, () => ({ tp: 1, ph: 7 })),
      { edition: 'a method', trace: many },
    );
    expect(many.steps.map(({ arithmetic }) => arithmetic)).toEqual([
      '(the sum of all) / 13',
      '-lg((10^-pH of all) / 13)',
    ]);
  });

  it(`agree with fractions, in any order, and lie between the ends (seed ${seed})`, () => {
    const text = fc.integer({ min: 0, max: 40_000_000 }).map((n) => (n / 1e6).toFixed(6));
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 40 }), (texts) => {
        const values = texts.map(Number);
        const mean = meanOf('codmn', values) as number;
        expect(mean).toBeCloseTo(approximately(literalMean(texts.map(fraction))), 12);
        expect(meanOf('codmn', values.toReversed())).toBe(mean);
        expect(mean).toBeGreaterThanOrEqual(Math.min(...values));
        expect(mean).toBeLessThanOrEqual(Math.max(...values));
      }),
      runs(500),
    );
  });
});

describe('mean pH: -lg of the mean of 10^-pH [code]', () => {
  it('is that of the hydrogen ions, not of the figures', () => {
    expect(meanPh([6, 8])).toBe(6.2967086219); // -lg((1e-6 + 1e-8) / 2)
    expect(meanPh([7.3, 7.3, 7.3])).toBe(7.3);
    expect(meanOf('ph', [9, 9])).toBe(9);
    for (const odd of [[], [Number.NaN], [7, Infinity], [-Infinity, 7]])
      expect(() => meanPh(odd)).toThrow(RangeError);
  });

  it(`agrees with series of forty digits, in any order (seed ${seed})`, () => {
    const text = fc.integer({ min: 0, max: 1400 }).map((n) => (n / 100).toFixed(2));
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 12 }), (texts) => {
        const values = texts.map(Number);
        const mean = meanPh(values);
        expect(mean).toBeCloseTo(literalMeanPh(texts.map(fraction)), 9);
        expect(meanPh(values.toReversed())).toBe(mean);
        expect(mean).toBeGreaterThanOrEqual(Math.min(...values));
        expect(mean).toBeLessThanOrEqual(Math.max(...values));
      }),
      runs(200),
    );
  });
});
