import {
  CIVIL_OFFSET,
  type CivilDate,
  DAY,
  dateAt,
  HOUR,
  type Instant,
  instant,
  startOfDate,
} from '@lanbi/standards';

/** Returns the number of a civil day at +08:00, counted from 1970-01-01. */
export const dayAt = (at: Instant): number => Math.floor((at + CIVIL_OFFSET) / DAY);

export const startOfDayNumber = (day: number): Instant => instant(day * DAY - CIVIL_OFFSET);

/** Dates by day number: they are requested far more often than days begin. */
const dates = new Map<number, CivilDate>();
const days = new Map<CivilDate, number>();
const KEPT = 20_000;

export function dateOfDay(day: number): CivilDate {
  let date = dates.get(day);
  if (date === undefined) {
    if (dates.size >= KEPT) dates.clear();
    date = dateAt(startOfDayNumber(day));
    dates.set(day, date);
  }
  return date;
}

export function dayOfDate(date: CivilDate): number {
  let day = days.get(date);
  if (day === undefined) {
    if (days.size >= KEPT) days.clear();
    day = dayAt(startOfDate(date));
    days.set(date, day);
  }
  return day;
}

/**
 * Returns the end of the clock hour that contains an end; an end on the hour belongs to the hour that ends.
 */
export const hourEndOf = (to: Instant): Instant => instant(Math.ceil(to / HOUR) * HOUR);

/** Returns the civil day of an hour by its end: the hour that ends at 00:00 belongs to the day before. */
export const dayOfHour = (end: Instant): number => dayAt(instant(end - HOUR));

/** Place of an hour within its day: 0 ends at 01:00, 23 at 24:00. */
export const hourWithinDay = (end: Instant): number => (end - startOfDayNumber(dayOfHour(end))) / HOUR - 1;
