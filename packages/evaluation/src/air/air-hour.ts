import type { AirHourRecord, CarriedValue, HourValues, RunningInput, RunningMeans } from '@lanbi/model';
import {
  AIR_POLLUTANTS,
  type AirValues,
  type Aqi,
  type AqiMethodId,
  type Hj633Edition,
  hj633InForce,
  hourlyAqi,
  type Instant,
  isMissing,
  type Maybe,
  type Trace,
  type Validity,
} from '@lanbi/standards';
import { dateOfDay, dayOfHour } from '../period/day-number.ts';
import { roundableValue, roundableValues } from './day-rests.ts';
import type { RunningValues } from './running-means.ts';

/** The figure of a clock hour: its record with the index under an edition. */
export interface AirHourBody extends Omit<AirHourRecord, 'rests' | 'so2_24h'> {
  readonly aqi: Aqi;
  /**
   * Running means that end with the hour: all of them if requested, else those that the index uses, which by the method
   * in force is that of SO2 above the scale of the hour.
   */
  readonly further?: Partial<RunningMeans>;
  /** Validity by the number of pollutants that the station measures, and of those with a value. */
  readonly validity: Validity;
  /** Whether late data may still change the figure. */
  readonly provisional: boolean;
}

/** Of the six pollutants: how many the plan asks for, how many have a figure. */
export function hourValidity(values: AirValues): Validity {
  const planned = AIR_POLLUTANTS.map((pollutant) => values[pollutant]).filter(
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
 * Selects another edition or method than those of the date, and provides the inputs of the method beside the record.
 */
export interface HourlyOptions {
  readonly hj633?: Hj633Edition | undefined;
  readonly method?: AqiMethodId | undefined;
  /** The running means that end with the hour, if they are requested or the method uses them. */
  readonly running?: RunningValues | undefined;
}

type Further = Readonly<Partial<Record<RunningInput, CarriedValue>>>;

/** Converts means to the values of an index or of an answer. */
const mapped = (further: Further, of: (mean: CarriedValue) => Maybe<number>): Partial<RunningMeans> =>
  Object.fromEntries(Object.entries(further).map(([name, mean]) => [name, of(mean)]));

/** Returns the given running means, else the one in the record. */
function furtherOf({ so2_24h }: HourValues, running: RunningValues | undefined): Further | undefined {
  return running ?? (so2_24h && { so2_24h });
}

/**
 * Computes only the index of an hour, under the edition in force at its date. The hour that ends at 00:00 belongs to
 * the day before.
 * @throws RangeError when the edition has no such method.
 * @source HJ 633, hourly report; the edition's own default method
 */
export function hourIndex(
  record: HourValues,
  end: Instant,
  { hj633 = hj633InForce(dateOfDay(dayOfHour(end))), method, running }: HourlyOptions = {},
  trace?: Trace,
): Aqi {
  const further = furtherOf(record, running);
  const input = {
    values: roundableValues(record.concentrations, record.rests),
    ...(further && { further: mapped(further, roundableValue) }),
  };
  return hourlyAqi(input, hj633, { method }, trace);
}

/** Computes the figure of an hour. @throws RangeError when the edition has no such method. */
export function airHour(
  record: AirHourRecord,
  end: Instant,
  options: HourlyOptions = {},
  trace?: Trace,
): AirHourBody {
  const { concentrations, coverage, minutes } = record;
  const further = furtherOf(record, options.running);
  return {
    aqi: hourIndex(record, end, options, trace),
    concentrations,
    ...(further && { further: mapped(further, ({ value }) => value) }),
    ...(coverage && { coverage }),
    ...(minutes && { minutes }),
    validity: hourValidity(concentrations),
    provisional: true,
  };
}
