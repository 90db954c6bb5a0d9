import { rational } from '../../exact/rational.ts';
import { roundRational } from '../../exact/round.ts';
import { halfEven, type Trace } from '../../figure/derivation.ts';
import { isMissing, isPresent, type Maybe, missing } from '../../figure/missing.ts';
import type { Aqi } from '../hj633/aqi-figure.ts';
import { type AirPollutant, eachPollutant } from '../pollutant.ts';
import type { Hj663Edition } from './edition.ts';

/** 优良天数比例 with what it is made of. */
export interface GoodDays {
  /** Days with an index of at most 100. */
  readonly good: number;
  /** Days with an index. */
  readonly valid: number;
  /** Per cent of the valid days, one decimal. */
  readonly ratio: Maybe<number>;
}

/** Which share of good days: of all days, or of those that no pollutant is left out of. */
export type GoodDaysOf = 'good-day-ratio' | 'good-day-ratio-without-dust';

/**
 * The share of good days among the valid ones, from the indices of the days. Exceptional days stay in; a second ratio
 * without them is published since 2025, which takes them out of both numbers ([D]).
 * @source HJ 663, good-day ratio [2], one decimal [M]
 * @example goodDayRatio([40, 100, 101, missing('incomplete')], HJ663_2013) // { good: 2, valid: 3, ratio: 66.7 }
 */
export function goodDayRatio(
  indices: readonly Maybe<number>[],
  { id, goodDay, digits }: Hj663Edition,
  trace?: Trace,
  quantity: GoodDaysOf = 'good-day-ratio',
): GoodDays {
  const known = indices.filter(isPresent);
  const [good, valid] = [known.filter((index) => index <= goodDay.upTo).length, known.length];
  const ratio =
    valid === 0
      ? missing('no-data')
      : roundRational(rational(BigInt(good * 100), BigInt(valid)), digits.ratio);
  trace?.step({
    quantity,
    edition: id,
    clause: goodDay.clause,
    inputs: { good, valid, upTo: goodDay.upTo },
    arithmetic: `${good} / ${valid} × 100`,
    rounding: halfEven(digits.ratio),
    result: isMissing(ratio) ? null : ratio,
  });
  return { good, valid, ratio };
}

/** On how many days each pollutant was primary; a day with several counts for each of them [M]. */
export const primaryPollutantDays = (days: readonly Pick<Aqi, 'primary'>[]): Record<AirPollutant, number> =>
  eachPollutant((pollutant) => days.filter(({ primary }) => primary.includes(pollutant)).length);
