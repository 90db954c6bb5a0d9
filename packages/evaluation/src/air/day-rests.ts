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

/** A figure with what rounding its value left out. */
export interface CarriedFigure extends AirFigure {
  readonly rest?: Remainder | undefined;
}

export const isCarried = (each: CarriedValue): each is Carried => !isMissing(each.value);

/** The exact mean of values that are enough. */
export const validMean = (present: readonly Carried[], expected: number): CarriedFigure => ({
  ...meanOfCarried(present),
  validity: { kind: 'valid', expected, observed: present.length },
});

/** What rounding left out of the values that have some; undefined where there is none. */
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

/** A value as an index takes it, which rounds it to the digits of print as the exact value behind it is rounded. */
export const roundableValue = ({ value, rest }: CarriedValue): Maybe<number> =>
  isMissing(value) || !rest ? value : roundable(value, rest.num);

/** Six values as an index takes them. */
export const roundableValues = (values: AirValues, rests: Rests | undefined): AirValues =>
  rests ? eachPollutant((item) => roundableValue({ value: values[item], rest: rests[item] })) : values;
