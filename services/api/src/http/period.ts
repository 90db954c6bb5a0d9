import {
  CALENDAR_PERIODS,
  type DatedPeriod,
  daysWindow,
  PERIODS,
  type PeriodName,
  type Window,
  windowOf,
} from '@lanbi/evaluation';
import type { AskedPeriod } from '@lanbi/query';
import { type CivilDate, dateAt, type Instant, instant, startOfDate } from '@lanbi/standards';
import * as z from 'zod';
import { Problem } from './problem.ts';
import { dayNamed, firstDay, lastDay, timeQuery } from './time.ts';

const ASKED = PERIODS.filter((period): period is AskedPeriod => period !== 'day');

/** Which window of a period is asked for. */
export const windowQuery = {
  at: timeQuery
    .optional()
    .describe(
      'a year, month or date inside the period, such as 2023, 2023-09, 2023-09-12; of a rolling period and one to date its last day; not in the future; default now',
    ),
  from: timeQuery.optional().describe('first day of a custom period, and of no other'),
  to: timeQuery.optional().describe('last day of a custom period, and of no other'),
};

export const periodQuery = z.object({
  period: z.enum(ASKED as [AskedPeriod, ...AskedPeriod[]]).default('month'),
  ...windowQuery,
});

interface WindowQuery {
  readonly period: PeriodName;
  readonly at?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** The period that ends with the end of a period of the calendar, or of the day. */
export const endOf =
  (period: (typeof CALENDAR_PERIODS)[number]) =>
  (to: Instant): Instant =>
    windowOf(period, dateAt(instant(to - 1))).to;

const isCalendar = (period: PeriodName): boolean => CALENDAR_PERIODS.some((each) => each === period);

/** Whole days, both inclusive. @throws Problem bad-time */
export function readDateWindow({ from, to }: Pick<WindowQuery, 'from' | 'to'>, now: Instant): Window {
  if (from === undefined || to === undefined)
    throw new Problem('bad-time', 'a custom period needs from and to, its first and last day');
  const [first, last] = [firstDay('from', from), lastDay('to', to)];
  if (first > last) throw new Problem('bad-time', `from: ${from} is after to: ${to}`);
  if (startOfDate(first) > now) throw new Problem('bad-time', `from: ${from} is in the future`);
  return daysWindow(first, last);
}

/** The window of a period that a day is in; `text` is how the day was asked for. @throws Problem bad-time when it is to come */
function windowAt(period: DatedPeriod, day: CivilDate, now: Instant, text: string): Window {
  const today = dateAt(now);
  const window = windowOf(period, day);
  if (isCalendar(period) ? window.from > now : day > today)
    throw new Problem('bad-time', `${text} is in the future; today is ${today}`);
  return window;
}

/** Refuses what a kind of period does not take, since the answer would be of another window. @throws Problem bad-time */
function refuse(query: WindowQuery, ...fields: readonly ('at' | 'from' | 'to')[]): void {
  const field = fields.find((each) => query[each] !== undefined);
  if (field === undefined) return;
  const taken = query.period === 'custom' ? 'takes from and to' : 'takes at; period=custom takes from and to';
  throw new Problem('bad-time', `${field}: period=${query.period} ${taken}`);
}

/** The window that a query asks for. @throws Problem bad-time */
export function readWindow(query: WindowQuery, now: Instant): Window {
  const { period, at } = query;
  if (period === 'custom') {
    refuse(query, 'at');
    return readDateWindow(query, now);
  }
  refuse(query, 'from', 'to');
  const today = dateAt(now);
  if (at === undefined) return windowOf(period, today);
  const [first, last] = [firstDay('at', at), dayNamed('at', at)];
  // "2026" is the year to date in 2026, and not a day that is still to come.
  return windowAt(period, first <= today && today < last ? today : last, now, `at: ${at}`);
}

/** The window that ends with the day of `to`, today without it: how a series names one. @throws Problem bad-time */
export function readEnding(query: WindowQuery & { readonly period: DatedPeriod }, now: Instant): Window {
  const { period, from, to } = query;
  if (from !== undefined) throw new Problem('bad-time', `from: interval=${period} takes to alone`);
  if (to === undefined) return windowOf(period, dateAt(now));
  return readWindow({ period, at: to.length < 10 ? to : lastDay('to', to) }, now);
}
