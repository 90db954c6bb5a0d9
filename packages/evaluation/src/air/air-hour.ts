import type { AirParameter, StoredObservation, StoredReading } from '@lanbi/model';
import {
  AIR_POLLUTANTS,
  type AirPollutant,
  type Aqi,
  dateAt,
  exactly,
  HOUR,
  hj633InForce,
  hourlyAqi,
  type Instant,
  instant,
  isMissing,
  type Maybe,
  type MissingReason,
  missing,
  multiply,
  rational,
  roundRational,
  sum,
  type Trace,
  type Validity,
} from '@lanbi/standards';

/** Concentrations of one hour: µg/m³, CO mg/m³. */
export type Concentrations = Readonly<Record<AirPollutant, Maybe<number>>>;

/** The index of a station's clock hour, as stored under `aqi.hour`. */
export interface AirHourBody {
  readonly aqi: Aqi;
  readonly concentrations: Concentrations;
  /** Of the six pollutants: how many the plan asks for, how many there are. */
  readonly validity: Validity;
  /** Live data may be corrected later. */
  readonly provisional: boolean;
}

/** Decimals kept of a mean of minute values: one more than GB 3095 prints, so that HJ 633 rounds once. */
const MEAN_DIGITS = 3;
/** GB 3095-2026 table 4: at least 45 minutes of sampling in the hour; PM has no such row, the same share is asked [M]. */
const SAMPLED_SECONDS = 45 * 60;

const FLAG_REASONS: Readonly<Record<string, MissingReason>> = {
  D: 'fault',
  B: 'fault',
  C: 'calibration',
  M: 'maintenance',
  F: 'maintenance',
};

/** The end of the clock hour that an observation counts to; one that ends on the hour closes it. */
export const hourEndOf = (to: Instant): Instant => instant(Math.ceil(to / HOUR) * HOUR);

interface Sample {
  readonly period: number;
  readonly reading: StoredReading;
}

const samplesOf = (observations: readonly StoredObservation[], parameter: AirParameter): Sample[] =>
  observations.flatMap(({ period, readings }) => {
    const reading = readings.find((candidate) => candidate.parameter === parameter);
    return reading && period > 0 ? [{ period, reading }] : [];
  });

const whyNone = (samples: readonly Sample[]): MissingReason => {
  const [first] = samples;
  if (!first) return 'no-data';
  return FLAG_REASONS[first.reading.flag] ?? 'invalid';
};

/** The mean of the shorter samples of one length that hold for at least 45 minutes of the hour. */
function meanOfShorter(valid: readonly Sample[]): Maybe<number> {
  const period = Math.min(...valid.map((sample) => sample.period));
  const values = valid
    .filter((sample) => sample.period === period)
    .map((sample) => exactly(sample.reading.value));
  if (values.length * period < SAMPLED_SECONDS) return missing('too-few-samples');
  return roundRational(multiply(sum(values), rational(1n, BigInt(values.length))), MEAN_DIGITS);
}

/** One pollutant's hourly mean: the station's own, else made of its shorter samples. */
function hourlyMean(
  observations: readonly StoredObservation[],
  parameter: AirPollutant,
  end: Instant,
): Maybe<number> {
  const own = observations.filter((observation) => observation.period === 3600 && observation.to === end);
  const hour = samplesOf(own, parameter);
  const ready = hour.find((sample) => !sample.reading.invalid);
  if (ready) return ready.reading.value;
  const shorter = samplesOf(
    observations.filter(({ period }) => period < 3600),
    parameter,
  );
  const valid = shorter.filter((sample) => !sample.reading.invalid);
  if (hour.length > 0 || valid.length === 0) return missing(whyNone([...hour, ...shorter]));
  return meanOfShorter(valid);
}

/**
 * The concentrations of a clock hour, out of every observation of the station that ends within it.
 * @param plan the pollutants that the station measures; the others are `not-monitored`
 */
export function hourConcentrations(
  observations: readonly StoredObservation[],
  plan: ReadonlySet<string>,
  end: Instant,
): Concentrations {
  const entry = (pollutant: AirPollutant): [AirPollutant, Maybe<number>] => [
    pollutant,
    plan.has(pollutant) ? hourlyMean(observations, pollutant, end) : missing('not-monitored'),
  ];
  return Object.fromEntries(AIR_POLLUTANTS.map(entry)) as Record<AirPollutant, Maybe<number>>;
}

function validityOf(concentrations: Concentrations): Validity {
  const planned = AIR_POLLUTANTS.map((pollutant) => concentrations[pollutant]).filter(
    (value) => !isMissing(value) || value.missing !== 'not-monitored',
  );
  const observed = planned.filter((value) => !isMissing(value)).length;
  if (observed === 0) {
    const [first] = planned;
    return { kind: 'missing', reason: isMissing(first) ? first.missing : 'not-monitored' };
  }
  return { kind: observed === planned.length ? 'valid' : 'insufficient', expected: planned.length, observed };
}

/**
 * The hour's index under the edition in force at its date. The hour that ends at 00:00 belongs to the day before.
 * @source HJ 633 5 (hourly report); the edition's own default method
 */
export function airHour(concentrations: Concentrations, end: Instant, trace?: Trace): AirHourBody {
  const edition = hj633InForce(dateAt(instant(end - HOUR)));
  const aqi = hourlyAqi({ values: concentrations }, edition, {}, trace);
  return { aqi, concentrations, validity: validityOf(concentrations), provisional: true };
}
