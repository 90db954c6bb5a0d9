import { roundHalfEven } from '../exact/round.ts';
import type { WaterMeasurand } from './measurand.ts';

/** Digits before the class: those of an hourly value, those of an assessment, or the value as received. */
export type Rounding = 'none' | 'hour' | 'assessment';

/** Decimals by measurand; one that is not listed is not rounded. @source digits of hourly and assessment values, half to even [code] */
export const ROUNDING_DIGITS: Readonly<
  Record<Exclude<Rounding, 'none'>, Readonly<Partial<Record<WaterMeasurand, number>>>>
> = {
  hour: {
    water_temperature: 1,
    ph: 2,
    do: 2,
    codmn: 2,
    nh3n: 3,
    tp: 3,
    tn: 2,
    conductivity: 1,
    turbidity: 1,
    cod: 2,
  },
  assessment: {
    water_temperature: 1,
    ph: 0,
    do: 1,
    codmn: 1,
    nh3n: 2,
    tp: 3,
    tn: 2,
    conductivity: 1,
    turbidity: 1,
    cod: 1,
    bod5: 1,
  },
};

/** Decimals of the first digit of x that is not zero. */
const firstDigit = (x: number): number => -Number(x.toExponential().split('e')[1]);

/**
 * The value to the digits of the table, half to even. A value that is not zero never becomes zero: it keeps its
 * first digit instead ([D]: the source says only that it never does).
 * @throws RangeError when the value is not finite.
 * @source digits of hourly and assessment values, half to even [code]
 * @example roundValue('nh3n', 0.125, 'assessment') // 0.12
 */
export function roundValue(measurand: WaterMeasurand, value: number, rounding: Rounding): number {
  const digits = rounding === 'none' ? undefined : ROUNDING_DIGITS[rounding][measurand];
  if (digits === undefined) return value;
  const rounded = roundHalfEven(value, digits);
  return rounded === 0 && value !== 0 ? roundHalfEven(value, firstDigit(value)) : rounded;
}
