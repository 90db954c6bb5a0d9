import {
  addDays,
  type CivilDate,
  civilDate,
  dateAt,
  type Instant,
  instant,
  startOfDate,
} from '@lanbi/standards';
import { dateOfDay, dayAt } from './day-number.ts';

/** Calendar periods: each instant belongs to one period of each kind. */
export const CALENDAR_PERIODS = ['day', 'month', 'quarter', 'half-year', 'year'] as const;
export type CalendarPeriod = (typeof CALENDAR_PERIODS)[number];

/** Every period of the contract (section 2), and `day`. */
export const PERIODS = [
  ...CALENDAR_PERIODS,
  'month-to-date',
  'year-to-date',
  'rolling-7d',
  'rolling-30d',
  'rolling-365d',
  'custom',
] as const;
export type PeriodName = (typeof PERIODS)[number];
/** A period that a date alone fixes. */
export type DatedPeriod = Exclude<PeriodName, 'custom'>;

/** Whole civil days at +08:00: from 00:00 of the first to 00:00 after the last. */
export interface Window {
  readonly from: Instant;
  readonly to: Instant;
}

/** Months of a period of the calendar. */
const MONTHS = { month: 1, quarter: 3, 'half-year': 6, year: 12 } as const;
/** Days of a rolling period; the given date is the last of them. */
const DAYS = { 'rolling-7d': 7, 'rolling-30d': 30, 'rolling-365d': 365 } as const;

const has = <Table extends object>(table: Table, key: PropertyKey): key is keyof Table =>
  Object.hasOwn(table, key);

const text = (year: number, month: number, day: number): CivilDate =>
  civilDate(new Date(Date.UTC(year, month, day)).toISOString().slice(0, 10));

/** Year, month from 0, day. */
const partsOf = (date: CivilDate): readonly [number, number, number] => [
  Number(date.slice(0, 4)),
  Number(date.slice(5, 7)) - 1,
  Number(date.slice(8)),
];

/** Returns the same day a number of months later, or the last day of that month if it has no such day. */
export function addMonths(date: CivilDate, months: number): CivilDate {
  const [year, month, day] = partsOf(date);
  const last = new Date(Date.UTC(year, month + months + 1, 0)).getUTCDate();
  return text(year, month + months, Math.min(day, last));
}

/** Returns the window from the first to the last day, both inclusive. */
export const daysWindow = (first: CivilDate, last: CivilDate): Window => ({
  from: startOfDate(first),
  to: startOfDate(addDays(last, 1)),
});

/** Returns the first and the last day of a window. */
export const datesOf = ({ from, to }: Window): readonly [CivilDate, CivilDate] => [
  dateOfDay(dayAt(from)),
  dateOfDay(dayAt(instant(to - 1))),
];

/** Windows by period and day: they are requested far more often than days begin. */
const windows = new Map<string, Window>();
const WINDOWS = 20_000;

/**
 * Returns the window of a period that contains a date; the date is the last day of a rolling period or one to date.
 * @example windowOf('quarter', civilDate('2023-08-15')) // 2023-07-01 to 2023-09-30
 */
export function windowOf(period: DatedPeriod, date: CivilDate): Window {
  const key = `${period} ${date}`;
  let window = windows.get(key);
  if (window === undefined) {
    if (windows.size >= WINDOWS) windows.clear();
    window = windowAround(period, date);
    windows.set(key, window);
  }
  return window;
}

function windowAround(period: DatedPeriod, date: CivilDate): Window {
  const [year, month] = partsOf(date);
  if (has(MONTHS, period)) {
    const months = MONTHS[period];
    const first = month - (month % months);
    return { from: startOfDate(text(year, first, 1)), to: startOfDate(text(year, first + months, 1)) };
  }
  if (has(DAYS, period)) return daysWindow(addDays(date, 1 - DAYS[period]), date);
  if (period === 'day') return daysWindow(date, date);
  return daysWindow(text(year, period === 'month-to-date' ? month : 0, 1), date);
}

/** Returns the same days a number of months earlier, limited to the end of a shorter month. */
function monthsEarlier(window: Window, months: number): Window {
  const [first, last] = datesOf(window);
  return daysWindow(addMonths(first, -months), addMonths(last, -months));
}

/** The same period a year earlier; a rolling one is as long and ends on the same day. */
export function yearEarlier(period: PeriodName, window: Window): Window {
  const [first, last] = datesOf(window);
  const ends = addMonths(last, -12);
  if (has(DAYS, period)) return windowOf(period, ends);
  const begins = addMonths(first, -12);
  // A whole month stays a whole month: February of a leap year has one more day.
  if (has(MONTHS, period)) return windowOf(period, begins);
  return daysWindow(begins, ends);
}

/** The period before: of one to date the same days of the month or year before, of the others what ends where it begins. */
export function periodBefore(period: PeriodName, window: Window): Window {
  if (period === 'month-to-date') return monthsEarlier(window, 1);
  if (period === 'year-to-date') return monthsEarlier(window, 12);
  const last = addDays(dateAt(window.from), -1);
  if (period !== 'custom') return windowOf(period, last);
  return { from: instant(window.from - (window.to - window.from)), to: window.from };
}

const FORMS = [/^\d{4}$/, /^\d{4}-\d{2}$/, /^\d{4}-\d{2}-\d{2}$/] as const;

/**
 * Returns the last day of a year, month or date; undefined for any other text.
 * @example lastDayOf('2023-02') // '2023-02-28'
 */
export function lastDayOf(at: string): CivilDate | undefined {
  const form = FORMS.findIndex((pattern) => pattern.test(at));
  if (form < 0) return undefined;
  const [year = 0, month = 12, day] = at.split('-').map(Number);
  if (month < 1 || month > 12) return undefined;
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  if (day !== undefined && (day < 1 || day > last)) return undefined;
  return text(year, month - 1, day ?? last);
}
