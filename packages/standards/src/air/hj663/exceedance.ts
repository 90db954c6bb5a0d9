import { divide, exactly, rational, subtract } from '../../exact/rational.ts';
import { roundRational } from '../../exact/round.ts';
import { halfEven, type Trace } from '../../figure/derivation.ts';
import { type Maybe, missing } from '../../figure/missing.ts';
import { concentration } from '../pollutant.ts';
import type { Hj663Edition } from './edition.ts';

/**
 * How far a concentration is beyond its limit: (C - S)/S, two decimals; `not-applicable` where it attains.
 * @throws RangeError when the concentration is negative or not finite, or the limit not above 0.
 * @source HJ 663, exceedance multiple [M]
 * @example exceedanceMultiple(70, 35, HJ663_2013) // 1
 */
export function exceedanceMultiple(
  value: number,
  limit: number,
  { id, digits }: Pick<Hj663Edition, 'id' | 'digits'>,
  trace?: Trace,
): Maybe<number> {
  if (!(limit > 0)) throw new RangeError(`not a limit: ${limit}`);
  if (concentration(value) <= limit) return missing('not-applicable');
  const quotient = divide(exactly(value), exactly(limit));
  const result = roundRational(subtract(quotient, rational(1n)), digits.multiple);
  trace?.step({
    quantity: 'exceedance-multiple',
    edition: id,
    clause: 'exceedance multiple (C - S) / S',
    inputs: { value, limit },
    arithmetic: `(${value} - ${limit}) / ${limit}`,
    rounding: halfEven(digits.multiple),
    result,
  });
  return result;
}
