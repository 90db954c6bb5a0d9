import { ExactSum } from '../../exact/exact-sum.ts';
import { halfEven, type Trace } from '../../figure/derivation.ts';
import { isPresent, type Maybe, missing } from '../../figure/missing.ts';
import { concentration } from '../pollutant.ts';
import type { Hj663Edition } from './edition.ts';
import { CARRIED_DIGITS } from './mean.ts';

/**
 * The mean of the last three annual figures, oldest first (µg/m³, CO mg/m³): `not-applicable` where the edition
 * has no moving mean, `incomplete` where one of the years is missing. The plain mean is taken [1].
 * @throws RangeError when a concentration is negative or not finite.
 * @source HJ 663-2026, three-year moving mean [1]
 */
export function movingMean(
  years: readonly Maybe<number>[],
  { id, movingMean: rule }: Pick<Hj663Edition, 'id' | 'movingMean'>,
  digits = CARRIED_DIGITS,
  trace?: Trace,
): Maybe<number> {
  if (!rule) return missing('not-applicable');
  const known = years.slice(-rule.years).filter(isPresent);
  if (known.length < rule.years) return missing('incomplete');
  const sum = new ExactSum();
  for (const year of known) sum.add(concentration(year));
  const result = sum.mean(digits);
  trace?.step({
    quantity: 'moving-mean',
    edition: id,
    clause: rule.clause,
    inputs: { years: known.join(', '), count: sum.count },
    arithmetic: `(${known.join(' + ')}) / ${sum.count}`,
    rounding: halfEven(digits),
    result,
  });
  return result;
}
