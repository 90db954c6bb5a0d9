import {
  civilDate,
  DAY,
  formatInstant,
  type Instant,
  instant,
  parseInstant,
  startOfDate,
} from '@lanbi/standards';
import * as z from 'zod';
import { Problem } from './problem.ts';

/** A time of a query: RFC 3339 with any offset, or a civil date that stands for its 00:00 at +08:00. */
export const timeText = z
  .string()
  .max(40)
  .describe(
    'RFC 3339 with an offset such as 2026-04-01T08:00:00+08:00, or a date such as 2026-04-01 (00:00 at +08:00)',
  );

/** @throws Problem bad-time */
export function readTime(field: string, text: string): Instant {
  // In a query "+" stands for a blank unless it was escaped.
  const time = parseInstant(text.replace(/ (\d{2}:\d{2})$/, '+$1')) ?? dateStart(text);
  if (time === undefined)
    throw new Problem('bad-time', `${field}: not an RFC 3339 time with an offset: ${text}`);
  return time;
}

function dateStart(text: string): Instant | undefined {
  try {
    return startOfDate(civilDate(text));
  } catch {
    return undefined;
  }
}

export interface Span {
  /** Exclusive bound of period ends. */
  readonly after: Instant;
  /** Inclusive bound of period ends. */
  readonly to: Instant;
}

/** The span of a series: default the last `days` days. @throws Problem bad-time */
export function readSpan(
  query: { from?: string | undefined; to?: string | undefined },
  now: Instant,
  days = 1,
): Span {
  const to = query.to === undefined ? now : readTime('to', query.to);
  const after = query.from === undefined ? instant(to - days * DAY) : readTime('from', query.from);
  if (after > to) throw new Problem('bad-time', 'from is after to');
  return { after, to };
}

/** The span of a series, and the query with its end in it: pages that are read one after the other are of one span. */
export function fixedSpan<Query extends { from?: string | undefined; to?: string | undefined }>(
  query: Query,
  now: Instant,
  days = 1,
): { readonly span: Span; readonly asked: Query & { readonly to: string } } {
  const span = readSpan(query, now, days);
  return { span, asked: { ...query, to: query.to ?? formatInstant(span.to) } };
}
