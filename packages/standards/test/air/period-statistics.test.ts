import { describe, expect, it } from 'vitest';
import {
  type AirDay,
  addDays,
  civilDate,
  compositeIndex,
  Derivation,
  daysOf,
  type ExceptionalPollutants,
  eachPollutant,
  exactInput,
  GB3095_2012,
  GB3095_2026_TRANSITION,
  HJ663_2013,
  HJ663_2026,
  type MissingReason,
  missing,
  type Period,
  type PeriodOptions,
  periodStatistics,
  rational,
  roundableStatistics,
  roundRational,
} from '../../src/index.ts';
import { given } from './given.ts';
import { GOLDEN_STATISTICS } from './golden/rules.ts';

const period = (from: string, to: string): Period => ({ from: civilDate(from), to: civilDate(to) });
const dates = ({ from, to }: Period) =>
  Array.from({ length: daysOf({ from, to }) }, (_, at) => addDays(from, at));
const YEAR = period('2023-01-01', '2023-12-31');
const EDITIONS = { gb3095: GB3095_2012, hj663: HJ663_2013 };

describe('statistics', () => {
  const day = (
    date: string,
    values: Parameters<typeof given>[0],
    exceptional: ExceptionalPollutants = false,
  ): AirDay => ({
    date: civilDate(date),
    values: given(values),
    ...(exceptional && { exceptional }),
  });
  const year = (of: (at: number) => Parameters<typeof given>[0]): AirDay[] =>
    dates(YEAR).map((date, at) => day(date, of(at)));
  const statistics = (days: AirDay[], of = YEAR, options: PeriodOptions = {}, editions = EDITIONS) =>
    periodStatistics(days, of, editions, options);

  it.each([HJ663_2013, HJ663_2026])('$id has every printed item, and no other', ({ statistics: rows }) => {
    expect(
      rows.map(({ pollutant, kind, percent = null, periods, against }) => [
        pollutant,
        kind,
        percent,
        periods,
        against,
      ]),
    ).toEqual(GOLDEN_STATISTICS);
  });

  it('of a year are means and percentiles of the daily values', () => {
    // Days 1 to 365: mean 183, 98th 1 + 364 × 0.98 = 357.72, 95th 346.8, 90th 328.6.
    const { values, percentiles, rows, edition } = statistics(
      year((at) => ({ so2: at + 1, pm2_5: at + 1, co: at + 1, o3: at + 1 })),
    );
    expect(edition).toBe('HJ 663-2013');
    expect(rows).toHaveLength(10);
    expect(values).toMatchObject({ so2: 183, pm2_5: 183, co: 346.8, o3: 328.6, no2: 15 });
    expect(percentiles).toEqual({ so2: 357.72, no2: 15, pm10: 20, pm2_5: 346.8 });
  });

  it('of a month are four means and two percentiles', () => {
    const { values, percentiles, rows } = statistics(
      year(() => ({})),
      period('2023-04-01', '2023-04-30'),
    );
    expect(rows).toHaveLength(6);
    expect(values).toEqual({ so2: 10, no2: 15, co: 0.5, o3: 60, pm10: 20, pm2_5: 10 });
    expect(percentiles).toEqual({});
  });

  it('are means of days, never means of months', () => {
    const days = year((at) => ({ so2: at < 31 ? 310 : 0 }));
    expect(statistics(days, period('2023-01-01', '2023-02-28')).values.so2).toBe(162.881356); // 31 × 310 / 59
  });

  it('of too few days are withheld, or reported as they are, with their validity either way', () => {
    const days = year((at) => ({ so2: at < 5 ? 'fault' : 12 }));
    const [withheld] = statistics(days).rows;
    expect(withheld).toMatchObject({
      value: missing('too-few-samples'),
      validity: { kind: 'insufficient', expected: 365, observed: 360 },
    });
    expect(statistics(days, YEAR, { whenInsufficient: 'report' }).rows[0]).toMatchObject({
      value: 12,
      validity: { kind: 'insufficient' },
    });
  });

  it('of no days are missing', () => {
    expect(statistics([]).values).toMatchObject({ so2: missing('no-data'), co: missing('no-data') });
    expect(statistics(year(() => ({ co: 'fault' as MissingReason }))).values.co).toEqual(missing('no-data'));
  });

  it('have the decimals asked for', () => {
    const days = year((at) => ({ so2: at % 2 }));
    expect(statistics(days).values.so2).toBe(0.49863);
    expect(statistics(days, YEAR, { digits: 1 }).values.so2).toBe(0.5);
  });

  it('are made of the exact day values where these were rounded, and explained alike', () => {
    // Thirty days of 1/3: rounded to 0.333333 each, the mean of which stays; two thirds of a millionth more tip it.
    const april = period('2026-04-01', '2026-04-30');
    const rests = eachPollutant(() => ({ num: 2, den: 3 }));
    const days = dates(april).map((date) => ({ ...day(date, { so2: 0.333333, co: 0.333333 }), rests }));
    const trace = new Derivation();
    const { values } = periodStatistics(days, april, EDITIONS, {}, trace);
    expect([values.so2, values.co]).toEqual([0.333334, 0.333334]);
    const of = (quantity: string) => trace.steps.find((step) => step.quantity === quantity)?.result;
    expect([of('mean.so2'), of('percentile.co')]).toEqual([0.333334, 0.333334]);
  });

  it('explain which rule of validity their days do not meet, by month and year', () => {
    const trace = new Derivation();
    // 2023-06 has 26 days and 2023-07 24 days of SO2; CO has 40 days of the year.
    const days = year((at) => ({
      so2: (at >= 151 && at < 155) || (at >= 181 && at < 188) ? 'fault' : 12,
      co: at < 40 ? 0.5 : 'fault',
      o3: 100,
      pm10: 'fault',
    }));
    periodStatistics(days, YEAR, EDITIONS, {}, trace);
    const of = (quantity: string) => trace.steps.find((step) => step.quantity === quantity);
    expect(of('validity.mean.so2')).toEqual({
      quantity: 'validity.mean.so2',
      edition: EDITIONS.gb3095.id,
      clause: `${EDITIONS.gb3095.id} table 4`,
      inputs: { '2023-06.found': 26, '2023-06.needed': 27, '2023-07.found': 24, '2023-07.needed': 27 },
      arithmetic: '2023-06: 26 of at least 27 days; 2023-07: 24 of at least 27 days',
      result: 'too-few-samples',
    });
    expect(of('validity.percentile.co')).toMatchObject({
      clause: '75 % of the days so far',
      inputs: { 'days.found': 40, 'days.needed': 274 },
      arithmetic: '40 of at least 274 days',
      result: 'insufficient',
    });
    expect(of('validity.mean.pm10')?.result).toBe('no-data');
    expect(of('validity.percentile.o3')).toBeUndefined();
  });

  it('refuse a negative value', () => {
    expect(() => statistics([day('2023-01-01', { so2: -1 })])).toThrow(/not a concentration/);
  });

  describe('and exceptional days', () => {
    const APRIL = period('2026-04-01', '2026-04-30');
    const OF_2026 = { gb3095: GB3095_2026_TRANSITION, hj663: HJ663_2026 };
    const days = dates(APRIL).map((date, at) =>
      day(date, at < 3 ? { pm10: 900, pm2_5: 400, so2: 310 } : { so2: 10 }, at < 3),
    );

    it('2026 leaves them out of PM10 and PM2.5, and counts them as measured', () => {
      const { values, rows } = statistics(days, APRIL, {}, OF_2026);
      expect(values).toMatchObject({ pm10: 20, pm2_5: 10, so2: 40 });
      expect(rows.map(({ validity }) => validity.kind)).toEqual(Array(6).fill('valid'));
    });

    it('2013 leaves them out from 2017 on', () => {
      const [DECEMBER, JANUARY] = [period('2016-12-01', '2016-12-31'), period('2017-01-01', '2017-01-31')];
      const dusty = (of: Period) =>
        dates(of).map((date, at) => day(date, at < 3 ? { pm10: 900 } : { pm10: 20 }, at < 3));
      // (3 × 900 + 28 × 20) / 31
      expect(statistics(dusty(DECEMBER), DECEMBER).values.pm10).toBeCloseTo(105.161_29, 6);
      expect(statistics(dusty(JANUARY), JANUARY).values).toMatchObject({ pm10: 20 });
    });

    it('are judged by pollutant: one may be left out and the other kept', () => {
      const some = days.map(({ exceptional, ...each }) => ({
        ...each,
        ...(exceptional && { exceptional: ['pm10', 'so2'] as const }),
      }));
      const { values } = statistics(some, APRIL, {}, OF_2026);
      // SO2 is no pollutant that any edition leaves dust out of: (3 × 310 + 27 × 10) / 30.
      expect(values).toMatchObject({ pm10: 20, pm2_5: 49, so2: 40 });
    });

    it('are named in the derivation, with the clause', () => {
      const trace = new Derivation();
      periodStatistics(days, APRIL, OF_2026, {}, trace);
      const leftOut = trace.steps.filter(({ quantity }) => quantity.startsWith('left-out.'));
      expect(leftOut).toMatchObject([
        { quantity: 'left-out.pm10', inputs: { measured: 30, leftOut: 3 }, result: 27 },
        { quantity: 'left-out.pm2_5', clause: 'exceptional events', result: 27 },
      ]);
    });

    it('an option keeps them', () => {
      const kept = statistics(days, APRIL, { exceptionalEvents: 'keep' }, OF_2026);
      expect(kept.values).toMatchObject({ pm10: 108, pm2_5: 49 });
    });

    it('leave nothing where there is no other day', () => {
      const dusty = dates(APRIL).map((date) => day(date, {}, true));
      const { values, rows } = statistics(dusty, APRIL, {}, OF_2026);
      expect(values).toMatchObject({ pm10: missing('no-data'), so2: 10 });
      expect(rows[4]?.validity).toEqual({ kind: 'missing', reason: 'no-data' });
    });
  });
});

