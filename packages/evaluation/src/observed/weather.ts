import { type AirParameter, countedEnd, type StoredObservation } from '@lanbi/model';
import {
  add,
  divide,
  exactly,
  HOUR,
  halfEven,
  type Instant,
  instant,
  isMissing,
  isPresent,
  type Maybe,
  type MissingReason,
  missing,
  multiply,
  rational,
  roundHalfEven,
  roundRational,
  sharedReason,
  type Trace,
} from '@lanbi/standards';
import { byHours } from '../air/counted-hours.ts';
import { hourReading, type TimedFigure } from '../air/hour-reading.ts';
import { type AirReadingRules, figureOfReading } from '../air/hour-samples.ts';
import { markedValidity, type Observed, type ObservedMean } from './observed.ts';

type Readings = readonly StoredObservation[];

/** Digits of a mean, as for the six pollutants. */
const DIGITS = 6;
/** Minutes of an hour, and seconds of a minute. */
const MINUTES = 60;
const HOURS = 24;
const DEGREE = Math.PI / 180;

/** A value and its weight in the mean. */
interface Weighted {
  readonly value: number;
  readonly weight: number;
}

/** Values of an hour or day, the expected and present numbers, and the reason if there is none. */
interface Samples {
  readonly values: readonly Weighted[];
  readonly expected: number;
  readonly observed: number;
  readonly reason: MissingReason;
}

/**
 * Computes the direction of the sum of unit vectors, degrees in [0, 360); `not-applicable` if they cancel out.
 */
function meanDirection(values: readonly Weighted[]): Maybe<number> {
  const time = values.reduce((sum, { weight }) => sum + weight, 0);
  const north = values.reduce((sum, { value, weight }) => sum + weight * Math.cos(value * DEGREE), 0) / time;
  const east = values.reduce((sum, { value, weight }) => sum + weight * Math.sin(value * DEGREE), 0) / time;
  if (Math.hypot(north, east) < 1e-9) return missing('not-applicable');
  const angle = Math.atan2(east, north) / DEGREE;
  return roundHalfEven(angle < -1e-9 ? angle + 360 : Math.max(0, angle), DIGITS);
}

function meanOf(values: readonly Weighted[]): number {
  const weightOf = ({ weight }: Weighted) => rational(BigInt(Math.round(weight * 1000)));
  const total = values.map((each) => multiply(exactly(each.value), weightOf(each))).reduce(add);
  return roundRational(divide(total, values.map(weightOf).reduce(add)), DIGITS);
}

function observedOf(
  parameter: AirParameter,
  { values, expected, observed, reason }: Samples,
  trace?: Trace,
): ObservedMean {
  const isDirection = parameter === 'wind_direction';
  const statistic = isDirection ? 'direction' : 'mean';
  const coverage: Observed = { expected, observed };
  if (values.length === 0)
    return { value: missing(reason), validity: { kind: 'missing', reason }, coverage, statistic };
  const value = isDirection ? meanDirection(values) : meanOf(values);
  trace?.step({
    quantity: `${statistic}.${parameter}`,
    edition: 'none',
    clause: 'no standard has a rule for this parameter; what is there counts',
    inputs: { values: values.map((each) => each.value).join(', '), count: values.length, expected },
    arithmetic: isDirection
      ? `direction of the sum of ${values.length} unit vectors`
      : `mean of ${values.length}`,
    rounding: halfEven(DIGITS),
    result: isMissing(value) ? null : value,
  });
  return { value, validity: markedValidity(coverage), coverage, statistic };
}

/** Returns the values of a parameter in the observations that concern an hour. */
function figuresIn(
  parameter: AirParameter,
  rules: AirReadingRules,
  readings: Readings,
  end: Instant,
): TimedFigure[] {
  return (byHours(readings).get(end) ?? []).flatMap(({ to, period, assumed, readings: each }) => {
    const found = each.find((reading) => reading.parameter === parameter);
    const figure = found && figureOfReading(found, rules);
    return figure === undefined ? [] : [{ to, period, place: countedEnd(to, period), assumed, figure }];
  });
}

/** Returns the samples of an hour: a valid hourly value, else its parts with the minutes that they cover. */
function samplesIn(figures: readonly TimedFigure[], end: Instant, rules: AirReadingRules): Samples {
  const { own, parts, covered, reason } = hourReading(figures, end, rules);
  if (!isMissing(own)) return { values: [{ value: own, weight: 1 }], expected: 1, observed: 1, reason };
  if (parts.length === 0) {
    const why = own.missing === 'no-data' ? reason : own.missing;
    return { values: [], expected: 1, observed: 0, reason: why };
  }
  const values = parts.map(({ value, seconds }) => ({ value, weight: seconds }));
  return { values, expected: MINUTES, observed: Math.floor(covered / MINUTES), reason };
}

/**
 * Computes another parameter of air over a clock hour. No standard has a rule: all present values enter the mean.
 */
export function weatherHour(
  parameter: AirParameter,
  rules: AirReadingRules,
  readings: Readings,
  end: Instant,
  trace?: Trace,
): ObservedMean {
  const figures = figuresIn(parameter, rules, readings, end);
  return observedOf(parameter, samplesIn(figures, end, rules), trace);
}

/** Computes the same over a civil day from its 24 hours. */
export function weatherDay(
  parameter: AirParameter,
  rules: AirReadingRules,
  readings: Readings,
  begin: Instant,
  trace?: Trace,
): ObservedMean {
  const byHour = byHours(readings);
  const hours = Array.from({ length: HOURS }, (_, at) => {
    const end = instant(begin + (at + 1) * HOUR);
    return weatherHour(parameter, rules, byHour.get(end) ?? [], end).value;
  });
  const values = hours.filter(isPresent).map((value) => ({ value, weight: 1 }));
  const reason = sharedReason(hours.filter(isMissing)).missing;
  return observedOf(parameter, { values, expected: HOURS, observed: values.length, reason }, trace);
}
