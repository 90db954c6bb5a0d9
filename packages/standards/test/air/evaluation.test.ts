import { describe, expect, it } from 'vitest';
import {
  AIR_POLLUTANTS,
  type AirDay,
  type AirPollutant,
  addDays,
  attainment,
  civilDate,
  Derivation,
  dailyAqi,
  GB3095_2012,
  GB3095_2026_FINAL,
  GB3095_2026_TRANSITION,
  goodDayRatio,
  HJ633_2012,
  HJ663_2013,
  HJ663_2026,
  type Maybe,
  missing,
  movingMean,
  type PeriodEditions,
  periodStatistics,
  primaryPollutantDays,
  roundResult,
} from '../../src/index.ts';
import { given } from './given.ts';
import { GOLDEN_HJ663 } from './golden/rules.ts';
import { goldenLimits } from './golden/tables.ts';

const YEAR = { from: civilDate('2023-01-01'), to: civilDate('2023-12-31') };

/** A year in which every day is the same, so that each statistic is that day's value. */
const flat = (values: Parameters<typeof given>[0], editions: PeriodEditions) => {
  const days: AirDay[] = Array.from({ length: 365 }, (_, at) => ({
    date: addDays(YEAR.from, at),
    values: given(values),
  }));
  return periodStatistics(days, YEAR, editions);
};

describe.each([
  { gb3095: GB3095_2012, hj663: HJ663_2013 },
  { gb3095: GB3095_2026_TRANSITION, hj663: HJ663_2026 },
  { gb3095: GB3095_2026_FINAL, hj663: HJ663_2026 },
])('attainment under $gb3095.id', (editions) => {
  const rows = goldenLimits()
    .filter(({ edition }) => edition === editions.gb3095.id)
    .filter(({ pollutant }) => (AIR_POLLUTANTS as readonly string[]).includes(pollutant));
  const limitOf = (pollutant: AirPollutant, grade: 1 | 2) =>
    Math.min(
      ...rows
        .filter((row) => row.pollutant === pollutant && row.averaging !== '1h')
        .map((row) => (grade === 1 ? row.grade1 : row.grade2)),
    );
  const cells = AIR_POLLUTANTS.flatMap((pollutant) =>
    ([1, 2] as const).map((grade) => ({ pollutant, grade, limit: limitOf(pollutant, grade) })),
  );

  it.each(cells)('$pollutant, grade $grade: $limit attains, the next printed value does not', (cell) => {
    const { pollutant, grade, limit } = cell;
    const of = (value: number) =>
      attainment(flat({ [pollutant]: value }, editions), editions, grade).pollutants[pollutant];
    const step = pollutant === 'co' ? 0.1 : 1;
    expect([of(limit), of(limit - step), of(limit + step)]).toEqual([true, true, false]);
    // What is printed as the limit attains: 0.4 of a step more is printed the same.
    expect(of(limit + 0.4 * step)).toBe(true);
  });

  it('needs every row of every pollutant, and names the edition', () => {
    const dirty = attainment(flat({ pm2_5: 80 }, editions), editions);
    expect(dirty).toMatchObject({ edition: editions.gb3095.id, grade: 2, attains: false });
    expect(
      dirty.rows.filter(({ attains }) => attains === false).map(({ statistic }) => statistic.row.kind),
    ).toEqual(['mean', 'percentile']);
    expect(attainment(flat({}, editions), editions).attains).toBe(true);
  });

  it('is unknown where a pollutant is, unless another fails', () => {
    const lacking = attainment(flat({ so2: 'fault' }, editions), editions);
    expect(lacking).toMatchObject({
      attains: missing('incomplete'),
      pollutants: { so2: missing('incomplete') },
    });
    expect(lacking.rows[0]).toMatchObject({ attains: missing('no-data'), multiple: missing('no-data') });
    expect(lacking.rows[0]?.limit).toBe(editions.gb3095 === GB3095_2026_FINAL ? 20 : 60);
    expect(attainment(flat({ so2: 'fault', pm10: 400 }, editions), editions).attains).toBe(false);
    const nothing = { ...flat({}, editions), rows: [] };
    expect(attainment(nothing, editions).attains).toEqual(missing('incomplete'));
  });
});

describe('exceedance of a statistic', () => {
  it('is by the printed value: PM2.5 44.6 is printed 45, 0.29 above 35', () => {
    const editions = { gb3095: GB3095_2012, hj663: HJ663_2013 };
    const [mean, percentile] = attainment(flat({ pm2_5: 44.6 }, editions), editions).rows.slice(-2);
    expect(mean).toMatchObject({ value: 45, limit: 35, multiple: 0.29 });
    expect(percentile).toMatchObject({ value: 45, limit: 75, multiple: missing('not-applicable') });
  });
});

describe.each([HJ663_2013, HJ663_2026])('$id', (edition) => {
  it('prints µg/m³ to integers and CO to one decimal, half to even', () => {
    expect(edition.digits).toMatchObject(GOLDEN_HJ663.digits);
    expect(roundResult('pm10', 70.5, edition)).toBe(70);
    expect(roundResult('pm10', 71.5, edition)).toBe(72);
    expect(roundResult('co', 1.25, edition)).toBe(1.2);
    expect(roundResult('co', missing('fault'), edition)).toEqual(missing('fault'));
  });

  it('good days are those up to 100 among the valid ones', () => {
    expect(goodDayRatio([40, 100, 101, missing('incomplete')], edition)).toEqual({
      good: 2,
      valid: 3,
      ratio: 66.7,
    });
  });

  it('good days have the name that is asked for', () => {
    const trace = new Derivation();
    goodDayRatio([40, 101], edition, trace, 'good-day-ratio-without-dust');
    expect(trace.steps).toMatchObject([{ quantity: 'good-day-ratio-without-dust', result: 50 }]);
  });

  it('婺源 2023-09: 27 good days of 29 valid ones are 93.1 %', () => {
    const indices: Maybe<number>[] = [...Array(27).fill(80), 105, 110, missing('no-data')];
    expect(goodDayRatio(indices, edition)).toEqual({ good: 27, valid: 29, ratio: 93.1 });
  });

  it('no valid day has no ratio', () => {
    expect(goodDayRatio([missing('no-data')], edition)).toEqual({
      good: 0,
      valid: 0,
      ratio: missing('no-data'),
    });
  });
});

it('a day with two primary pollutants counts for both', () => {
  const days = [given({ pm2_5: 75, pm10: 150 }), given({ pm2_5: 75 }), given(), given({ o3: 161 })].map(
    (values) => dailyAqi({ values }, HJ633_2012),
  );
  expect(primaryPollutantDays(days)).toEqual({ so2: 0, no2: 0, co: 0, o3: 1, pm10: 1, pm2_5: 2 });
});

describe('three-year moving mean', () => {
  it('is of the last three years in 2026, and unknown in 2013', () => {
    expect(movingMean([99, 30, 31, 33], HJ663_2026, 1)).toBe(31.3);
    expect(movingMean([30, 31, 32], HJ663_2026)).toBe(31);
    expect(movingMean([30, 31, 32], HJ663_2013)).toEqual(missing('not-applicable'));
  });

  it('needs all three', () => {
    expect(movingMean([30, missing('too-few-samples'), 32], HJ663_2026)).toEqual(missing('incomplete'));
    expect(movingMean([30, 31], HJ663_2026)).toEqual(missing('incomplete'));
    expect(() => movingMean([30, 31, -1], HJ663_2026)).toThrow(RangeError);
  });
});
