import { describe, expect, it } from 'vitest';
import {
  type AirPollutant,
  addDays,
  civilDate,
  daysOf,
  GB3095_2012,
  GB3095_2026_TRANSITION,
  isCalendarPeriod,
  isCalendarYear,
  type Period,
  periodValidity,
  wholeMonths,
} from '../../src/index.ts';
import { GOLDEN_VALIDITY } from './golden/rules.ts';

const period = (from: string, to: string): Period => ({ from: civilDate(from), to: civilDate(to) });
const dates = ({ from, to }: Period) =>
  Array.from({ length: daysOf({ from, to }) }, (_, at) => addDays(from, at));
const YEAR = period('2023-01-01', '2023-12-31');

describe('a span of dates', () => {
  it('has both its ends, and none where it ends before it begins', () => {
    expect(daysOf(period('2024-02-28', '2024-03-01'))).toBe(3);
    expect(daysOf(period('2024-03-01', '2024-03-01'))).toBe(1);
    expect(daysOf(period('2024-03-02', '2024-03-01'))).toBe(0);
  });

  it('is a calendar year or is not', () => {
    expect(isCalendarYear(YEAR)).toBe(true);
    expect(isCalendarYear(period('2023-01-01', '2024-12-31'))).toBe(false);
    expect(isCalendarYear(period('2023-01-02', '2023-12-31'))).toBe(false);
  });

  it('is a period of the calendar or is not', () => {
    const calendar = (from: string, to: string) => isCalendarPeriod(period(from, to));
    expect(calendar('2023-02-01', '2023-02-28')).toBe(true);
    expect(calendar('2023-04-01', '2023-06-30')).toBe(true);
    expect(calendar('2023-07-01', '2023-12-31')).toBe(true);
    expect(isCalendarPeriod(YEAR)).toBe(true);
    expect(calendar('2023-02-02', '2023-02-28')).toBe(false);
    expect(calendar('2024-02-01', '2024-02-28')).toBe(false);
    expect(calendar('2023-02-01', '2023-04-30')).toBe(false);
    expect(calendar('2023-04-01', '2023-05-31')).toBe(false);
    expect(calendar('2022-12-01', '2023-02-28')).toBe(false);
  });

  it('has the months that lie wholly in it', () => {
    expect(wholeMonths(period('2023-11-30', '2024-02-29'))).toEqual(['2023-12', '2024-01', '2024-02']);
    expect(wholeMonths(period('2024-02-02', '2024-03-30'))).toEqual([]);
    expect(wholeMonths(YEAR)).toHaveLength(12);
  });
});

