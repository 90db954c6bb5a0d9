import { CALENDAR_PERIODS } from '@lanbi/evaluation';
import { type RowPeriod, type RowSpan, seriesPeriodOf, type TableTime } from '@lanbi/query';
import type { Instant } from '@lanbi/standards';
import { endOf } from '../http/period.ts';
import { endOfHour, readSpan } from '../http/time.ts';
import { periodsOf } from './periods-query.ts';
import type { AnyTableQuery } from './table-query.ts';

/** The span of a question. */
export interface AskedTime {
  readonly span: RowSpan;
  readonly interval: RowPeriod;
  /** Rows that the span may have of some subjects. @throws Problem bad-request where they are too many figures */
  readonly rows: (subjects: number) => number;
}

const ALIGN = { hour: endOfHour, day: endOf('day') } as const;

const rowsOf =
  ({ after, to }: RowSpan, length: number) =>
  (subjects: number): number =>
    Math.ceil((to - after) / length) * subjects;

const daysIn = (days: Readonly<Partial<Record<RowPeriod, number>>>, interval: RowPeriod): number =>
  days[interval] ?? 0;

/** @throws Problem bad-time, bad-request */
export function readTime(time: TableTime, query: AnyTableQuery, now: Instant): AskedTime {
  if (time.by === 'period') {
    const asked = { ...query, interval: seriesPeriodOf(query.interval ?? 'month') };
    const { span, windows } = periodsOf(asked, 1, now);
    const rows = (subjects: number) => {
      periodsOf(asked, subjects, now);
      return windows.length * subjects;
    };
    return { span, interval: asked.interval, rows };
  }
  if (time.by === 'row') {
    const { days, align, length } = time;
    const span = readSpan(query, now, { days, ...(align && { align: ALIGN[align] }) });
    return { span, interval: 'day', rows: rowsOf(span, length) };
  }
  const interval = query.interval ?? 'day';
  const align = endOf(CALENDAR_PERIODS.find((each) => each === interval) ?? 'day');
  const read = readSpan(query, now, { days: daysIn(time.days, interval), align });
  const span = { after: read.after, to: align(read.to) };
  return { span, interval, rows: rowsOf(span, time.length) };
}
