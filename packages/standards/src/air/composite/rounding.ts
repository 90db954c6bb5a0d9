import type { Sourced } from '../../editions/edition.ts';

/** Where the arithmetic of the composite index rounds, half to even; the index has two decimals in any case. */
export interface CompositeRounding extends Sourced {
  readonly id: 'round-each' | 'round-terms' | 'exact';
  /** Decimals of a concentration before it is divided; absent: as it comes. */
  readonly concentration?: { readonly co: number; readonly others: number };
  /** Decimals of a term before the sum; absent: the exact quotient. */
  readonly term?: 2;
}

/** @source air.md 3, step of rounding: `round-each` fits most published figures [D] */
export const COMPOSITE_ROUNDINGS: Readonly<Record<CompositeRounding['id'], CompositeRounding>> = {
  'round-each': {
    id: 'round-each',
    concentration: { co: 1, others: 0 },
    term: 2,
    clause: 'concentrations, then each term, then the sum',
    status: 'D',
  },
  'round-terms': { id: 'round-terms', term: 2, clause: 'each term, then the sum', status: 'D' },
  exact: { id: 'exact', clause: 'the sum only', status: 'D' },
};
