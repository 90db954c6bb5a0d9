import {
  type DatedPeriod,
  daysWindow,
  lastDayOf,
  PERIODS,
  type Period,
  type Window,
  windowOf,
} from '@lanbi/evaluation';
import { type CivilDate, dateAt, type Instant } from '@lanbi/standards';
import * as z from 'zod';
import { Problem } from '../http/problem.ts';
import { readTime } from '../http/time.ts';
import { evaluationQuery } from '../routes/series.ts';

const day = z
  .string()
  .max(40)
  .describe('a date, such as 2026-07-01, or a time that stands for its day at +08:00');

/** How the values of water are to be evaluated. */
export const waterOptions = evaluationQuery.extend({
  rounding: z
    .enum(['none', 'hour', 'assessment'])
    .optional()
    .describe('digits of a mean before its class is looked up; default that of the method for the period'),
  saturation: z
    .enum(['true', 'false'])
    .optional()
    .describe('dissolved oxygen is class I from 90 % of saturation on too'),
});

/** Which period of a water or area. */
export const periodQuery = waterOptions.extend({
  period: z.enum(PERIODS).default('month'),
  at: z
    .string()
    .max(40)
    .optional()
    .describe('a year, month or date inside the period, the last day of a rolling one; default now'),
  from: day.optional().describe('first day of a custom period'),
  to: day.optional().describe('last day of a custom period'),
});

export interface AskedPeriod {
  readonly period: Period;
  readonly window: Window;
}

/** A date, or the civil day at +08:00 of a time with any offset. @throws Problem bad-time */
function dateOf(field: string, text: string): CivilDate {
  if (text.length > 10) return dateAt(readTime(field, text));
  const date = text.length === 10 ? lastDayOf(text) : undefined;
  if (!date) throw new Problem('bad-time', `${field}: not a date such as 2026-07-01: ${text}`);
  return date;
}

function customWindow(from: string | undefined, to: string | undefined): Window {
  if (from === undefined || to === undefined)
    throw new Problem('bad-time', 'a custom period has from and to, its first and its last day');
  const [first, last] = [dateOf('from', from), dateOf('to', to)];
  if (first > last) throw new Problem('bad-time', 'from is after to');
  return daysWindow(first, last);
}

/** The window that a query asks for; a date beyond today counts as today. @throws Problem bad-time */
export function askedPeriod(
  {
    period,
    at,
    from,
    to,
  }: { period: Period; at?: string | undefined; from?: string | undefined; to?: string | undefined },
  now: Instant,
): AskedPeriod {
  if (period === 'custom') return { period, window: customWindow(from, to) };
  return { period, window: datedWindow(period, at, now) };
}

function datedWindow(period: DatedPeriod, at: string | undefined, now: Instant): Window {
  const today = dateAt(now);
  const asked = at === undefined ? today : at.length > 10 ? dateAt(readTime('at', at)) : lastDayOf(at);
  if (!asked) throw new Problem('bad-time', `at: not a year, month or date: ${at}`);
  const rolls = period.startsWith('rolling') || period.endsWith('to-date');
  return windowOf(period, rolls && at !== undefined && at.length < 10 && asked > today ? today : asked);
}
