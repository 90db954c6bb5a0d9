import type { FewMinutes, Rests, Station, StoredObservation } from '@lanbi/model';
import {
  type AirPollutant,
  type AirValues,
  eachPollutant,
  gb3095InForce,
  type HourFigure,
  type Instant,
  isMissing,
  missing,
  noFigure,
  type Remainder,
  type Trace,
  weightedHourMean,
} from '@lanbi/standards';
import { dateOfDay, dayOfHour } from '../period/day-number.ts';
import { columnOf } from './columns.ts';
import type { HourReading } from './hour-reading.ts';
import { type AirReadingRules, HourSamples } from './hour-samples.ts';

/**
 * Computes the mean of the parts of an hour. @source GB 3095 table 4: 45 minutes of sampling for gases [P]
 */
function meanOfParts(
  { parts, covered, reason }: HourReading,
  pollutant: AirPollutant,
  end: Instant,
  trace?: Trace,
): HourFigure {
  if (parts.length === 0) return noFigure(missing(reason));
  const edition = gb3095InForce(dateOfDay(dayOfHour(end)));
  return weightedHourMean(parts, covered, pollutant, edition, trace);
}

/**
 * Computes the hour of one pollutant with its counts: one of one for an hourly value, else the minutes that its parts
 * cover. An invalid hourly value excludes the parts.
 * @source GB 3095 table 4: 45 minutes of sampling for gases, no row for PM [P]
 */
export function hourFigure(
  samples: HourSamples,
  pollutant: AirPollutant,
  end: Instant,
  trace?: Trace,
): HourFigure {
  const reading = samples.readingAt(columnOf(pollutant));
  const { own } = reading;
  if (!isMissing(own)) return { value: own, validity: { kind: 'valid', expected: 1, observed: 1 } };
  return own.missing === 'no-data' ? meanOfParts(reading, pollutant, end, trace) : noFigure(own);
}

/** The monitoring plans of stations as sets, created once each. */
const plans = new WeakMap<Station, ReadonlySet<string>>();

export function plannedParameters(station: Station): ReadonlySet<string> {
  let plan = plans.get(station);
  if (!plan) {
    plan = new Set<string>(station.parameters);
    plans.set(station, plan);
  }
  return plan;
}

/** The concentrations of a clock hour, with the minutes of pollutants that have too few. */
export interface HourFigures {
  readonly values: AirValues;
  readonly minutes?: FewMinutes;
  /** Rounding remainders of the means of minute values. */
  readonly rests?: Rests;
}

/**
 * Computes the concentrations of a clock hour from every observation of the station that concerns it.
 * @param plan the pollutants that the station measures; the others are `not-monitored`
 * @source GB 3095 table 4: 45 minutes of sampling for gases, no row for PM [P]
 */
export function hourConcentrations(
  samples: HourSamples,
  plan: ReadonlySet<string>,
  end: Instant,
): HourFigures {
  const minutes: Partial<Record<AirPollutant, number>> = {};
  const rests: Partial<Record<AirPollutant, Remainder>> = {};
  const values = eachPollutant((pollutant) => {
    if (!plan.has(pollutant)) return missing('not-monitored');
    const { value, validity, rest } = hourFigure(samples, pollutant, end);
    if (rest) rests[pollutant] = rest;
    if (validity.kind === 'insufficient') minutes[pollutant] = validity.observed;
    return value;
  });
  return {
    values,
    ...(Object.keys(minutes).length > 0 && { minutes }),
    ...(Object.keys(rests).length > 0 && { rests }),
  };
}

/** Collects the observations that concern an hour, in any order. */
export function samplesOf(
  observations: readonly StoredObservation[],
  end: Instant,
  rules: AirReadingRules,
): HourSamples {
  const samples = new HourSamples(end, rules);
  for (const each of observations) samples.put(each);
  return samples;
}
