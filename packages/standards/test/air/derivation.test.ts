import { describe, expect, it } from 'vitest';
import {
  AIR_POLLUTANTS,
  type AirDay,
  addDays,
  againstLimit,
  attainment,
  cityMean,
  civilDate,
  compositeIndex,
  Derivation,
  dailyAqi,
  dayMean,
  eightHourMeans,
  exceedanceMultiple,
  GB3095_2012,
  GB3095_2026_TRANSITION,
  goodDayRatio,
  HJ633_2012,
  HJ633_2026,
  HJ663_2013,
  HJ663_2026,
  hourlyAqi,
  hourMean,
  type Maybe,
  missing,
  movingMean,
  ozoneDailyMax8h,
  percentile,
  periodStatistics,
  RANKING_RULES,
  rankByChange,
  rankByIndex,
  runningDayMeans,
  type Step,
  subIndex,
  type Trace,
} from '../../src/index.ts';
import { given } from './given.ts';

/** The steps that a figure leaves, by quantity; the figure must be the same without them. */
function explained(of: (trace?: Trace) => unknown): Map<string, Step> {
  const derivation = new Derivation();
  expect(of(derivation)).toEqual(of());
  const { steps } = derivation;
  for (const { edition, clause, quantity } of steps)
    expect([edition, clause, quantity].every((text) => text.length > 0)).toBe(true);
  expect(JSON.parse(JSON.stringify(steps))).toEqual(steps); // data, and nothing else
  return new Map(steps.map((step) => [step.quantity, step]));
}

const FAULT = missing('fault');
const EDITIONS = { gb3095: GB3095_2012, hj663: HJ663_2013 };

describe('a sub-index', () => {
  it('shows its breakpoints, the arithmetic and both roundings', () => {
    const steps = explained((trace) => subIndex(36.4, 'pm2_5.day', HJ633_2026, trace));
    expect([...steps.values()]).toEqual([
      {
        quantity: 'iaqi.pm2_5.day',
        edition: 'HJ 633-2026',
        clause: '4.2.2, 4.2.3; breakpoints; 4.2.6',
        inputs: { received: 36.4, concentration: 36, bLo: 35, bHi: 60, iLo: 50, iHi: 100 },
        arithmetic: '(100 - 50) / (60 - 35) × (36 - 35) + 50',
        rounding: 'up to an integer',
        result: 52,
      },
    ]);
  });

  it('shows what is above the scale', () => {
    const of = (column: 'so2.1h' | 'pm2_5.day', edition: typeof HJ633_2012) =>
      explained((trace) => subIndex(801, column, edition, trace)).get(`iaqi.${column}`);
    expect(of('so2.1h', HJ633_2012)).toMatchObject({ clause: 'above the last breakpoint', result: null });
    expect(of('so2.1h', HJ633_2026)).toMatchObject({ result: 200 });
    expect(of('pm2_5.day', HJ633_2026)).toMatchObject({
      clause: '4.2.2, 4.2.3; the breakpoints end at 500',
      result: 500,
    });
  });
});

describe('an index', () => {
  it('shows six sub-indices, the largest, its level and its primary pollutants', () => {
    const steps = explained((trace) => dailyAqi({ values: given({ pm2_5: 70 }) }, HJ633_2026, {}, trace));
    expect([...steps.keys()].filter((quantity) => quantity.startsWith('iaqi.'))).toHaveLength(6);
    expect(steps.get('aqi')).toMatchObject({
      inputs: { pm2_5: 110, so2: 10 },
      arithmetic: 'the largest sub-index',
      result: 110,
    });
    expect(steps.get('level')).toMatchObject({ inputs: { aqi: 110, upTo: 150 }, result: 3 });
    expect(steps.get('primary')).toMatchObject({ inputs: { above: 50 }, result: 'pm2_5' });
  });

  it('shows that there is no primary pollutant, and why there is no index', () => {
    const clean = explained((trace) => hourlyAqi({ values: given() }, HJ633_2012, {}, trace));
    expect(clean.get('primary')).toMatchObject({ result: null });
    const lacking = explained((trace) =>
      hourlyAqi({ values: given({ o3: 'fault' }) }, HJ633_2026, {}, trace),
    );
    expect(lacking.get('aqi')).toMatchObject({
      clause: 'range 1 to 500; 5.3',
      inputs: { o3: 'fault' },
      arithmetic: 'the largest sub-index, without o3',
      result: null,
    });
    expect(lacking.has('level')).toBe(false);
  });
});