describe('statistics that are rounded again or held against a limit', () => {
  const SPAN = period('2023-03-01', '2023-03-03');
  /** Days with these values of PM2.5, with 40 of PM10 and nothing else. */
  const daysWith = (pm2_5: readonly number[]): AirDay[] =>
    dates(SPAN).map((date, at) => ({
      date,
      values: {
        ...eachPollutant(() => missing('no-data')),
        pm10: 40,
        pm2_5: pm2_5[at] ?? missing('no-data'),
      },
    }));
  const found = (pm2_5: readonly number[]) =>
    periodStatistics(daysWith(pm2_5), SPAN, EDITIONS, { calendar: false, whenInsufficient: 'report' });

  it('lie on the side of a short decimal on which the exact mean lies', () => {
    // (35 + 35 + 35.000001) / 3 = 35.000000333…, which is 35.000000 to a millionth and above the limit of 35.
    const above = found([35, 35, 35.000001]);
    expect(above.values.pm2_5).toBe(35);
    expect(roundableStatistics(above).values.pm2_5).toBeGreaterThan(35);
    // (35 + 35 + 34.999999) / 3 = 34.999999666…
    const below = found([35, 35, 34.999999]);
    expect(below.values.pm2_5).toBe(35);
    expect(roundableStatistics(below).values.pm2_5).toBeLessThan(35);
    expect(roundableStatistics(below).values.pm10).toBe(40);
    // What is missing stays so.
    expect(roundableStatistics(below).values.so2).toEqual(below.values.so2);
  });

  it('are the same where each is exact', () => {
    const exact = found([34, 35, 36]);
    expect(roundableStatistics(exact)).toBe(exact);
  });

  it('are there exactly where that is asked for, in the shape of a composite index', () => {
    const options = { calendar: false, whenInsufficient: 'report' } as const;
    const days = daysWith([4, 4, 5]).map((day) => ({
      ...day,
      values: { ...day.values, ...eachPollutant((of) => (of === 'pm2_5' ? day.values.pm2_5 : 7)) },
    }));
    expect(exactInput(periodStatistics(days, SPAN, EDITIONS, options))).toBeUndefined();
    const statistics = periodStatistics(days, SPAN, EDITIONS, { ...options, exact: true });
    const exact = exactInput(statistics);
    expect(exact?.values.pm2_5).toEqual(rational(13n, 3n));
    expect(exact?.percentiles).toEqual({});
    // 7 / 60 + 7 / 40 + 7 / 70 + 7 / 4 + 7 / 160 + 13 / 105, of which the sum is rounded alone.
    const sum = 7n * 56n + 7n * 84n + 7n * 48n + 7n * 840n + 7n * 21n + 13n * 32n;
    const { index, terms } = compositeIndex({ ...statistics, exact }, GB3095_2012, { rounding: 'exact' });
    expect(index).toBe(roundRational(rational(sum, 3360n), 2));
    expect(terms.pm2_5).toBe(0.12);
  });

  it('are there exactly for percentiles of a year too', () => {
    const all = dates(YEAR).map((date) => ({
      date,
      values: { ...eachPollutant(() => 10), no2: missing('no-data') },
    }));
    const statistics = periodStatistics(all, YEAR, EDITIONS, { exact: true });
    expect(exactInput(statistics)?.percentiles.so2).toEqual(rational(10n));
    expect(exactInput(statistics)?.values.no2).toBeUndefined();
  });
});
