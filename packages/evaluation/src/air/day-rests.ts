import type { CarriedValue, Rests } from '@lanbi/model';
import {
  AIR_POLLUTANTS,
  type AirPollutant,
  type AirValues,
  type Carried,
  eachPollutant,
  isMissing,
  type Maybe,
  carriedMean as meanOfCarried,
  type Remainder,
  roundable,
} from '@lanbi/standards';

/** Values to a millionth with what is left of them. */
export interface CarriedValues {
  readonly concentrations: AirValues;
  readonly rests?: Rests;
}

function carriedValues(
  values: AirValues,
  parts: (item: AirPollutant) => readonly CarriedValue[],
): CarriedValues {
  const concentrations: Record<AirPollutant, Maybe<number>> = { ...values };
  const rests: Partial<Record<AirPollutant, Remainder>> = {};
  let isExact = true;
  for (const item of AIR_POLLUTANTS) {
    if (isMissing(values[item])) continue;
    const { value, rest } = carriedMean(parts(item));
    concentrations[item] = value;
    if (!rest) continue;
    rests[item] = rest;
    isExact = false;
  }
  return isExact ? { concentrations } : { concentrations, rests };
}

const isCarried = (each: CarriedValue): each is Carried => !isMissing(each.value);

/** The exact mean of the values that are there, to a millionth, with what is left of it. There must be one. */
export const carriedMean = (values: readonly CarriedValue[]): Carried =>
  meanOfCarried(values.filter(isCarried));

/**
 * The day values of a station with what is left of them.
 * @param hours the hourly values that each day value is the mean of: of ozone those of its largest window
 */
export const stationRests = (
  values: AirValues,
  hours: (item: AirPollutant) => readonly CarriedValue[],
): CarriedValues => carriedValues(values, hours);

/** A value as an index takes it, which rounds it to the digits of print as the exact value behind it is rounded. */
export const roundableValue = ({ value, rest }: CarriedValue): Maybe<number> =>
  isMissing(value) || !rest ? value : roundable(value, rest.num);

/** Six values as an index takes them. */
export const roundableValues = (values: AirValues, rests: Rests | undefined): AirValues =>
  rests ? eachPollutant((item) => roundableValue({ value: values[item], rest: rests[item] })) : values;

/** An evaluation point with its day values. */
export interface CarriedPoint {
  readonly values: AirValues;
  readonly rests?: Rests | undefined;
}

/** The hour or day values of a region, means of the exact values of its points. */
export const regionRests = (values: AirValues, points: readonly CarriedPoint[]): CarriedValues =>
  carriedValues(values, (item) =>
    points.map(({ values: own, rests }) => ({ value: own[item], rest: rests?.[item] })),
  );
