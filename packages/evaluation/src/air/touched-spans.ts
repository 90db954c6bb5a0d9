import type { StandingPeriod } from '@lanbi/model';
import { Touched } from '../cause.ts';
import { dateOfDay, dayOfDate } from '../period/day-number.ts';
import { datesOf, windowOf } from '../period/window.ts';

/** What must be known of the days of a subject. */
interface KnownDays {
  readonly latest: number | undefined;
  has(day: number): boolean;
}

const ROLLING: Readonly<Partial<Record<StandingPeriod, number>>> = {
  'rolling-7d': 7,
  'rolling-30d': 30,
  'rolling-365d': 365,
};

const lastDayOf = (period: StandingPeriod, day: number): number =>
  dayOfDate(datesOf(windowOf(period, dateOfDay(day)))[1]);

/** The last end of a growing or sliding period that still holds the day. */
function reachOf(period: StandingPeriod, day: number): number {
  const days = ROLLING[period];
  if (days !== undefined) return day + days - 1;
  return lastDayOf(period === 'month-to-date' ? 'month' : 'year', day);
}

/**
 * The ends of the periods of one kind that hold a touched day, ascending: of the calendar the one around it; to date
 * and rolling one for each day that has a result and still holds the touched day.
 */
export function touchedSpans(
  period: StandingPeriod,
  asked: Touched<number>,
  days: KnownDays,
): Touched<number> {
  const ends = new Touched<number>();
  const sliding = ROLLING[period] !== undefined || period.endsWith('-to-date');
  for (const day of [...asked.keys()].sort((a, b) => a - b)) {
    const causes = asked.of(day);
    if (!sliding) ends.add(lastDayOf(period, day), causes);
    const last = sliding ? Math.min(reachOf(period, day), days.latest ?? day) : day - 1;
    for (let end = day; end <= last; end += 1) if (days.has(end)) ends.add(end, causes);
  }
  return inOrder(ends);
}

/** Ascending, so that a sliding window goes one way. */
function inOrder(ends: Touched<number>): Touched<number> {
  const sorted = new Touched<number>();
  for (const end of [...ends.keys()].sort((a, b) => a - b)) sorted.add(end, ends.of(end));
  return sorted;
}
