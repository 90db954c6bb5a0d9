import { roundHalfEven } from '../../exact/round.ts';
import type { Trace } from '../../figure/derivation.ts';
import { isMissing, type Maybe } from '../../figure/missing.ts';
import type { RankingEdition } from './edition.ts';
import { type Ranked, rank, type Unranked } from './ranked.ts';

export interface IndexRanking {
  readonly edition: string;
  /** Best first. */
  readonly ranked: readonly Ranked[];
  readonly unranked: readonly Unranked[];
}

/**
 * Cities by composite index, the smallest first; two decimals, ties share a rank.
 * @throws RangeError when an index is not finite.
 * @source ranking rules [2]
 */
export function rankByIndex(
  cities: readonly { readonly id: string; readonly index: Maybe<number> }[],
  edition: RankingEdition,
  trace?: Trace,
): IndexRanking {
  const { digits, clause } = edition.byIndex;
  const figures = cities.flatMap(({ id, index }) =>
    isMissing(index) ? [] : [{ id, figure: roundHalfEven(index, digits) }],
  );
  const unranked = cities.flatMap(({ id, index }) =>
    isMissing(index) ? [{ id, reason: index.missing }] : [],
  );
  const context = trace && { list: 'rank', edition: edition.id, clause, trace };
  return { edition: edition.id, ranked: rank(figures, false, context), unranked };
}
