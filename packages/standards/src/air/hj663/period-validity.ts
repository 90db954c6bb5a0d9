import type { Validity } from '../../figure/validity.ts';
import { addDays, type CivilDate, civilDate, daysInMonth, startOfDate } from '../../time/civil.ts';
import { DAY } from '../../time/instant.ts';
import type { Gb3095Edition, ValidityTable } from '../gb3095/edition.ts';
import type { AirPollutant } from '../pollutant.ts';

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

/** The calendar months, as `YYYY-MM`, that lie wholly in the period. */
export function wholeMonths({ from, to }: Period): string[] {
  const months: string[] = [];
  let first = civilDate(`${from.slice(0, 7)}-01`);
  while (first <= to) {
    const next = addDays(first, daysInMonth(Number(first.slice(0, 4)), Number(first.slice(5, 7))));
    if (first >= from && addDays(next, -1) <= to) months.push(first.slice(0, 7));
    first = next;
  }
  return months;
}

const isEnough = (dates: readonly CivilDate[], period: Period, rule: ValidityTable['year']): boolean => {
  const leastOf = (month: string): number => (month.endsWith('-02') ? rule.daysInFebruary : rule.daysAMonth);
  const months = wholeMonths(period).every(
    (month) => dates.filter((date) => date.startsWith(month)).length >= leastOf(month),
  );
  return months && (!isCalendarYear(period) || dates.length >= rule.days);
};

/**
 * Whether the daily values of a period are enough: in every whole month 27 (February 25), in a calendar year also
 * 324. The rule is the year's; that a month within a shorter period is held to it, and that a part of a month is
 * not judged, is [D]. CO and O3 have no row: one value is enough. Dates must be distinct.
 * @source GB 3095 table 4 [P] (2012: [M])
 */
export function periodValidity(
  dates: readonly CivilDate[],
  pollutant: AirPollutant,
  period: Period,
  edition: Gb3095Edition,
): Validity {
  const inside = dates.filter((date) => date >= period.from && date <= period.to);
  if (inside.length === 0) return { kind: 'missing', reason: 'no-data' };
  const rule = edition.validity.year;
  const enough = !rule.items.includes(pollutant) || isEnough(inside, period, rule);
  return { kind: enough ? 'valid' : 'insufficient', expected: daysOf(period), observed: inside.length };
}
