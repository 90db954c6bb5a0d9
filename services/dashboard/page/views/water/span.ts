import { param } from '../../core/route.ts';
import { daysInMonth, pad, today } from '../../core/time.ts';

/** The columns of a table of classes: the months of a year, or the days of a month. */
export interface Span {
  readonly interval: 'month' | 'day';
  /** `2026`, or `2026-04`. */
  readonly text: string;
  readonly before: string;
  readonly after: string;
  /** The begin of each column, as the answers have it. */
  readonly columns: readonly string[];
}

function yearSpan(year: number): Span {
  return {
    interval: 'month',
    text: `${year}`,
    before: `${year - 1}`,
    after: `${year + 1}`,
    columns: Array.from({ length: 12 }, (_, at) => `${year}-${pad(at + 1)}-01`),
  };
}

function monthSpan(year: number, month: number): Span {
  const text = `${year}-${pad(month)}`;
  const at = (step: number): string => {
    const months = year * 12 + month - 1 + step;
    return `${Math.floor(months / 12)}-${pad((months % 12) + 1)}`;
  };
  return {
    interval: 'day',
    text,
    before: at(-1),
    after: at(1),
    columns: Array.from({ length: daysInMonth(year, month) }, (_, day) => `${text}-${pad(day + 1)}`),
  };
}

/** The span of the address, else this month by day. */
export function askedSpan(): Span {
  const [, year = '', month] = /^(\d{4})(?:-(0[1-9]|1[0-2]))?$/.exec(param('span') ?? '') ?? [];
  if (year === '') return monthSpan(Number(today().slice(0, 4)), Number(today().slice(5, 7)));
  return month === undefined ? yearSpan(Number(year)) : monthSpan(Number(year), Number(month));
}

/** The end of the days of a column, for the comparison of dates as texts: a month is not longer than 31 days. */
export const endOfColumn = ({ interval }: Span, column: string): string =>
  interval === 'day' ? column : `${column.slice(0, 7)}-31`;
