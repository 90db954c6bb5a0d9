import { divide, exactly } from '../exact/rational.ts';
import { isMissing, type Maybe } from '../figure/missing.ts';
import type { WaterMeasurand } from './measurand.ts';
import { nearest } from './nearest.ts';

/** A result below the detection limit of its method; the limit in the unit of the item. */
export interface BelowDetection {
  readonly belowDetection: number;
}

/** A value in its canonical unit, a result below the detection limit, or why there is none. */
export type Measured = Maybe<number> | BelowDetection;

/** Values of one time and place; an absent one was not measured. */
export type WaterValues = Readonly<Partial<Record<WaterMeasurand, Measured>>>;

const TWO = exactly(2);

/**
 * The number that enters a calculation: half the limit where the result is below it.
 * @throws RangeError when a detection limit is not finite or not above zero.
 * @source 环办〔2011〕22号, results below the detection limit [2]
 * @example detectedValue({ belowDetection: 0.03 }) // 0.015
 */
export function detectedValue(result: number | BelowDetection): number {
  if (typeof result === 'number') return result;
  const limit = result.belowDetection;
  if (!(limit > 0 && limit < Infinity)) throw new RangeError(`not a detection limit: ${limit}`);
  return nearest(divide(exactly(limit), TWO));
}

/**
 * What enters a calculation, or why nothing does.
 * @throws RangeError when a detection limit is not finite or not above zero.
 */
export const countedValue = (measured: Measured): Maybe<number> =>
  isMissing(measured) ? measured : detectedValue(measured);
