import type { Shortfall, Validity } from '../../figure/validity.ts';
import { type CivilDate, daysInMonth, startOfDate } from '../../time/civil.ts';
import { DAY } from '../../time/instant.ts';
import type { AirItem, Gb3095Edition } from '../gb3095/edition.ts';

/** A span of civil dates, both ends included. */
export interface Period {
  readonly from: CivilDate;
  readonly to: CivilDate;
}

/** The number of days of a period; none where it ends before it begins. */
export const daysOf = ({ from, to }: Period): number =>
  Math.max(0, (startOfDate(to) - startOfDate(from)) / DAY + 1);

/** Whether the period is a calendar year. */
export const isCalendarYear = ({ from, to }: Period): boolean =>
  from.endsWith('-01-01') && to === `${from.slice(0, 4)}-12-31`;

export const isWithin = (date: CivilDate, { from, to }: Period): boolean => date >= from && date <= to;

/** The calendar months, as `YYYY-MM`, that lie wholly in the period. */
export function wholeMonths({ from, to }: Period): string[] {
  const months: string[] = [];
  let [year, month] = [Number(from.slice(0, 4)), Number(from.slice(5, 7))];
  for (;;) {
    const name = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}`;
    if (`${name}-01` > to) return months;
    if (`${name}-01` >= from && `${name}-${daysInMonth(year, month)}` <= to) months.push(name);
    [year, month] = month === 12 ? [year + 1, 1] : [year, month + 1];
  }
}

/** Months of the periods of the calendar: month, quarter, half-year, year. */
const CALENDAR_MONTHS = [1, 3, 6, 12];

/**
 * Whether the span is a month, quarter, half-year or year of the calendar.
 * @example isCalendarPeriod({ from: civilDate('2026-04-01'), to: civilDate('2026-06-30') }) // true
 */
export function isCalendarPeriod(period: Period): boolean {
  const { from, to } = period;
  if (!from.endsWith('-01') || to.slice(0, 4) !== from.slice(0, 4)) return false;
  const months = Number(to.slice(5, 7)) - Number(from.slice(5, 7)) + 1;
  const aligned = CALENDAR_MONTHS.includes(months) && (Number(from.slice(5, 7)) - 1) % months === 0;
  return aligned && Number(to.slice(8)) === daysInMonth(Number(to.slice(0, 4)), Number(to.slice(5, 7)));
}

/** Least share of the days so far, per cent, where the standard has no rule [D]. */
export const PERIOD_COVERAGE = 75;

/** How the validity of the days of a period is decided. */
export interface PeriodRules {
  /** Whether the monthly and yearly rows of table 4 hold: by default for a period of the calendar. */
  readonly calendar?: boolean | undefined;
  /** Least share of the days so far, per cent, where table 4 has no row; default PERIOD_COVERAGE. */
  readonly coverage?: number | undefined;
  /** Days of the period that are over; default all. */
  readonly daysSoFar?: number | undefined;
}

/** The days of one pollutant in a period. */
export interface CountedDays {
  readonly count: number;
  /** Of a calendar month, `YYYY-MM`. */
  inMonth(month: string): number;
}

/** Whether table 4 has a rule for the pollutant over the period; otherwise the share of days counts. */
export const hasDayRule = (
  item: AirItem,
  period: Period,
  { validity }: Gb3095Edition,
  { calendar = isCalendarPeriod(period) }: PeriodRules = {},
): boolean => calendar && validity.year.items.includes(item);

/** @source GB 3095 table 4 [P] (2012: [M]); that shorter periods of the calendar are held to the months [D] */
function dayShortfalls(
  days: CountedDays,
  item: AirItem,
  period: Period,
  { id, validity: { year } }: Gb3095Edition,
): Shortfall[] {
  const clause = `${id} ${year.clause}`;
  const short = (rule: 'days-a-year' | 'days-a-month', of: string, needed: number, found: number) =>
    found < needed ? [{ rule, clause, item, period: of, needed, found, unit: 'days' } as const] : [];
  const months = wholeMonths(period).flatMap((month) =>
    short(
      'days-a-month',
      month,
      month.endsWith('-02') ? year.daysInFebruary : year.daysAMonth,
      days.inMonth(month),
    ),
  );
  const whole = isCalendarYear(period)
    ? short('days-a-year', period.from.slice(0, 4), year.days, days.count)
    : [];
  return [...whole, ...months];
}

/** The least number of days that is the share of the days so far. */
export const leastDays = (daysSoFar: number, coverage: number = PERIOD_COVERAGE): number =>
  Math.ceil((daysSoFar * coverage) / 100);

/**
 * The share of the days so far that a pollutant without a row in table 4 falls short of, if it does. At least one day
 * is asked for.
 * @source no clause found; 75 %, a setting [D]
 */
export function shareShortfall(
  found: number,
  item: AirItem,
  period: Period,
  { coverage = PERIOD_COVERAGE, daysSoFar = daysOf(period) }: PeriodRules = {},
): Shortfall | undefined {
  const needed = Math.max(1, leastDays(Math.min(daysSoFar, daysOf(period)), coverage));
  if (found >= needed) return undefined;
  return {
    rule: 'share-of-days',
    clause: `${coverage} % of the days so far`,
    item,
    needed,
    found,
    unit: 'days',
  };
}

/**
 * Whether the daily values of a pollutant are enough for a period, from their counts: in a period of the calendar the
 * rows of table 4, 27 in each month (February 25) and in a year also 324; where it has none (CO and O3; rolling, to
 * date and custom periods) a share of the days so far.
 * @source GB 3095 table 4 [P] (2012: [M]); share of days [D]
 */
export function validityOfDays(
  days: CountedDays,
  item: AirItem,
  period: Period,
  edition: Gb3095Edition,
  rules: PeriodRules = {},
): Validity {
  const shortfalls = hasDayRule(item, period, edition, rules)
    ? dayShortfalls(days, item, period, edition)
    : [shareShortfall(days.count, item, period, rules)].filter((found) => found !== undefined);
  if (days.count === 0) return { kind: 'missing', reason: 'no-data', shortfalls };
  const counts = { expected: daysOf(period), observed: days.count };
  return shortfalls.length === 0
    ? { kind: 'valid', ...counts }
    : { kind: 'insufficient', ...counts, shortfalls };
}

/**
 * `validityOfDays` of the dates that have a value; those outside of the period are left out. Dates must be distinct.
 * @example periodValidity([civilDate('2026-04-01')], 'co', april, GB3095_2026_TRANSITION).kind // 'insufficient'
 */
export function periodValidity(
  dates: readonly CivilDate[],
  item: AirItem,
  period: Period,
  edition: Gb3095Edition,
  rules: PeriodRules = {},
): Validity {
  const inside = dates.filter((date) => isWithin(date, period));
  const inMonth = (month: string) => inside.filter((date) => date.startsWith(month)).length;
  return validityOfDays({ count: inside.length, inMonth }, item, period, edition, rules);
}
