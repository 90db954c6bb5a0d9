import { lastDayOf, windowOf } from '@lanbi/evaluation';
import {
  type CivilDate,
  DAY,
  dateAt,
  HOUR,
  type Instant,
  instant,
  MINUTE,
  parseInstant,
  SECOND,
  startOfDate,
} from '@lanbi/standards';
import * as z from 'zod';
import { Problem } from './problem.ts';

/** A time of a query: RFC 3339 with any offset, or a date, month or year, which stands for the whole of it at +08:00. */
export const timeQuery = z
  .string()
  .max(40)
  .describe(
    'a date, month or year (2026-04-01, 2026-04, 2026), which is the whole of it at +08:00; or RFC 3339 with an offset, such as 2026-04-01T08:00:00+08:00',
  );

/** What a text names, from its begin to its end; of a time with an offset both are that instant. */
interface Stretch {
  readonly from: Instant;
  readonly to: Instant;
}

const FORMS = 'a date (2026-04-01), a month (2026-04), a year (2026) or a time (2026-04-01T08:00:00+08:00)';

/** What is wrong with a text that names no time, and how it should be. */
function notATime(field: string, text: string): Problem {
  const zoned = `${text.replace(' ', 'T')}+08:00`;
  const hint = parseInstant(zoned) ? `no offset: write ${zoned}, or the date alone` : `write ${FORMS}`;
  return new Problem('bad-time', `${field}: "${text}" is not a time with an offset nor a date; ${hint}`);
}

/** The first and last day of a year, month or date; `undefined` for any other text. */
function daysNamed(text: string): readonly [CivilDate, CivilDate] | undefined {
  const last = lastDayOf(text);
  if (last === undefined) return undefined;
  if (text.length === 10) return [last, last];
  return [dateAt(windowOf(text.length === 4 ? 'year' : 'month', last).from), last];
}

/** Years that a query may name, so that whatever is computed of a time is a date of the calendar too. */
const [FIRST_YEAR, LAST_YEAR] = [1900, 2999];

/** What a text names. @throws Problem bad-time */
function readStretch(field: string, text: string): Stretch {
  const year = Number(/^(\d{4})(?:-|$)/.exec(text)?.[1]);
  if (year < FIRST_YEAR || year > LAST_YEAR)
    throw new Problem(
      'bad-time',
      `${field}: "${text}" is not within the years ${FIRST_YEAR} to ${LAST_YEAR}`,
    );
  return stretchOf(field, text);
}

function stretchOf(field: string, text: string): Stretch {
  const days = daysNamed(text);
  if (days) return { from: startOfDate(days[0]), to: instant(startOfDate(days[1]) + DAY) };
  // In a query "+" stands for a blank unless it was escaped.
  const time = parseInstant(text.replace(/ (\d{2}:\d{2})$/, '+$1'));
  if (time === undefined) throw notATime(field, text);
  return { from: time, to: time };
}

/** The begin of what a text names: 00:00 of a date, or the instant. @throws Problem bad-time */
export const readBegin = (field: string, text: string): Instant => readStretch(field, text).from;

/**
 * The end of what a text names: 24:00 of a date, or the instant. A last second of a minute, such as 23:59:59, stands for
 * the end of its minute. @throws Problem bad-time
 */
export function readEnd(field: string, text: string): Instant {
  const { to } = readStretch(field, text);
  const second = to % MINUTE;
  return second >= 59 * SECOND ? instant(to - second + MINUTE) : to;
}

/** The first day of what a text names. @throws Problem bad-time */
export const firstDay = (field: string, text: string): CivilDate => dateAt(readBegin(field, text));

/** The last day of what a text names as an end: 00:00 ends the day before. @throws Problem bad-time */
export const lastDay = (field: string, text: string): CivilDate => dateAt(instant(readEnd(field, text) - 1));

/** The day of a moment that a text names: of a year or month the last. @throws Problem bad-time */
export const dayNamed = (field: string, text: string): CivilDate =>
  lastDayOf(text) ?? dateAt(readBegin(field, text));

export interface QuerySpan {
  /** Exclusive bound of period ends. */
  readonly after: Instant;
  /** Inclusive bound of period ends. */
  readonly to: Instant;
}

export interface SpanQuery {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

interface SpanRules {
  /** How many days before its end a span begins where there is no `from`. */
  readonly days?: number | undefined;
  /** The end of the period that holds an end: a span that reaches into a period has all of it. */
  readonly align?: ((to: Instant) => Instant) | undefined;
}

/** The end of the hour that holds an end. */
export const endOfHour = (to: Instant): Instant => instant(Math.ceil(to / HOUR) * HOUR);

/** How far ahead of us the clock of a station may be. */
const AHEAD = 10 * MINUTE;

/** A span without an end: up to now, and of what is not over nothing. */
function openSpan(after: Instant, now: Instant): QuerySpan {
  if (after > now + AHEAD) throw new Problem('bad-time', 'from: is in the future');
  return { after, to: instant(Math.max(now, after + 1)) };
}

/** The span of a series: from the begin of `from` to the end of `to`. @throws Problem bad-time when it is empty */
export function readSpan(query: SpanQuery, now: Instant, { days = 1, align }: SpanRules = {}): QuerySpan {
  const end = query.to === undefined ? undefined : readEnd('to', query.to);
  const after = query.from === undefined ? instant((end ?? now) - days * DAY) : readBegin('from', query.from);
  if (end === undefined) return openSpan(after, now);
  if (after >= end)
    throw new Problem('bad-time', `from: ${query.from} is not before the end of to: ${query.to}`);
  return { after, to: align?.(end) ?? end };
}
