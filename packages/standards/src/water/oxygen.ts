import { add, compare, divide, exactly, multiply, type Rational } from '../exact/rational.ts';
import { nearest } from './nearest.ts';

const [NUMERATOR, OFFSET, HUNDRED] = [exactly(468), exactly(31.6), exactly(100)];

function saturation(celsius: number): Rational {
  const denominator = add(OFFSET, exactly(celsius));
  if (denominator.num <= 0n) throw new RangeError(`not a water temperature: ${celsius}`);
  return divide(NUMERATOR, denominator);
}

/**
 * Dissolved oxygen of saturated fresh water at sea level, mg/L: 468 / (31.6 + T), T in °C.
 * @throws RangeError when T is not finite or not above -31.6.
 * @source saturated dissolved oxygen [2]
 * @example saturatedOxygen(20) // 9.069767441860465
 */
export const saturatedOxygen = (celsius: number): number => nearest(saturation(celsius));

/**
 * Whether dissolved oxygen (mg/L) is at least `percent` of saturation at T in °C; exactly, the limit included.
 * @throws RangeError as saturatedOxygen, or when the oxygen is not finite.
 */
export const isSaturated = (oxygen: number, celsius: number, percent: number): boolean =>
  compare(multiply(exactly(oxygen), HUNDRED), multiply(saturation(celsius), exactly(percent))) >= 0;
