import type { CarriedValue, Rests } from '@lanbi/model';
import {
  AIR_POLLUTANTS,
  type AirFigure,
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

/** A figure with its rounding remainder. */
export interface CarriedFigure extends AirFigure {
  readonly rest?: Remainder | undefined;
}

export const isCarried = (each: CarriedValue): each is Carried => !isMissing(each.value);

/** Computes the exact mean of a sufficient number of values. */
export const validMean = (present: readonly Carried[], expected: number): CarriedFigure => ({
  ...meanOfCarried(present),
  validity: { kind: 'valid', expected, observed: present.length },
});

/** Returns the remainders of the values that have one; undefined if none has. */
export function restsOf(figures: Readonly<Record<AirPollutant, CarriedFigure>>): Rests | undefined {
  const rests: Partial<Record<AirPollutant, Remainder>> = {};
  let isExact = true;
  for (const item of AIR_POLLUTANTS) {
    const { rest } = figures[item];
    if (!rest) continue;
    rests[item] = rest;
    isExact = false;
  }
  return isExact ? undefined : rests;
}

/** The exact mean of the values that are there, to a millionth, with what is left of it. There must be one. */
export const meanOfPresent = (values: readonly CarriedValue[]): Carried =>
  meanOfCarried(values.filter(isCarried));

/**
 * Returns a value as an index uses it: rounding it to printed digits gives the same as rounding the exact value.
 */
export const roundableValue = ({ value, rest }: CarriedValue): Maybe<number> =>
  isMissing(value) || !rest ? value : roundable(value, rest.num);

/** Returns six values as an index uses them. */
export const roundableValues = (values: AirValues, rests: Rests | undefined): AirValues =>
  rests ? eachPollutant((item) => roundableValue({ value: values[item], rest: rests[item] })) : values;
