import { describe, expect, it } from 'vitest';
import {
  addDays,
  civilDate,
  DAY,
  dateAt,
  daysInMonth,
  formatInstant,
  HOUR,
  instant,
  MINUTE,
  parseInstant,
  SECOND,
  seconds,
  shift,
  startOfDate,
  startOfDay,
  startOfHour,
} from '../../src/index.ts';

const at = (text: string) => parseInstant(text) ?? instant(Number.NaN);

describe('civil time is UTC+8', () => {
  it.each([
    ['2026-03-01T00:00:00+08:00', '2026-03-01'],
    ['2026-02-28T23:59:59.999+08:00', '2026-02-28'],
    ['2026-02-28T16:00:00Z', '2026-03-01'],
    ['2026-07-01T15:59:59Z', '2026-07-01'], // no daylight saving
  ])('%s is on %s', (text, date) => {
    expect(dateAt(at(text))).toBe(date);
  });

  it('an hour that ends at midnight is asked for by its start', () => {
    const end = at('2026-03-01T00:00:00+08:00');
    expect(dateAt(shift(end, -HOUR))).toBe('2026-02-28');
  });

  it('days and hours begin where they do at +08:00', () => {
    const noon = at('2026-03-01T12:34:56+08:00');
    expect(formatInstant(startOfDay(noon))).toBe('2026-03-01T00:00:00+08:00');
    expect(formatInstant(startOfHour(noon))).toBe('2026-03-01T12:00:00+08:00');
    expect(startOfDate(civilDate('2026-03-01'))).toBe(startOfDay(noon));
    expect(formatInstant(startOfDay(instant(-1)))).toBe('1970-01-01T00:00:00+08:00');
    expect(formatInstant(startOfDay(instant(-DAY)))).toBe('1969-12-31T00:00:00+08:00');
  });

  it('dates are counted through leap years', () => {
    expect(addDays(civilDate('2024-02-28'), 1)).toBe('2024-02-29');
    expect(addDays(civilDate('2023-02-28'), 1)).toBe('2023-03-01');
    expect(addDays(civilDate('2026-01-01'), -1)).toBe('2025-12-31');
    expect([1, 2, 4, 12].map((month) => daysInMonth(2024, month))).toEqual([31, 29, 30, 31]);
    expect(daysInMonth(2100, 2)).toBe(28);
  });

  it.each(['2023-02-29', '2023-13-01', '23-01-01', '2023-1-1', 'today'])('%s is no date', (text) => {
    expect(() => civilDate(text)).toThrow(RangeError);
  });
});

describe('RFC 3339', () => {
  it.each([
    ['1970-01-01T08:00:00+08:00', 0],
    ['1970-01-01T00:00:00Z', 0],
    ['1970-01-01t00:00:00z', 0],
    ['1970-01-01 00:00:00Z', 0],
    ['1969-12-31T19:00:00-05:00', 0],
    ['1970-01-01T05:30:00.25+05:30', 250],
    ['1970-01-01T00:00:00.123456789Z', 123],
    ['1970-01-01T00:00:60Z', 60_000],
  ])('%s is %d', (text, milliseconds) => {
    expect(parseInstant(text)).toBe(milliseconds);
  });

  it.each([
    '2026-04-01T08:00:00', // no offset, no reading
    '2026-04-01T24:00:00Z',
    '2026-04-01T08:60:00Z',
    '2026-04-01T08:00:61Z',
    '2026-04-01T08:00Z',
    '2026-02-30T08:00:00Z',
    '2026-13-01T08:00:00Z',
    '2026-04-01T08:00:00+24:00',
    '2026-04-01',
    '',
  ])('%s is none', (text) => {
    expect(parseInstant(text)).toBeUndefined();
  });

  it('is written at +08:00, with milliseconds where there are some', () => {
    expect(formatInstant(instant(0))).toBe('1970-01-01T08:00:00+08:00');
    expect(formatInstant(instant(1))).toBe('1970-01-01T08:00:00.001+08:00');
    expect(parseInstant(formatInstant(instant(1_234_567_890_123)))).toBe(1_234_567_890_123);
  });
});

it('lengths of time are milliseconds, and seconds where they say so', () => {
  expect([SECOND, MINUTE, HOUR, DAY]).toEqual([1000, 60_000, 3_600_000, 86_400_000]);
  expect(seconds(3600) * SECOND).toBe(HOUR);
});

describe('the calendar of a time', () => {
  it.each(['2000-02-29', '2024-02-29', '0004-02-29', '2026-12-31', '0001-01-01'])('has %s', (date) => {
    expect(parseInstant(`${date}T00:00:00Z`)).toBe(Date.parse(`${date}T00:00:00Z`));
  });

  it.each([
    '1900-02-29',
    '2100-02-29',
    '2026-02-29',
    '2026-04-31',
    '2026-13-01',
    '2026-00-10',
    '2026-01-00',
    '2026-01-32',
  ])('has no %s', (date) => {
    expect(parseInstant(`${date}T00:00:00Z`)).toBeUndefined();
  });
});
