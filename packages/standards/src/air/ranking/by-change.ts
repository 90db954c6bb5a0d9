import { divide, exactly, multiply, rational, subtract } from '../../exact/rational.ts';
import { roundRational } from '../../exact/round.ts';
import { halfEven, type Trace } from '../../figure/derivation.ts';
import { isMissing, type Maybe, missing, numberOrReason } from '../../figure/missing.ts';
import type { RankingEdition } from './edition.ts';
import { type Ranked, type RankingContext, rank, type Unranked } from './ranked.ts';

/**
 * (now - before) / before in per cent, `digits` decimals half to even; `not-applicable` from 0.
 * @throws RangeError when a figure is not finite.
 * @source ranking rules, change ranking [2]
 * @example changeInPercent(4.74, 4.81, 2) // -1.46
 */
export function changeInPercent(now: Maybe<number>, before: Maybe<number>, digits: number): Maybe<number> {
  if (isMissing(now)) return now;
  if (isMissing(before)) return before;
  if (before === 0) return missing('not-applicable');
  const change = divide(subtract(exactly(now), exactly(before)), exactly(before));
  return roundRational(multiply(change, rational(100n)), digits);
}

/** A city with its composite index of two periods. */
export interface ChangedCity {
  readonly id: string;
  readonly now: Maybe<number>;
  readonly before: Maybe<number>;
  /** Whether all its pollutants attain grade 2 now. */
  readonly attains: Maybe<boolean>;
}

export interface ChangeRanking {
  readonly edition: string;
  /** All with a change, the largest fall first. */
  readonly ranked: readonly Ranked[];
  /** Those of them that fell. */
  readonly improved: readonly Ranked[];
  /** Those that rose, the largest rise first, without those that attain. */
  readonly deteriorated: readonly Ranked[];
  /** Those that rose and are not listed because they attain. */
  readonly leftOut: readonly string[];
  readonly unranked: readonly Unranked[];
}

/**
 * Cities by the change of their composite index; ties share a rank. A city of which it is not known whether it
 * attains is listed.
 * @throws RangeError when an index is not finite.
 * @source ranking rules, change ranking: ties, and cities that attain grade 2 are not listed as deteriorated [2]
 */
export function rankByChange(
  cities: readonly ChangedCity[],
  edition: RankingEdition,
  trace?: Trace,
): ChangeRanking {
  const { attainingLeftOut, clause } = edition.byChange;
  const context = (list: string): RankingContext | undefined =>
    trace && { list, edition: edition.id, clause, trace };
  const changes = cities.map((city) => ({ ...city, change: changeOf(city, edition, trace) }));
  const known = changes.flatMap(({ id, change, attains }) =>
    isMissing(change) ? [] : [{ id, figure: change, spared: attainingLeftOut && attains === true }],
  );
  const risen = known.filter(({ figure }) => figure > 0);
  const ranked = rank(known, false, context('rank'));
  return {
    edition: edition.id,
    ranked,
    improved: ranked.filter(({ figure }) => figure < 0),
    deteriorated: rank(
      risen.filter(({ spared }) => !spared),
      true,
      context('rank.deteriorated'),
    ),
    leftOut: risen.filter(({ spared }) => spared).map(({ id }) => id),
    unranked: changes.flatMap(({ id, change }) =>
      isMissing(change) ? [{ id, reason: change.missing }] : [],
    ),
  };
}

function changeOf({ id, now, before, attains }: ChangedCity, edition: RankingEdition, trace?: Trace) {
  const { digits, clause } = edition.byChange;
  const change = changeInPercent(now, before, digits);
  trace?.step({
    quantity: `change.${id}`,
    edition: edition.id,
    clause,
    inputs: {
      now: numberOrReason(now),
      before: numberOrReason(before),
      attains: isMissing(attains) ? attains.missing : String(attains),
    },
    arithmetic: `(${numberOrReason(now)} - ${numberOrReason(before)}) / ${numberOrReason(before)} × 100`,
    rounding: halfEven(digits),
    result: isMissing(change) ? null : change,
  });
  return change;
}