describe.each([GB3095_2012, GB3095_2026_TRANSITION])('$id table 4, a year', (edition) => {
  const { days, daysAMonth, daysInFebruary, of } = GOLDEN_VALIDITY.year;
  /** All days of the year but the first `left` of each month named. */
  const without = (left: Readonly<Record<string, number>>) =>
    dates(YEAR).filter((date) => Number(date.slice(8)) > (left[date.slice(5, 7)] ?? 0));
  const kind = (left: Readonly<Record<string, number>>, pollutant: AirPollutant = 'so2', within = YEAR) =>
    periodValidity(without(left), pollutant, within, edition).kind;

  it(`asks for ${daysAMonth} days in each month`, () => {
    expect(kind({ '04': 30 - daysAMonth })).toBe('valid');
    expect(kind({ '04': 30 - daysAMonth + 1 })).toBe('insufficient');
    expect(kind({ '07': 31 - daysAMonth })).toBe('valid');
    expect(kind({ '07': 31 - daysAMonth + 1 })).toBe('insufficient');
  });

  it(`and for ${daysInFebruary} in February`, () => {
    expect(kind({ '02': 28 - daysInFebruary })).toBe('valid');
    expect(kind({ '02': 28 - daysInFebruary + 1 })).toBe('insufficient');
  });

  it(`and for ${days} in the year, though every month has enough`, () => {
    // 27 × 11 + 25 = 322: each month at its least is two days short of the year.
    const least = {
      '01': 4,
      '02': 3,
      '03': 4,
      '04': 3,
      '05': 4,
      '06': 3,
      '07': 4,
      '08': 4,
      '09': 3,
      10: 4,
      11: 3,
      12: 4,
    };
    const short = without(least);
    expect(short).toHaveLength(322);
    const at = (count: number) => {
      const all = [...short, ...dates(YEAR).filter((date) => !short.includes(date))];
      return periodValidity(all.slice(0, count), 'so2', YEAR, edition).kind;
    };
    expect([at(322), at(days - 1), at(days)]).toEqual(['insufficient', 'insufficient', 'valid']);
  });

  it.each(['so2', 'no2', 'pm10', 'pm2_5'] as const)('%s has the rule', (pollutant) => {
    expect(of).toContain(pollutant);
    expect(kind({ '04': 4 }, pollutant)).toBe('insufficient');
  });

  it.each(['co', 'o3'] as const)('%s has none: three quarters of the days are a figure', (pollutant) => {
    // 75 % of 365 are 273.75.
    const of = (count: number) => periodValidity(dates(YEAR).slice(0, count), pollutant, YEAR, edition);
    expect(of(274)).toEqual({ kind: 'valid', expected: 365, observed: 274 });
    expect(of(273)).toEqual({
      kind: 'insufficient',
      expected: 365,
      observed: 273,
      shortfalls: [
        {
          rule: 'share-of-days',
          clause: '75 % of the days so far',
          item: pollutant,
          needed: 274,
          found: 273,
          unit: 'days',
        },
      ],
    });
  });

  it('holds the months of a quarter to it [D], and names each that falls short', () => {
    const quarter = period('2023-01-01', '2023-03-31');
    expect(kind({ '02': 4 }, 'so2', quarter)).toBe('insufficient');
    expect(periodValidity(without({ '02': 4, '03': 5 }), 'so2', quarter, edition)).toEqual({
      kind: 'insufficient',
      expected: 90,
      observed: 81,
      shortfalls: [
        { rule: 'days-a-month', item: 'so2', period: '2023-02', needed: 25, found: 24, unit: 'days' },
        { rule: 'days-a-month', item: 'so2', period: '2023-03', needed: 27, found: 26, unit: 'days' },
      ].map((each) => expect.objectContaining({ ...each, clause: expect.stringContaining(edition.id) })),
    });
  });

  it('names the year beside the months', () => {
    const found = periodValidity(without({ '06': 4, '07': 31, '08': 15 }), 'no2', YEAR, edition);
    const short = (found.kind === 'insufficient' ? found.shortfalls : undefined) ?? [];
    expect(short.map(({ period: of, needed, found: days }) => [of, needed, days])).toEqual([
      ['2023', 324, 315],
      ['2023-06', 27, 26],
      ['2023-07', 27, 0],
      ['2023-08', 27, 16],
    ]);
  });

  it('holds a span that is no period of the calendar to the share of its days', () => {
    const span = period('2023-04-01', '2023-05-10');
    expect(kind({ '04': 4 }, 'so2', span)).toBe('valid');
    // 30 of 40 days.
    expect(kind({ '04': 10 }, 'so2', span)).toBe('valid');
    expect(kind({ '04': 11 }, 'so2', span)).toBe('insufficient');
  });

  it('holds a rolling month to the share of its days though it is April', () => {
    const april = period('2023-04-01', '2023-04-30');
    const judged = (left: number, calendar?: boolean) =>
      periodValidity(without({ '04': left }), 'so2', april, edition, { calendar }).kind;
    expect([judged(7, false), judged(8, false), judged(4)]).toEqual([
      'valid',
      'insufficient',
      'insufficient',
    ]);
  });

  it('counts the days so far of a period that runs, and takes another share', () => {
    const april = period('2023-04-01', '2023-04-30');
    const judged = (days: number, daysSoFar?: number, coverage?: number) =>
      periodValidity(dates(april).slice(0, days), 'o3', april, edition, { daysSoFar, coverage }).kind;
    expect([judged(3, 4), judged(2, 4), judged(22), judged(23)]).toEqual([
      'valid',
      'insufficient',
      'insufficient',
      'valid',
    ]);
    expect([judged(15, 30, 50), judged(14, 30, 50)]).toEqual(['valid', 'insufficient']);
    // One value at the least, also before a day is over; and no more days than there are.
    expect([judged(1, 0), judged(30, 400)]).toEqual(['valid', 'valid']);
  });

  it('does not mind the order of the dates, and sees a month without any', () => {
    const quarter = period('2023-04-01', '2023-06-30');
    const all = dates(quarter);
    const apart = [...all.filter((_, at) => at % 2 === 0), ...all.filter((_, at) => at % 2 === 1)];
    expect(periodValidity(apart, 'so2', quarter, edition).kind).toBe('valid');
    const mayless = all.filter((date) => !date.startsWith('2023-05'));
    expect(periodValidity(mayless, 'so2', quarter, edition).kind).toBe('insufficient');
  });

  it('counts only days of the period, and says when there is none', () => {
    expect(periodValidity(dates(YEAR), 'so2', period('2023-03-01', '2023-03-31'), edition)).toMatchObject({
      expected: 31,
      observed: 31,
    });
    expect(periodValidity(dates(YEAR), 'so2', period('2022-03-01', '2022-03-31'), edition)).toEqual({
      kind: 'missing',
      reason: 'no-data',
      shortfalls: [expect.objectContaining({ period: '2022-03', needed: 27, found: 0 })],
    });
  });
});
