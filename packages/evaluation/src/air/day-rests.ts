import type { Rests } from '@lanbi/model';
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
  isShortDecimal,
  type Maybe,
  type Rational,
  type Remainder,
  rational,
  roundable,
} from '@lanbi/standards';

/** Day values to a millionth with what is left of them. */
export interface CarriedValues {
  readonly concentrations: AirValues;
  readonly rests?: Rests;
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
export const roundableValues = (values: AirValues, rests: Rests | undefined): AirValues =>
  rests
    ? eachPollutant((item) => {
        const value = values[item];
        return isMissing(value) ? value : roundable(value, rests[item]?.num ?? 0);
      })
    : values;

/** The remainders that an index of the values depends on: those of short decimals. */
export function shortRests(values: AirValues, rests: Rests | undefined): Rests | undefined {
  if (!rests) return undefined;
  const short = AIR_POLLUTANTS.flatMap((item) => {
    const [value, rest] = [values[item], rests[item]];
    return rest && !isMissing(value) && isShortDecimal(value) ? [[item, rest] as const] : [];
  });
  return short.length > 0 ? Object.fromEntries(short) : undefined;
}

/** An evaluation point with its day values. */
export interface CarriedPoint {
  readonly values: AirValues;
  readonly rests?: Rests | undefined;
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
