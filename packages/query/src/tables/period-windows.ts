import { CALENDAR_PERIODS, dateOfDay, dayAt, type Window, windowOf } from '@lanbi/evaluation';
import type { StandingPeriod } from '@lanbi/model';
import { dateAt, type Instant, instant } from '@lanbi/standards';
import type { RowSpan } from './together.ts';

/** Periods of which there may be a series: of the calendar one behind another, of the others one for each day. */
export type SeriesPeriod = StandingPeriod;

/** The length of rows of a table of periods. */
export type RowPeriod = SeriesPeriod | 'day';

/** The period of a table that has no rows of days. @throws RangeError for days */
export function seriesPeriodOf(period: RowPeriod): SeriesPeriod {
  if (period === 'day') throw new RangeError('a table of standing periods has no rows of days');
  return period;
}

const isCalendar = (period: RowPeriod): boolean => CALENDAR_PERIODS.some((each) => each === period);

/** The windows of a period of the calendar that end in a span and have begun. */
function calendarWindows(period: RowPeriod, { after, to }: RowSpan, now: Instant): readonly Window[] {
  const windows: Window[] = [];
  let window = windowOf(period, dateAt(after));
  while (window.to <= to && window.from < now) {
    if (window.to > after) windows.push(window);
    window = windowOf(period, dateAt(window.to));
  }
  return windows;
}

/** The windows that end with the days of a span up to today. */
function dailyWindows(period: RowPeriod, { after, to }: RowSpan, now: Instant): readonly Window[] {
  const windows: Window[] = [];
  const last = dayAt(instant(Math.min(to - 1, now)));
  for (let day = dayAt(after); day <= last; day += 1) {
    const window = windowOf(period, dateOfDay(day));
    if (window.to > after && window.to <= to) windows.push(window);
  }
  return windows;
}

/** The windows of a period that end in a span, in order. */
export const seriesWindows = (period: RowPeriod, span: RowSpan, now: Instant): readonly Window[] =>
  isCalendar(period) ? calendarWindows(period, span, now) : dailyWindows(period, span, now);

/** The name of a window: 2016-01, 2016-Q1, 2016-H1, 2016; of other periods their last day. */
export function windowName(period: RowPeriod, { from, to }: Window): string {
  const [first, last] = [dateAt(from), dateAt(instant(to - 1))];
  const month = Number(first.slice(5, 7)) - 1;
  switch (period) {
    case 'month':
      return first.slice(0, 7);
    case 'quarter':
      return `${first.slice(0, 4)}-Q${Math.floor(month / 3) + 1}`;
    case 'half-year':
      return `${first.slice(0, 4)}-H${Math.floor(month / 6) + 1}`;
    case 'year':
      return first.slice(0, 4);
    default:
      return last;
  }
}