describe('a mean', () => {
  const hours = [...Array<number>(20).fill(1.5), 2, FAULT, FAULT, FAULT];

  it('shows its values, their sum and the rule', () => {
    const steps = explained((trace) => dayMean(hours, 'so2', GB3095_2012, 1, trace));
    expect(steps.get('mean.day.so2')).toEqual({
      quantity: 'mean.day.so2',
      edition: 'GB 3095-2012',
      clause: 'table 4',
      inputs: {
        values: `${'1.5, '.repeat(20)}2, fault, fault, fault`,
        sum: '32',
        count: 21,
        required: 20,
        expected: 24,
      },
      arithmetic: '32 / 21',
      rounding: 'half to even, 1 decimal',
      result: 1.5,
    });
  });

  it('shows a sum that has no short decimal as a fraction', () => {
    const steps = explained((trace) => hourMean([1e-9], 'pm10', GB3095_2012, { digits: 9 }, trace));
    expect(steps.get('mean.1h.pm10')).toMatchObject({ inputs: { sum: '1/1000000000' }, result: 1e-9 });
  });

  it('shows how many are lacking', () => {
    const steps = explained((trace) => dayMean(Array(24).fill(FAULT), 'so2', GB3095_2012, 1, trace));
    expect(steps.get('mean.day.so2')).toMatchObject({ arithmetic: '0 of at least 20 values', result: null });
  });

  it('that runs shows each of its windows', () => {
    const derivation = new Derivation();
    const means = eightHourMeans(hours, GB3095_2012, 3, derivation);
    expect(derivation.steps.map(({ result }) => result)).toEqual(
      means.map(({ value }) => (typeof value === 'number' ? value : null)),
    );
    expect(derivation.steps[23]?.inputs['values']).toBe('1.5, 1.5, 1.5, 1.5, 2, fault, fault, fault');
    explained((trace) => runningDayMeans(hours, 'so2', GB3095_2012, 3, trace));
  });

  it('of a city shows its points', () => {
    const points = [10, 20].map((so2) => ({ role: 'evaluation' as const, values: given({ so2 }) }));
    const steps = explained((trace) => cityMean(points, 'so2', HJ663_2013, 0, trace));
    expect(steps.get('city.so2')).toMatchObject({
      clause: 'valid points of a city',
      inputs: { values: '10, 20', required: 1 },
      result: 15,
    });
  });
});

describe('an ozone day', () => {
  const of = (hours: Maybe<number>[]) => explained((trace) => ozoneDailyMax8h(hours, EDITIONS, 1, trace));

  it('shows its 17 windows and the rule', () => {
    const steps = of(Array.from({ length: 24 }, (_, at) => at));
    expect([...steps.keys()].filter((quantity) => quantity.startsWith('mean.8h.o3.'))).toHaveLength(17);
    expect(steps.get('mean.8h.o3.16')).toMatchObject({
      inputs: { values: '8, 9, 10, 11, 12, 13, 14, 15' },
      result: 11.5,
    });
    expect(steps.get('max8h.o3')).toMatchObject({
      edition: 'HJ 663-2013',
      inputs: { windows: 17, required: 14, label: 24, limit: 160 },
      arithmetic: 'the largest of 17 windows, at least 14 of them',
      result: 19.5,
    });
  });

  it('shows the exception, too few windows, and none', () => {
    const short = (value: number) => [
      ...Array<number>(8).fill(value),
      ...Array<Maybe<number>>(16).fill(FAULT),
    ];
    expect(of(short(200)).get('max8h.o3')).toMatchObject({
      arithmetic: 'the largest of 3 windows, fewer than 14, but above grade 2, so it stands',
      result: 200,
    });
    expect(of(short(100)).get('max8h.o3')).toMatchObject({
      arithmetic: 'the largest of 3 windows, fewer than 14',
      inputs: { label: null },
      result: null,
    });
    expect(of(Array(24).fill(FAULT)).get('max8h.o3')).toMatchObject({ inputs: { windows: 0 }, result: null });
  });
});

describe('statistics', () => {
  const YEAR = { from: civilDate('2023-01-01'), to: civilDate('2023-12-31') };
  const days: AirDay[] = Array.from({ length: 365 }, (_, at) => ({
    date: addDays(YEAR.from, at),
    values: given({ so2: at + 1, pm2_5: 80, no2: 'fault' }),
  }));

  it('show means and percentiles with their arithmetic', () => {
    const steps = explained((trace) => periodStatistics(days, YEAR, EDITIONS, { digits: 1 }, trace));
    expect(steps.get('mean.so2')).toMatchObject({
      inputs: { sum: '66795', days: 365 },
      arithmetic: '66795 / 365',
      rounding: 'half to even, 1 decimal',
      result: 183,
    });
    expect(steps.get('percentile.so2')).toMatchObject({
      clause: 'percentile',
      inputs: { n: 365, percent: 98, s: 357, low: 357, high: 358 },
      arithmetic: 'k = 1 + 364 × 0.98; 357 + (358 - 357) × 0.72',
      result: 357.7,
    });
  });

  it('show what they are held against', () => {
    const statistics = periodStatistics(days, YEAR, EDITIONS);
    const steps = explained((trace) => attainment(statistics, EDITIONS, 2, trace));
    expect(steps.get('printed.mean.pm2_5')).toMatchObject({ edition: 'HJ 663-2013', result: 80 });
    expect(steps.get('attains.pm2_5.year')).toMatchObject({
      edition: 'GB 3095-2012',
      clause: 'table 1, grade 2, year',
      inputs: { value: 80, limit: 35 },
      arithmetic: '80 > 35',
      result: 'exceeds',
    });
    expect(steps.get('attains.co.day')).toMatchObject({ arithmetic: '0.5 ≤ 4', result: 'attains' });
    expect(steps.get('exceedance-multiple')).toMatchObject({ arithmetic: '(80 - 75) / 75', result: 0.07 });
    expect(steps.get('printed.mean.no2')).toMatchObject({ inputs: { statistic: 'no-data' }, result: null });
  });

  it('show a single limit, a multiple, a percentile, a ratio and a moving mean', () => {
    const query = { item: 'bap', averaging: 'year', grade: 1 } as const;
    expect(explained((trace) => againstLimit(0.001, query, GB3095_2012, trace)).size).toBe(1);
    expect(explained((trace) => exceedanceMultiple(70, 35, HJ663_2013, trace)).size).toBe(1);
    const context = { quantity: 'p', edition: 'HJ 663-2013' };
    expect(
      explained((trace) => percentile([1, 2], 50, 1, trace && { ...context, trace })).get('p'),
    ).toMatchObject({ result: 1.5 });
    const ratio = (indices: Maybe<number>[]) =>
      explained((trace) => goodDayRatio(indices, HJ663_2013, trace)).get('good-day-ratio');
    expect(ratio([1, 101])).toMatchObject({ inputs: { good: 1, valid: 2, upTo: 100 }, result: 50 });
    expect(ratio([])).toMatchObject({ result: null });
    const moving = explained((trace) => movingMean([30, 31, 33], HJ663_2026, 1, trace));
    expect(moving.get('moving-mean')).toMatchObject({ arithmetic: '(30 + 31 + 33) / 3', result: 31.3 });
  });
});

