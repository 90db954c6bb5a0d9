import { describe, expect, it } from 'vitest';
import { Derivation } from '../../src/figure/derivation.ts';
import { missing } from '../../src/figure/missing.ts';
import {
  ASSESSMENT_2011,
  GB3838_2002,
  periodClass,
  periodMean,
  WATER_METHODS,
  type WaterPeriod,
  type WaterValues,
} from '../../src/water/index.ts';
import { goldenRows } from './golden/csv.ts';

const standards = { edition: GB3838_2002, assessment: ASSESSMENT_2011, method: WATER_METHODS['2011'] };
const golden = goldenRows('periods.csv').map(([period = '', of = '', least = '-']) => ({
  period,
  of,
  least,
}));
const results = (count: number): WaterValues[] =>
  Array.from({ length: count }, (_, at) => ({ tp: (at + 1) / 10 }));
const mean = (period: WaterPeriod, count: number, expected?: number) =>
  periodMean(period, results(count), ASSESSMENT_2011, expected);

describe('periods (环办〔2011〕22号) [M]', () => {
  it.each(golden)('$period: the mean of $of results, at least $least', ({ period, of, least }) => {
    const rule = ASSESSMENT_2011.periods[period as WaterPeriod];
    expect(rule).toMatchObject({ of, status: 'M' });
    expect(rule.least).toBe(least === '-' ? undefined : Number(least));
  });

  it.each([
    ['quarter', 1, 'insufficient'],
    ['quarter', 2, 'valid'],
    ['quarter', 3, 'valid'],
    ['year', 7, 'insufficient'],
    ['year', 8, 'valid'],
    ['year', 9, 'valid'],
    ['month', 1, 'valid'],
    ['half-year', 1, 'valid'],
    ['day', 1, 'valid'],
    ['custom', 1, 'valid'],
  ] as const)('%s of %d results is %s', (period, count, kind) => {
    const found = mean(period, count);
    expect(found.validity).toMatchObject({ kind, observed: count });
    expect(found.values.tp).toEqual(kind === 'valid' ? (count + 1) / 20 : { missing: 'too-few-samples' });
    expect(found).toMatchObject({ period, assessment: '环办〔2011〕22号', counts: { tp: count } });
  });

  it('counts each item for itself', () => {
    const found = periodMean(
      'quarter',
      [{ tp: 0.1, do: 8 }, { tp: 0.3 }, { tp: missing('fault') }],
      ASSESSMENT_2011,
    );
    expect(found).toMatchObject({
      values: { tp: 0.2, do: { missing: 'too-few-samples' } },
      counts: { tp: 2, do: 1 },
      validity: { kind: 'valid', observed: 2 },
    });
  });

  it('has what was expected, and is incomplete below it where the period has no rule of its own', () => {
    expect(mean('month', 5, 6).validity).toEqual({ kind: 'insufficient', expected: 6, observed: 5 });
    expect(mean('month', 6, 6).validity).toEqual({ kind: 'valid', expected: 6, observed: 6 });
    expect(mean('month', 5, 6).values.tp).toBe(0.3); // answered, and marked
    expect(mean('year', 8, 12).validity).toEqual({ kind: 'valid', expected: 12, observed: 8 });
    expect(mean('month', 0, 6).validity).toEqual({ kind: 'missing', reason: 'no-data' });
    const silent = periodMean('month', [{ tp: missing('fault') }], ASSESSMENT_2011);
    expect(silent).toMatchObject({
      values: { tp: { missing: 'fault' } },
      validity: { kind: 'missing', reason: 'no-data' },
    });
  });

  it('shows its means and what its validity rests on', () => {
    const trace = new Derivation();
    periodMean('quarter', results(2), ASSESSMENT_2011, 3, trace);
    expect(trace.steps).toMatchObject([
      { quantity: 'mean.tp', arithmetic: '(0.1 + 0.2) / 2', result: 0.15 },
      {
        quantity: 'validity',
        clause: 'quarter: the mean of at least two',
        inputs: { observed: 2, expected: 3, least: 2 },
        arithmetic: '2 months that hold a value, of 3 expected, at least 2',
        result: 'valid',
      },
    ]);
    const none = new Derivation();
    periodMean('month', [], ASSESSMENT_2011, undefined, none);
    expect(none.steps).toMatchObject([
      { arithmetic: '0 results that hold a value, of none expected, at least all', result: 'missing' },
    ]);
  });
});

describe('the class of a period', () => {
  const month = (values: readonly number[], options = {}) =>
    periodClass(
      'month',
      { waterBody: 'river', results: values.map((codmn) => ({ codmn })), target: 'II' },
      { ...standards, options },
    ).section;

  it('is that of the mean, to the digits of an assessment [code]', () => {
    expect(month([4, 4.09])).toMatchObject({
      class: 'II',
      items: { codmn: { value: 4, received: 4.045 } },
      options: { rounding: 'assessment' },
      exceedances: [],
    });
    expect(month([4, 4.12])).toMatchObject({ class: 'III', items: { codmn: { value: 4.1 } } });
  });

  it('takes other digits under the option', () => {
    expect(month([4, 4.09], { rounding: 'none' }).class).toBe('III');
    expect(month([4, 4.008], { rounding: 'hour' })).toMatchObject({
      class: 'II',
      items: { codmn: { value: 4, received: 4.004 } },
    });
  });

  it('is missing with its reason where a period has too few', () => {
    const found = periodClass('year', { waterBody: 'lake', results: results(7), expected: 12 }, standards);
    expect(found.section).toMatchObject({
      class: { missing: 'too-few-samples' },
      against: 'III',
      waterBody: 'lake',
    });
    expect(found.mean.validity).toEqual({ kind: 'insufficient', expected: 12, observed: 7 });
  });

  it('shows the digits it was rounded to', () => {
    const trace = new Derivation();
    const input = { waterBody: 'river' as const, results: [{ codmn: 4 }, { codmn: 4.09 }] };
    periodClass('month', input, standards, trace);
    expect(trace.steps.map(({ quantity }) => quantity)).toEqual([
      'mean.codmn',
      'validity',
      'class.codmn',
      'class',
    ]);
    expect(trace.steps[2]).toMatchObject({
      inputs: { received: 4.045, value: 4 },
      rounding: 'the value half to even, 1 decimal',
    });
  });
});
