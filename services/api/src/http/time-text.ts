import { dateOfDay, dayAt, startOfDayNumber } from '@lanbi/evaluation';
import { formatInstant, HOUR, type Instant, instant } from '@lanbi/standards';

/** What follows the date in the text of a whole hour. */
const HOURS: readonly string[] = Array.from(
  { length: 24 },
  (_, hour) => `T${String(hour).padStart(2, '0')}:00:00+08:00`,
);

/** The day that was asked for last: rows of a day follow each other. */
let last = { begin: Number.NaN, date: '' };

/** The civil date of an instant at +08:00. */
export function dateText(at: number): string {
  if (at >= last.begin && at < last.begin + 24 * HOUR) return last.date;
  const day = dayAt(instant(at));
  last = { begin: startOfDayNumber(day), date: dateOfDay(day) };
  return last.date;
}

/** An instant as RFC 3339 at +08:00: the same as `formatInstant`, for many times of few days. */
export function timeText(at: Instant): string {
  const date = dateText(at);
  const hour = HOURS[(at - last.begin) / HOUR];
  return hour === undefined ? formatInstant(at) : date + hour;
}