describe('a composite index', () => {
  it('shows each term with the limit it used, the sum and the largest', () => {
    const values = { so2: 11, no2: 16, pm10: 40, pm2_5: 16, co: 0.6, o3: 139 };
    const steps = explained((trace) => compositeIndex({ values }, GB3095_2026_TRANSITION, {}, trace));
    expect(steps.get('term.pm2_5')).toEqual({
      quantity: 'term.pm2_5',
      edition: 'GB 3095-2026/transition',
      clause: 'table 1, grade 2, year',
      inputs: { received: 16, concentration: 16, limit: 30 },
      arithmetic: '16 / 30',
      rounding: 'concentrations to 1 decimal, then each term, then the sum',
      result: 0.53,
    });
    expect(AIR_POLLUTANTS.every((pollutant) => steps.has(`term.${pollutant}`))).toBe(true);
    expect(steps.get('composite-index')).toMatchObject({
      arithmetic: '1 × 0.18 + 1 × 0.4 + 1 × 0.15 + 1 × 0.87 + 1 × 0.67 + 1 × 0.53',
      result: 2.8,
    });
    expect(steps.get('composite-index.max')).toMatchObject({
      result: 'o3',
      arithmetic: 'the largest is 0.87',
    });
  });

  it('shows what it lacks, and an exact term as it is shown', () => {
    const lacking = explained((trace) =>
      compositeIndex({ values: given({ o3: 'too-few-samples' }) }, GB3095_2012, {}, trace),
    );
    expect(lacking.get('composite-index')).toMatchObject({ inputs: { o3: 'too-few-samples' }, result: null });
    expect(lacking.get('composite-index.max')).toMatchObject({ result: null });
    const exact = explained((trace) =>
      compositeIndex({ values: given({ so2: 1 }) }, GB3095_2012, { rounding: 'exact' }, trace),
    );
    expect(exact.get('term.so2')).toMatchObject({
      rounding: 'shown half to even, 2 decimals; the sum only',
      result: 0.02,
    });
  });
});

describe('a ranking', () => {
  it('shows who stands before whom', () => {
    const cities = [
      { id: 'a', index: 3 },
      { id: 'b', index: 2 },
      { id: 'c', index: missing('incomplete') },
    ];
    const steps = explained((trace) => rankByIndex(cities, RANKING_RULES, trace));
    expect(steps.get('rank.a')).toMatchObject({
      inputs: { figure: 3, of: 2 },
      arithmetic: '1 stand before 3; 1 + 1',
      result: 2,
    });
  });

  it('by change shows the change and each list', () => {
    const cities = [
      { id: 'a', now: 3, before: 2, attains: false },
      { id: 'b', now: 1, before: 2, attains: missing('incomplete') },
      { id: 'c', now: missing('no-data'), before: 2, attains: true },
    ];
    const steps = explained((trace) => rankByChange(cities, RANKING_RULES, trace));
    expect(steps.get('change.a')).toMatchObject({
      inputs: { now: 3, before: 2, attains: 'false' },
      arithmetic: '(3 - 2) / 2 × 100',
      rounding: 'half to even, 1 decimal',
      result: 50,
    });
    expect(steps.get('change.b')).toMatchObject({ inputs: { attains: 'incomplete' }, result: -50 });
    expect(steps.get('change.c')).toMatchObject({ inputs: { now: 'no-data' }, result: null });
    expect(steps.get('rank.b')).toMatchObject({ result: 1 });
    expect(steps.get('rank.deteriorated.a')).toMatchObject({ result: 1 });
  });
});
