import { describe, expect, it } from 'vitest';
import {
  type CityPoint,
  cityMean,
  cityMeans,
  HJ663_2013,
  HJ663_2026,
  type MissingReason,
  missing,
  type PointRole,
} from '../../src/index.ts';
import { given } from './given.ts';
import { GOLDEN_HJ663 } from './golden/rules.ts';

const point = (so2: number | MissingReason, role: PointRole = 'evaluation'): CityPoint => ({
  role,
  values: given({ so2 }),
});
const points = (valid: number, of: number): CityPoint[] =>
  Array.from({ length: of }, (_, at) => point(at < valid ? 10 : 'fault'));
const { percent, fewerThan, percentOfFew } = GOLDEN_HJ663.city;

describe.each([HJ663_2013, HJ663_2026])('$id, city', (edition) => {
  const kind = (of: CityPoint[]) => cityMean(of, 'so2', edition).validity.kind;

  it('is the mean of the points, concentrations first, never the worst point', () => {
    expect(cityMean([point(10), point(20), point(60)], 'so2', edition)).toEqual({
      value: 30,
      validity: { kind: 'valid', expected: 3, observed: 3 },
    });
  });

  // Of n points at least 75 %, of fewer than four at least half.
  it.each(Array.from({ length: 16 }, (_, at) => at + 1))(
    '%d points: the least number of valid ones',
    (of) => {
      const share = of < fewerThan ? percentOfFew : percent;
      for (let valid = 1; valid <= of; valid += 1)
        expect([valid, kind(points(valid, of))]).toEqual([
          valid,
          valid * 100 >= of * share ? 'valid' : 'insufficient',
        ]);
    },
  );

  it('has 9 of 12, and not 8', () => {
    expect(kind(points(9, 12))).toBe('valid');
    expect(cityMean(points(8, 12), 'so2', edition)).toEqual({
      value: missing('too-few-samples'),
      validity: { kind: 'insufficient', expected: 12, observed: 8 },
    });
  });

  it.each(['background', 'control', 'traffic', 'other'] as const)('%s points take no part', (role) => {
    expect(cityMean([point(10), point(500, role)], 'so2', edition).value).toBe(10);
    expect(cityMean([point(500, role)], 'so2', edition).value).toEqual(missing('no-data'));
  });

  it('counts a point only where it measures the pollutant', () => {
    const some = [point(10), ...Array.from({ length: 5 }, () => point('not-monitored'))];
    expect(cityMean(some, 'so2', edition)).toMatchObject({ value: 10, validity: { expected: 1 } });
    expect(cityMean([point('not-monitored')], 'so2', edition).value).toEqual(missing('not-monitored'));
  });

  it('does so for all six, with the decimals asked for', () => {
    const all = cityMeans([point(1), point(2)], edition, 0);
    expect(all).toMatchObject({ so2: { value: 2 }, co: { value: 0 }, o3: { value: 60 } });
    expect(cityMeans([point(1), point(2)], edition).so2.value).toBe(1.5);
  });
});
