import { type DatedPeriod, daysWindow, lastDayOf, PERIODS, type Window, windowOf } from '@lanbi/evaluation';
import { type CivilDate, dateAt, type Instant, instant } from '@lanbi/standards';
import * as z from 'zod';
import type { AskedPeriod } from '../figures/air-period.ts';
import { Problem } from './problem.ts';
import { readTime } from './time.ts';

const ASKED = PERIODS.filter((period): period is AskedPeriod => period !== 'day');
const text = z.string().max(40).optional();

export const periodQuery = z.object({
  period: z.enum(ASKED as [AskedPeriod, ...AskedPeriod[]]).default('month'),
  at: text.describe(
    'a year, month or date inside the period, such as 2023, 2023-09, 2023-09-12; default now',
  ),
  from: text.describe('first day of a custom period'),
  to: text.describe('last day of a custom period'),
});

const isCalendar = (period: AskedPeriod): boolean =>
  ['month', 'quarter', 'half-year', 'year'].includes(period);

/** The day that a text names; of a year or month the last. @throws Problem bad-time */
const dayOf = (field: string, at: string): CivilDate => lastDayOf(at) ?? dateAt(readTime(field, at));

/** The first day that a text names. */
const firstDayOf = (field: string, at: string): CivilDate =>
  /^\d{4}(-\d{2})?$/.test(at)
    ? dateAt(windowOf(at.length === 4 ? 'year' : 'month', dayOf(field, at)).from)
    : dayOf(field, at);

function customWindow({ from, to }: z.infer<typeof periodQuery>): Window {
  if (from === undefined || to === undefined)
    throw new Problem('bad-time', 'a custom period needs from and to, its first and last day');
  const [first, last] = [firstDayOf('from', from), dayOf('to', to)];
  if (first > last) throw new Problem('bad-time', 'from is after to');
  return daysWindow(first, last);
}

/** The window that a query asks for. @throws Problem bad-time */
export function readWindow(query: z.infer<typeof periodQuery>, now: Instant): Window {
  if (query.period === 'custom') return customWindow(query);
  const today = dateAt(instant(now));
  const day = query.at === undefined ? today : dayOf('at', query.at);
  // "2026" asks for the year to date, not for a day that is still to come.
  const end = !isCalendar(query.period) && day > today ? today : day;
  return windowOf(query.period as DatedPeriod, end);
}
