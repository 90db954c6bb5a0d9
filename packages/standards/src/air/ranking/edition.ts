import type { Edition, Sourced } from '../../editions/edition.ts';

/** The rules of the rankings of cities, complete for one edition. */
export interface RankingEdition extends Edition {
  readonly standard: 'ranking';
  /** By composite index, ascending; equal figures share a rank and the next is left out: 1, 2, 2, 4. */
  readonly byIndex: Sourced & { readonly digits: number };
  /** By change of the index in per cent; a city that attains is not listed as deteriorated. */
  readonly byChange: Sourced & { readonly digits: number; readonly attainingLeftOut: boolean };
}
