import {
  AIR_POLLUTANTS,
  type AirPollutant,
  type AirValues,
  type Carried,
  carried,
  divide,
  ExactSum,
  exactOf,
  isMissing,
  isPresent,
  type Maybe,
  type Rational,
  type Remainder,
  rational,
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

/**
 * The day values of a station with what is left of them.
 * @param hours the hourly values that each day value is the mean of: of ozone those of its largest window
 */
export const stationRests = (
  values: AirValues,
  hours: (item: AirPollutant) => readonly Maybe<number>[],
): CarriedValues =>
  carriedValues(values, (item) =>
    exactMean(
      hours(item)
        .filter(isPresent)
        .map((value) => ({ value })),
    ),
  );

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
