import type { AirParameter, StoredObservation } from '@lanbi/model';
import {
  ExactSum,
  HOUR,
  halfEven,
  type Instant,
  instant,
  isMissing,
  isPresent,
  type Maybe,
  missing,
  roundHalfEven,
  sharedReason,
  type Trace,
} from '@lanbi/standards';
import { countsToHour } from '../air/hour-concentrations.ts';
import { figureOfReading } from '../air/hour-samples.ts';
import { hourEndOf } from '../period/day-number.ts';
import { markedValidity, type Observed, type ObservedMean } from './observed.ts';

type Readings = readonly StoredObservation[];

/** Digits of a mean, as the six carry. */
const DIGITS = 6;
const FULL_HOUR = 3600;
const HOURS = 24;
const DEGREE = Math.PI / 180;

/** The direction of the sum of unit vectors, degrees in [0, 360); `not-applicable` where they cancel out. */
function meanDirection(degrees: readonly number[]): Maybe<number> {
  const north = degrees.reduce((sum, each) => sum + Math.cos(each * DEGREE), 0) / degrees.length;
  const east = degrees.reduce((sum, each) => sum + Math.sin(each * DEGREE), 0) / degrees.length;
  if (Math.hypot(north, east) < 1e-9) return missing('not-applicable');
  const angle = Math.atan2(east, north) / DEGREE;
  return roundHalfEven(angle < -1e-9 ? angle + 360 : Math.max(0, angle), DIGITS);
}

function meanOf(values: readonly number[]): number {
  const sum = new ExactSum();
  for (const value of values) sum.add(value);
  return sum.mean(DIGITS);
}

function observedOf(
  parameter: AirParameter,
  all: readonly Maybe<number>[],
  expected: number,
  trace?: Trace,
): ObservedMean {
  const isDirection = parameter === 'wind_direction';
  const statistic = isDirection ? 'direction' : 'mean';
  const values = all.filter(isPresent);
  const coverage: Observed = { expected, observed: values.length };
  if (values.length === 0) {
    const why = sharedReason(all.filter(isMissing));
    return { value: why, validity: { kind: 'missing', reason: why.missing }, coverage, statistic };
  }
  const value = isDirection ? meanDirection(values) : meanOf(values);
  trace?.step({
    quantity: `${statistic}.${parameter}`,
    edition: 'none',
    clause: 'no standard has a rule for this parameter; what is there counts',
    inputs: { values: values.join(', '), count: values.length, expected },
    arithmetic: isDirection
      ? `direction of the sum of ${values.length} unit vectors`
      : `mean of ${values.length}`,
    rounding: halfEven(DIGITS),
    result: isMissing(value) ? null : value,
  });
  return { value, validity: markedValidity(coverage), coverage, statistic };
}

/** What the readings of an hour are: the one of the whole hour, else those of the shortest period that has a value. */
function samplesIn(parameter: AirParameter, readings: Readings, end: Instant) {
  const figures = readings.filter(countsToHour).flatMap(({ to, period, readings: each }) => {
    const found = each.find((reading) => reading.parameter === parameter);
    return found
      ? [{ isWhole: period === FULL_HOUR && to === end, period, value: figureOfReading(found) }]
      : [];
  });
  const whole = figures.find(({ isWhole }) => isWhole);
  if (whole) return { values: [whole.value], expected: 1 };
  const shorter = figures.filter(({ period }) => period < FULL_HOUR);
  const sound = shorter.filter(({ value }) => !isMissing(value));
  const shortest = Math.min(...(sound.length > 0 ? sound : shorter).map(({ period }) => period));
  const values = shorter.filter(({ period }) => period === shortest).map(({ value }) => value);
  return { values, expected: values.length > 0 ? FULL_HOUR / shortest : 1 };
}

/** A parameter of air beside the six over a clock hour. No standard rules it: whatever is there makes the mean. */
export function weatherHour(
  parameter: AirParameter,
  readings: Readings,
  end: Instant,
  trace?: Trace,
): ObservedMean {
  const { values, expected } = samplesIn(parameter, readings, end);
  return observedOf(parameter, values, expected, trace);
}

/** The same over a civil day, out of its 24 hours. */
export function weatherDay(
  parameter: AirParameter,
  readings: Readings,
  begin: Instant,
  trace?: Trace,
): ObservedMean {
  const byHour = Map.groupBy(readings, ({ to }) => hourEndOf(to));
  const hours = Array.from({ length: HOURS }, (_, at) => {
    const end = instant(begin + (at + 1) * HOUR);
    return weatherHour(parameter, byHour.get(end) ?? [], end).value;
  });
  return observedOf(parameter, hours, HOURS, trace);
}
