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

/** Ascending by figure, those of equal figures by id, so that the order of arrival does not matter. */
export function rank(figures: readonly Omit<Ranked, 'rank'>[], descending = false): Ranked[] {
  const sign = descending ? -1 : 1;
  const order = figures.toSorted((a, b) => sign * (a.figure - b.figure) || (a.id < b.id ? -1 : 1));
  return order.map(({ id, figure }) => ({
    id,
    figure,
    rank: 1 + order.findIndex((other) => other.figure === figure),
  }));
}
