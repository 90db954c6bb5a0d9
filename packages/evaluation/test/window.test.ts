import { civilDate, formatInstant } from '@lanbi/standards';
import { describe, expect, it } from 'vitest';
import { type DatedPeriod, datesOf, lastDayOf, periodBefore, windowOf, yearEarlier } from '../src/index.ts';

const days = (period: DatedPeriod, date: string) => datesOf(windowOf(period, civilDate(date)));

describe('the window of a period', () => {
  it.each([
    ['day', '2023-08-15', '2023-08-15', '2023-08-15'],
    ['month', '2024-02-10', '2024-02-01', '2024-02-29'],
    ['quarter', '2023-08-15', '2023-07-01', '2023-09-30'],
    ['half-year', '2023-06-30', '2023-01-01', '2023-06-30'],
    ['half-year', '2023-07-01', '2023-07-01', '2023-12-31'],
    ['year', '2023-12-31', '2023-01-01', '2023-12-31'],
    ['month-to-date', '2023-09-12', '2023-09-01', '2023-09-12'],
    ['year-to-date', '2023-09-12', '2023-01-01', '2023-09-12'],
    ['rolling-7d', '2023-01-03', '2022-12-28', '2023-01-03'],
    ['rolling-30d', '2023-03-01', '2023-01-31', '2023-03-01'],
    ['rolling-365d', '2024-12-31', '2024-01-02', '2024-12-31'],
  ] as const)('%s of %s is %s to %s', (period, date, first, last) => {
    expect(days(period, date)).toEqual([first, last]);
  });

  it('begins and ends at 00:00 of +08:00', () => {
    const { from, to } = windowOf('day', civilDate('2026-04-01'));
    expect([formatInstant(from), formatInstant(to)]).toEqual([
      '2026-04-01T00:00:00+08:00',
      '2026-04-02T00:00:00+08:00',
    ]);
  });
});

describe('what a period is compared with', () => {
  it.each([
    ['day', '2024-03-01', '2024-02-29', '2024-02-29', '2023-03-01', '2023-03-01'],
    ['month', '2024-02-10', '2024-01-01', '2024-01-31', '2023-02-01', '2023-02-28'],
    ['month', '2025-02-10', '2025-01-01', '2025-01-31', '2024-02-01', '2024-02-29'],
    ['quarter', '2023-02-10', '2022-10-01', '2022-12-31', '2022-01-01', '2022-03-31'],
    ['half-year', '2023-02-10', '2022-07-01', '2022-12-31', '2022-01-01', '2022-06-30'],
    ['year', '2023-02-10', '2022-01-01', '2022-12-31', '2022-01-01', '2022-12-31'],
    ['month-to-date', '2023-03-30', '2023-02-01', '2023-02-28', '2022-03-01', '2022-03-30'],
    ['year-to-date', '2024-02-29', '2023-01-01', '2023-02-28', '2023-01-01', '2023-02-28'],
    ['rolling-7d', '2024-03-07', '2024-02-23', '2024-02-29', '2023-03-01', '2023-03-07'],
    ['rolling-365d', '2024-12-31', '2023-01-02', '2024-01-01', '2023-01-01', '2023-12-31'],
  ] as const)('%s of %s: %s to %s, and %s to %s', (period, date, first, last, yearFirst, yearLast) => {
    const window = windowOf(period, civilDate(date));
    expect(datesOf(periodBefore(period, window))).toEqual([first, last]);
    expect(datesOf(yearEarlier(period, window))).toEqual([yearFirst, yearLast]);
  });
});

describe('a date of a query', () => {
  it.each([
    ['2023', '2023-12-31'],
    ['2023-02', '2023-02-28'],
    ['2024-02', '2024-02-29'],
    ['2023-09-12', '2023-09-12'],
    ['2023-13', undefined],
    ['2023-02-29', undefined],
    ['23', undefined],
    ['2023-9', undefined],
    ['', undefined],
  ])('%s is %s', (at, last) => {
    expect(lastDayOf(at)).toBe(last);
  });
});
