import type { Station, StoredObservation, StoredReading } from '@lanbi/model';
import {
  type AirPollutant,
  type AirValues,
  eachPollutant,
  gb3095InForce,
  hourMean,
  type Instant,
  type Maybe,
  type MissingReason,
  missing,
} from '@lanbi/standards';
import { dateOfDay, dayOfHour } from '../period/day-number.ts';

export const FULL_HOUR = 3600;

/** Whether an observation counts to an hour at all: longer ones and instant samples do not. */
export const countsToHour = ({ period }: Pick<StoredObservation, 'period'>): boolean =>
  period > 0 && period <= FULL_HOUR;

const FLAG_REASONS: Readonly<Record<string, MissingReason>> = {
  D: 'fault',
  B: 'fault',
  C: 'calibration',
  M: 'maintenance',
  F: 'maintenance',
};

interface Sample {
  readonly period: number;
  readonly reading: StoredReading;
}

const isSound = ({ reading }: Sample): boolean => !reading.invalid && reading.value >= 0;

const whyNone = (samples: readonly Sample[]): MissingReason => {
  const [first] = samples;
  return first ? (FLAG_REASONS[first.reading.flag] ?? 'invalid') : 'no-data';
};

function samplesOf(observations: readonly StoredObservation[], pollutant: AirPollutant): Sample[] {
  const samples: Sample[] = [];
  for (const { period, readings } of observations) {
    const reading = readings.find(({ parameter }) => parameter === pollutant);
    if (reading) samples.push({ period, reading });
  }
  return samples;
}

/** The mean of the samples of the shortest length that has sound ones. */
function meanOfShorter(sound: readonly Sample[], pollutant: AirPollutant, end: Instant): Maybe<number> {
  const shortest = Math.min(...sound.map(({ period }) => period));
  const values = sound.filter(({ period }) => period === shortest).map(({ reading }) => reading.value);
  const edition = gb3095InForce(dateOfDay(dayOfHour(end)));
  return hourMean(values, pollutant, edition, { minutesEach: shortest / 60 }).value;
}

/** One pollutant's hourly mean: the station's own, else made of its shorter samples. */
function hourlyMean(
  own: readonly StoredObservation[],
  shorter: readonly StoredObservation[],
  pollutant: AirPollutant,
  end: Instant,
): Maybe<number> {
  const hour = samplesOf(own, pollutant);
  const ready = hour.find(isSound);
  if (ready) return ready.reading.value;
  const samples = shorter.length === 0 ? [] : samplesOf(shorter, pollutant);
  const sound = samples.filter(isSound);
  if (hour.length > 0 || sound.length === 0) return missing(whyNone([...hour, ...samples]));
  return meanOfShorter(sound, pollutant, end);
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
 * The concentrations of a clock hour, out of every observation of the station that ends within it, in any order.
 * @param plan the pollutants that the station measures; the others are `not-monitored`
 * @source GB 3095 table 4: 45 minutes of sampling for gases, no row for PM [P]
 */
export function hourConcentrations(
  observations: readonly StoredObservation[],
  plan: ReadonlySet<string>,
  end: Instant,
): AirValues {
  const own = observations.filter(({ period, to }) => period === FULL_HOUR && to === end);
  const shorter = observations
    .filter(({ period }) => period > 0 && period < FULL_HOUR)
    .sort((a, b) => a.to - b.to || a.period - b.period);
  return eachPollutant((pollutant) =>
    plan.has(pollutant) ? hourlyMean(own, shorter, pollutant, end) : missing('not-monitored'),
  );
}
