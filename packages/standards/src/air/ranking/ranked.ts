import type { Trace } from '../../figure/derivation.ts';
import type { MissingReason } from '../../figure/missing.ts';

/** A place in a ranking. */
export interface Ranked {
  readonly id: string;
  /** The figure ranked by. */
  readonly figure: number;
  /** From 1; equal figures share a rank and the next is left out: 1, 2, 2, 4. */
  readonly rank: number;
}

/** Who could not be ranked, and why. */
export interface Unranked {
  readonly id: string;
  readonly reason: MissingReason;
}

/** What a list of ranks is called in its derivation, and where it is said. */
export interface RankingContext {
  readonly list: string;
  readonly edition: string;
  readonly clause: string;
  readonly trace: Trace;
}

/** Ascending by figure, those of equal figures by id, so that the order of arrival does not matter. */
export function rank(
  figures: readonly Omit<Ranked, 'rank'>[],
  descending = false,
  context?: RankingContext,
): Ranked[] {
  const sign = descending ? -1 : 1;
  const order = figures.toSorted((a, b) => sign * (a.figure - b.figure) || (a.id < b.id ? -1 : 1));
  const ranked: Ranked[] = [];
  for (const [at, { id, figure }] of order.entries()) {
    const before = ranked[at - 1];
    ranked.push({ id, figure, rank: before?.figure === figure ? before.rank : at + 1 });
  }
  if (context) traceRanks(ranked, context);
  return ranked;
}

function traceRanks(ranked: readonly Ranked[], { list, edition, clause, trace }: RankingContext): void {
  for (const { id, figure, rank: result } of ranked)
    trace.step({
      quantity: `${list}.${id}`,
      edition,
      clause,
      inputs: { figure, of: ranked.length },
      arithmetic: `${result - 1} stand before ${figure}; 1 + ${result - 1}`,
      result,
    });
}
