import type { CalendarPeriod } from '@lanbi/evaluation';
import type { AlertSubjectKind, StandingPeriod } from '@lanbi/model';
import { DAY, HOUR } from '@lanbi/standards';
import type { Figure } from './figure.ts';

/** The longest time between the ends of two such periods; what rolls or is to date has one every day. */
const PERIOD_DAYS: Readonly<Record<StandingPeriod | CalendarPeriod, number>> = {
  day: 1,
  month: 31,
  quarter: 92,
  'half-year': 184,
  year: 366,
  'month-to-date': 1,
  'year-to-date': 1,
  'rolling-7d': 1,
  'rolling-30d': 1,
  'rolling-365d': 1,
};

/** What comes with each reading of a station, or each sampling time of a section. */
const withReadings = (stationMs: number): number =>
  // An instant sample says nothing of the time to the next; hours are the rule of automatic stations.
  stationMs > 0 ? stationMs : HOUR;

/**
 * How far apart two values of a figure are, in milliseconds.
 * @param stationMs the period of the subject's station, for figures that come with each of its readings
 */
export function spacingOf(figure: Figure, subject: AlertSubjectKind, stationMs: number): number {
  if (figure.kind === 'aqi') return figure.interval === 'hour' ? HOUR : DAY;
  if ('period' in figure && figure.period) return PERIOD_DAYS[figure.period] * DAY;
  if (subject === 'region') return HOUR;
  if (subject === 'river' || subject === 'lake') return DAY;
  if (subject === 'section' && figure.kind === 'completeness') return DAY;
  return withReadings(stationMs);
}
