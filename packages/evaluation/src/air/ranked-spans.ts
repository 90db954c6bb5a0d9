import type { StandingPeriod } from '@lanbi/model';
import { addDays, type CivilDate } from '@lanbi/standards';
import { dateOfDay, dayOfDate } from '../period/day-number.ts';
import { addMonths, datesOf, periodBefore, type Window, windowOf, yearEarlier } from '../period/window.ts';
import { AGAINST, type Against } from './ranking.ts';

const EARLIER: Readonly<Record<Against, (period: StandingPeriod, window: Window) => Window>> = {
  'year-earlier': yearEarlier,
  'period-before': periodBefore,
};

/** The earlier windows that a period is held against. */
export const earlierWindow = (against: Against, period: StandingPeriod, window: Window): Window =>
  EARLIER[against](period, window);

const ROLLING: Readonly<Partial<Record<StandingPeriod, number>>> = {
  'rolling-7d': 7,
  'rolling-30d': 30,
  'rolling-365d': 365,
};
const MONTHS: Readonly<Partial<Record<StandingPeriod, number>>> = {
  month: 1,
  quarter: 3,
  'half-year': 6,
  'month-to-date': 1,
};
/** Ends of months that are cut: the 28th of February is the month before of the 28th to the 31st of March. */
const CUT = 3;

function candidates(period: StandingPeriod, last: CivilDate): CivilDate[] {
  const days = ROLLING[period];
  const dates = [
    addMonths(last, 12),
    days === undefined ? addMonths(last, MONTHS[period] ?? 12) : addDays(last, days),
  ];
  return dates.flatMap((date) => Array.from({ length: CUT + 1 }, (_, more) => addDays(date, more)));
}

/** The last days of the later windows that are held against the one that ends with `day`. */
export function laterEnds(period: StandingPeriod, day: number): readonly number[] {
  const { from, to } = windowOf(period, dateOfDay(day));
  const ends = new Set<number>();
  for (const date of candidates(period, dateOfDay(day))) {
    const window = windowOf(period, date);
    const held = AGAINST.map((against) => earlierWindow(against, period, window));
    if (held.some((each) => each.from === from && each.to === to)) ends.add(dayOfDate(datesOf(window)[1]));
  }
  return [...ends];
}
