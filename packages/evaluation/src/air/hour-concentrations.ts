import type { Station, StoredObservation } from '@lanbi/model';
import {
  type AirFigure,
  type AirPollutant,
  type AirValues,
  eachPollutant,
  gb3095InForce,
  hourMean,
  type Instant,
  isMissing,
  type Maybe,
  missing,
  noFigure,
  type Trace,
} from '@lanbi/standards';
import { dateOfDay, dayOfHour } from '../period/day-number.ts';
import { columnOf } from './day-table.ts';
import { FULL_HOUR, HourSamples } from './hour-samples.ts';

/** Whether an observation counts to an hour at all: longer ones and instant samples do not. */
export const countsToHour = ({ period }: Pick<StoredObservation, 'period'>): boolean =>
  period > 0 && period <= FULL_HOUR;

/** One pollutant's hourly mean: the station's own, else made of its shorter samples. */
function hourlyMean(samples: HourSamples, pollutant: AirPollutant, end: Instant): Maybe<number> {
  const column = columnOf(pollutant);
  const own = samples.ownAt(column);
  if (!isMissing(own) || own.missing !== 'no-data') return own;
  return shorterMean(samples, pollutant, end).value;
}

/** The mean of an hour's shorter samples. @source GB 3095 table 4: 45 minutes of sampling for gases [P] */
function shorterMean(samples: HourSamples, pollutant: AirPollutant, end: Instant, trace?: Trace): AirFigure {
  const { values, period, reason } = samples.shorterAt(columnOf(pollutant));
  if (values.length === 0) return noFigure(missing(reason));
  const edition = gb3095InForce(dateOfDay(dayOfHour(end)));
  return hourMean(values, pollutant, edition, { minutesEach: period / 60 }, trace);
}

/**
 * One pollutant's hour with the counts behind it: a value of the whole hour is one of one.
 * @source GB 3095 table 4: 45 minutes of sampling for gases, no row for PM [P]
 */
export function hourFigure(
  samples: HourSamples,
  pollutant: AirPollutant,
  end: Instant,
  trace?: Trace,
): AirFigure {
  const own = samples.ownAt(columnOf(pollutant));
  if (!isMissing(own)) return { value: own, validity: { kind: 'valid', expected: 1, observed: 1 } };
  return own.missing === 'no-data' ? shorterMean(samples, pollutant, end, trace) : noFigure(own);
}

/** The plans of stations as sets, made once each. */
const plans = new WeakMap<Station, ReadonlySet<string>>();

export function planOf(station: Station): ReadonlySet<string> {
  let plan = plans.get(station);
  if (!plan) {
    plan = new Set<string>(station.parameters);
    plans.set(station, plan);
  }
  return plan;
}

/**
 * The concentrations of a clock hour, out of every observation of the station that ends within it.
 * @param plan the pollutants that the station measures; the others are `not-monitored`
 * @source GB 3095 table 4: 45 minutes of sampling for gases, no row for PM [P]
 */
export const hourConcentrations = (
  samples: HourSamples,
  plan: ReadonlySet<string>,
  end: Instant,
): AirValues =>
  eachPollutant((pollutant) =>
    plan.has(pollutant) ? hourlyMean(samples, pollutant, end) : missing('not-monitored'),
  );

/** The observations of an hour, in any order. */
export function samplesOf(observations: readonly StoredObservation[], end: Instant): HourSamples {
  const samples = new HourSamples(end);
  for (const each of observations) samples.put(each);
  return samples;
}
