import { dateOfDay, datesOf, dayAt, dayOfDate, startOfDayNumber, windowOf } from '@lanbi/evaluation';
import type { StandingPeriod } from '@lanbi/model';
import { type Instant, instant } from '@lanbi/standards';
import type { SubjectDays } from './subject-days.ts';

type Days = Pick<SubjectDays, 'latest' | 'has'>;

const ROLLING: Readonly<Partial<Record<StandingPeriod, number>>> = {
  'rolling-7d': 7,
  'rolling-30d': 30,
  'rolling-365d': 365,
};

const TO_DATE: readonly StandingPeriod[] = ['month-to-date', 'year-to-date'];

/** Whether each day ends a window of its own. */
const isSliding = (period: StandingPeriod): boolean =>
  ROLLING[period] !== undefined || TO_DATE.includes(period);

const windowAround = (period: StandingPeriod, day: number) => {
  const [first, last] = datesOf(windowOf(period, dateOfDay(day)));
  return { first: dayOfDate(first), last: dayOfDate(last) };
};

/** The last end of a growing or sliding period that still holds the day. */
function reachOf(period: StandingPeriod, day: number): number {
  const days = ROLLING[period];
  if (days !== undefined) return day + days - 1;
  return windowAround(period === 'month-to-date' ? 'month' : 'year', day).last;
}

const ascending = (ends: ReadonlySet<number>): readonly number[] => [...ends].sort((a, b) => a - b);

/**
 * The last days of the windows of a period that hold one of the days, ascending: of the calendar the one around it; to
 * date and rolling one for each day that has a result and still holds it.
 */
export function endsHolding(
  period: StandingPeriod,
  changed: Iterable<number>,
  days: Days,
): readonly number[] {
  const ends = new Set<number>();
  for (const day of changed) {
    if (!isSliding(period)) {
      ends.add(windowAround(period, day).last);
      continue;
    }
    const last = Math.min(reachOf(period, day), days.latest ?? day);
    for (let end = day; end <= last; end += 1) if (days.has(end)) ends.add(end);
  }
  return ascending(ends);
}

function hasDay(days: Days, first: number, last: number): boolean {
  for (let day = first; day <= last; day += 1) if (days.has(day)) return true;
  return false;
}

/** The last days of the windows that end in (after, to] and hold a day with a result, ascending. */
export function endsIn(
  period: StandingPeriod,
  { after, to }: { readonly after: Instant; readonly to: Instant },
  days: Days,
): readonly number[] {
  if (days.latest === undefined) return [];
  const ends = new Set<number>();
  for (let day = dayAt(after); day <= days.latest; ) {
    const { first, last } = isSliding(period) ? { first: day, last: day } : windowAround(period, day);
    const end = startOfDayNumber(last + 1);
    if (end > to) break;
    if (end > after && hasDay(days, first, last)) ends.add(last);
    day = last + 1;
  }
  return ascending(ends);
}

/** The end of the window of a period that a day which ends then belongs to. */
export const endOfPeriod = (period: StandingPeriod, dayEnd: Instant): Instant =>
  windowOf(period, dateOfDay(dayAt(instant(dayEnd - 1)))).to;
