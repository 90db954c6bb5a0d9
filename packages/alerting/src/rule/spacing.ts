import { type CalendarPeriod, kindPartsOf } from '@lanbi/evaluation';
import type { AlertSubjectKind, StandingPeriod } from '@lanbi/model';
import type { AlertFigure, ValueSource } from '@lanbi/query';
import { DAY, HOUR } from '@lanbi/standards';

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

/** The span of the results that a value is computed from; undefined where it comes with readings. */
function spanOf(source: ValueSource): StandingPeriod | CalendarPeriod | 'hour' | undefined {
  if (source.from === 'days') return source.period;
  const span = source.from === 'results' ? kindPartsOf(source.kind)?.span : undefined;
  return span === 'sample' ? undefined : span;
}

/**
 * How far apart two values of a figure are, in milliseconds.
 * @param stationMs the period of the subject's station, for figures that come with each of its readings
 */
export function spacingOf(figure: AlertFigure, subject: AlertSubjectKind, stationMs: number): number {
  const source = figure.values.get(subject)?.source;
  const span = source && spanOf(source);
  if (span === undefined) return withReadings(stationMs);
  return span === 'hour' ? HOUR : PERIOD_DAYS[span] * DAY;
}
