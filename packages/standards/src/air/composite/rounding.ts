import type { Sourced } from '../../editions/edition.ts';

/** Where the arithmetic of the composite index rounds, half to even; the index has two decimals in any case. */
export interface CompositeRounding extends Sourced {
  readonly id: 'round-each' | 'round-each-integers' | 'round-terms' | 'exact';
  /** Decimals of a concentration before it is divided; absent: as it comes. */
  readonly concentration?: { readonly co: number; readonly others: number };
  /** Decimals of a term before the sum; absent: the exact quotient. */
  readonly term?: 2;
}

/**
 * The named steps of rounding. The default `round-each` keeps one decimal of a concentration, with which
 * statistics are now printed: figures printed as integers go through it unchanged, and what is computed from hours
 * is not robbed of up to 0.5 µg/m³ before it is divided. `round-each-integers` is the older print.
 * @source concentrations first, then each term, then the sum: fits most published figures [D]; the decimals [M]/[1]
 */
export const COMPOSITE_ROUNDINGS: Readonly<Record<CompositeRounding['id'], CompositeRounding>> = {
  'round-each': {
    id: 'round-each',
    concentration: { co: 1, others: 1 },
    term: 2,
    clause: 'concentrations to 1 decimal, then each term, then the sum',
    status: 'D',
  },
  'round-each-integers': {
    id: 'round-each-integers',
    concentration: { co: 1, others: 0 },
    term: 2,
    clause: 'concentrations to integers, CO to 1 decimal, then each term, then the sum',
    status: 'D',
  },
  'round-terms': { id: 'round-terms', term: 2, clause: 'each term, then the sum', status: 'D' },
  exact: { id: 'exact', clause: 'the sum only', status: 'D' },
};
