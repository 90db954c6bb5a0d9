import type { Validity } from '../../figure/validity.ts';
import { type CivilDate, daysInMonth, startOfDate } from '../../time/civil.ts';
import { DAY } from '../../time/instant.ts';
import type { AirItem, Gb3095Edition, ValidityTable } from '../gb3095/edition.ts';

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

/** How many of the dates fall in each month, `YYYY-MM`; dates of one month beside each other are counted at once. */
function monthCounts(dates: readonly CivilDate[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  let [month, run] = ['', 0];
  const close = () => counts.set(month, (counts.get(month) ?? 0) + run);
  for (const date of dates) {
    if (run === 0 || !date.startsWith(month)) {
      close();
      [month, run] = [date.slice(0, 7), 0];
    }
    run += 1;
  }
  close();
  return counts;
}

function isEnough(dates: readonly CivilDate[], period: Period, rule: ValidityTable['year']): boolean {
  if (isCalendarYear(period) && dates.length < rule.days) return false;
  const counts = monthCounts(dates);
  const leastOf = (month: string): number => (month.endsWith('-02') ? rule.daysInFebruary : rule.daysAMonth);
  return wholeMonths(period).every((month) => (counts.get(month) ?? 0) >= leastOf(month));
}

/**
 * Whether the daily values of a period are enough: in every whole month 27 (February 25), in a calendar year also
 * 324. The rule is the year's; that a month within a shorter period is held to it, and that a part of a month is
 * not judged, is [D]. CO and O3 have no row: one value is enough. Dates must be distinct.
 * @source GB 3095 table 4 [P] (2012: [M])
 */
export function periodValidity(
  dates: readonly CivilDate[],
  item: AirItem,
  period: Period,
  edition: Gb3095Edition,
): Validity {
  const inside = dates.every((date) => isWithin(date, period))
    ? dates
    : dates.filter((date) => isWithin(date, period));
  if (inside.length === 0) return { kind: 'missing', reason: 'no-data' };
  const rule = edition.validity.year;
  const enough = !rule.items.includes(item) || isEnough(inside, period, rule);
  return { kind: enough ? 'valid' : 'insufficient', expected: daysOf(period), observed: inside.length };
}
