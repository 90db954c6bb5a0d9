import type { CarriedValue, StoredObservation } from '@lanbi/model';
import {
  type AirFigure,
  type AirPollutant,
  dayMean,
  type Gb3095Edition,
  gb3095InForce,
  HOUR,
  hj663InForce,
  type Instant,
  instant,
  isMissing,
  ozoneDailyMax8h,
  type Trace,
} from '@lanbi/standards';
import { ozoneHours } from '../air/air-day.ts';
import { columnOf } from '../air/columns.ts';
import { byHours } from '../air/counted-hours.ts';
import { meanOfPresent } from '../air/day-rests.ts';
import { hourFigure, samplesOf } from '../air/hour-concentrations.ts';
import type { AirReadingRules } from '../air/hour-samples.ts';
import { dateOfDay, dayAt, dayOfHour } from '../period/day-number.ts';
import type { Observed, ObservedMean } from './observed.ts';

type Readings = readonly StoredObservation[];

const HOURS = 24;

const countsOf = ({ validity }: AirFigure, expected: number): Observed =>
  validity.kind === 'missing' ? { expected, observed: 0 } : validity;

function observed(
  figure: AirFigure,
  expected: number,
  statistic: ObservedMean['statistic'],
  { id, stage }: Gb3095Edition,
): ObservedMean {
  const { value, validity } = figure;
  const { expected: of, observed: there } = countsOf(figure, expected);
  const coverage = { expected: of, observed: there };
  return { value, validity, coverage, statistic, edition: id, ...(stage && { stage }) };
}

/**
 * Computes one of the six pollutants over a clock hour from the observations that concern it, as the index uses it.
 * @source GB 3095 table 4 [P]
 */
export function pollutantHour(
  pollutant: AirPollutant,
  rules: AirReadingRules,
  readings: Readings,
  end: Instant,
  trace?: Trace,
): ObservedMean {
  const samples = samplesOf(byHours(readings).get(end) ?? [], end, rules);
  const gb3095 = gb3095InForce(dateOfDay(dayOfHour(end)));
  const { own } = samples.readingAt(columnOf(pollutant));
  if (!isMissing(own))
    trace?.step({
      quantity: `mean.1h.${pollutant}`,
      edition: gb3095.id,
      clause: gb3095.validity.hour.clause,
      inputs: { value: own },
      arithmetic: 'the hourly mean that the station sent',
      result: own,
    });
  return observed(hourFigure(samples, pollutant, end, trace), 1, 'mean', gb3095);
}

/** Computes a mean from exact hours, so that it is rounded once. */
const onceRounded = (figure: AirFigure, hours: readonly CarriedValue[]): AirFigure =>
  isMissing(figure.value) ? figure : { ...figure, value: meanOfPresent(hours).value };

/**
 * Computes one of the six pollutants over a civil day from its observations: the day mean, for ozone the daily maximum
 * 8 h.
 * @source GB 3095 table 4 [P]; HJ 663: ozone daily maximum 8 h [2]
 */
export function pollutantDay(
  pollutant: AirPollutant,
  rules: AirReadingRules,
  readings: Readings,
  begin: Instant,
  trace?: Trace,
): ObservedMean {
  const date = dateOfDay(dayAt(begin));
  const gb3095 = gb3095InForce(date);
  const byHour = byHours(readings);
  const figures = Array.from({ length: HOURS }, (_, at) => {
    const end = instant(begin + (at + 1) * HOUR);
    return hourFigure(samplesOf(byHour.get(end) ?? [], end, rules), pollutant, end);
  });
  const hours = figures.map(({ value }) => value);
  if (pollutant !== 'o3') {
    const mean = onceRounded(dayMean(hours, pollutant, gb3095, undefined, trace), figures);
    return observed(mean, HOURS, 'mean', gb3095);
  }
  const hj663 = hj663InForce(date);
  const windows = hj663.ozone.lastLabel - hj663.ozone.firstLabel + 1;
  const rests = figures.map(({ rest }) => rest);
  const largest = ozoneDailyMax8h(hours, { gb3095, hj663 }, undefined, trace, rests);
  return observed(onceRounded(largest, ozoneHours(largest, figures)), windows, 'max8h', gb3095);
}
