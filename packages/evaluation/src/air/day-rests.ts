import {
  AIR_POLLUTANTS,
  type AirPollutant,
  type AirValues,
  type Carried,
  carried,
  divide,
  ExactSum,
  eachPollutant,
  exactOf,
  isMissing,
  type Maybe,
  type Rational,
  type Remainder,
  rational,
  roundable,
} from '@lanbi/standards';

/** What is left of day values that were rounded to a millionth; nothing of those that are exact. */
export type DayRests = Readonly<Partial<Record<AirPollutant, Remainder>>>;

/** Day values to a millionth with what is left of them. */
export interface CarriedValues {
  readonly concentrations: AirValues;
  readonly rests?: DayRests;
}

function carriedValues(values: AirValues, exact: (item: AirPollutant) => Rational): CarriedValues {
  const concentrations: Record<AirPollutant, Maybe<number>> = { ...values };
  const rests: Partial<Record<AirPollutant, Remainder>> = {};
  for (const item of AIR_POLLUTANTS) {
    if (isMissing(values[item])) continue;
    const { value, rest } = carried(exact(item));
    concentrations[item] = value;
    if (rest) rests[item] = rest;
  }
  return { concentrations, ...(Object.keys(rests).length > 0 && { rests }) };
}

function exactMean(values: readonly Carried[]): Rational {
  const sum = new ExactSum();
  for (const each of values) {
    if (each.rest) sum.addExact(exactOf(each));
    else sum.add(each.value);
  }
  return divide(sum.total(), rational(BigInt(sum.count)));
}

/** A value of a day's hour, and what rounding it to a millionth left out. */
export interface CarriedHour {
  readonly value: Maybe<number>;
  readonly rest?: Remainder | undefined;
}

/** The hours that have a value. */
const presentOf = (hours: readonly CarriedHour[]): readonly Carried[] =>
  hours.flatMap(({ value, rest }) => (isMissing(value) ? [] : [rest ? { value, rest } : { value }]));

/** The mean of the hours that have a value, to a millionth, with what is left of it. There must be one. */
export const carriedMean = (hours: readonly CarriedHour[]): Carried => carried(exactMean(presentOf(hours)));

/**
 * The day values of a station with what is left of them.
 * @param hours the hourly values that each day value is the mean of: of ozone those of its largest window
 */
export const stationRests = (
  values: AirValues,
  hours: (item: AirPollutant) => readonly CarriedHour[],
): CarriedValues => carriedValues(values, (item) => exactMean(presentOf(hours(item))));

/**
 * The values as an index takes them, which rounds them to the digits of print: each is rounded as the exact value behind
 * it is.
 */
export const roundableValues = (values: AirValues, rests: DayRests | undefined): AirValues =>
  rests
    ? eachPollutant((item) => {
        const value = values[item];
        return isMissing(value) ? value : roundable(value, rests[item]?.num ?? 0);
      })
    : values;

/** An evaluation point with its day values. */
export interface CarriedPoint {
  readonly values: AirValues;
  readonly rests?: DayRests | undefined;
}

/** The day values of a region, means of the exact values of its points. */
export function regionRests(values: AirValues, points: readonly CarriedPoint[]): CarriedValues {
  return carriedValues(values, (item) =>
    exactMean(
      points.flatMap(({ values: own, rests }) => {
        const value = own[item];
        const rest = rests?.[item];
        return isMissing(value) ? [] : [rest ? { value, rest } : { value }];
      }),
    ),
  );
}
