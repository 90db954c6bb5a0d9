import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Derivation, GB3095_2012, hourMean, weightedHourMean } from '../../src/index.ts';

const parts = (count: number, value: number, seconds: number) =>
  Array.from({ length: count }, () => ({ value, seconds }));

describe('the hourly mean of values that stand for parts of the hour', () => {
  it('weighs each by its time', () => {
    const half = [...parts(30, 10, 60), ...parts(6, 40, 300)];
    expect(weightedHourMean(half, 3600, 'so2', GB3095_2012)).toEqual({
      value: 25,
      validity: { kind: 'valid', expected: 60, observed: 60 },
    });
    const third = [
      { value: 1, seconds: 1200 },
      { value: 2, seconds: 2400 },
    ];
    expect(weightedHourMean(third, 3600, 'co', GB3095_2012).value).toBe(1.666667);
  });

  it('needs 45 minutes of a gas and any time of a particulate (table 4)', () => {
    const short = parts(9, 80, 300).slice(1);
    expect(weightedHourMean(parts(9, 80, 300), 2700, 'so2', GB3095_2012).value).toBe(80);
    expect(weightedHourMean(short, 2699.999, 'so2', GB3095_2012)).toEqual({
      value: { missing: 'too-few-samples' },
      validity: { kind: 'insufficient', expected: 60, observed: 44 },
    });
    expect(weightedHourMean(parts(1, 80, 60), 60, 'pm2_5', GB3095_2012).value).toBe(80);
    expect(weightedHourMean([], 0, 'so2', GB3095_2012).value).toEqual({ missing: 'no-data' });
  });

  it('shows its arithmetic, valid or not', () => {
    const trace = new Derivation();
    weightedHourMean([...parts(45, 8, 60), ...parts(3, 9, 300)], 3600, 'so2', GB3095_2012, trace);
    weightedHourMean(parts(1, 8, 60), 60, 'so2', GB3095_2012, trace);
    expect(trace.steps.map(({ arithmetic, result }) => [arithmetic, result])).toEqual([
      ['mean weighted by time, 45 × 60 s + 3 × 300 s', 8.25],
      ['60 of at least 2700 s, 1 × 60 s', null],
    ]);
  });

  it('is the plain mean of values of one length', () => {
    const value = fc.integer({ min: 0, max: 40_000 }).map((tenths) => tenths / 10);
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 60 }), (values) => {
        const minutes = values.map((each) => ({ value: each, seconds: 60 }));
        expect(weightedHourMean(minutes, 60 * values.length, 'so2', GB3095_2012)).toEqual(
          hourMean(values, 'so2', GB3095_2012),
        );
      }),
    );
  });
});
