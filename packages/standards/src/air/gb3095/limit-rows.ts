import type { Sourced } from '../../editions/edition.ts';
import type { AirItem, Averaging, Limit } from './edition.ts';

/** A row as the standard prints it. */
export type LimitRow = readonly [AirItem, Averaging, grade1: number, grade2: number];

/** The rows of one table with where they stand. */
export const limitRows = (source: Sourced, rows: readonly LimitRow[]): Limit[] =>
  rows.map(([pollutant, averaging, grade1, grade2]) => ({
    pollutant,
    averaging,
    grade1,
    grade2,
    clause: source.clause,
    status: source.status,
  }));
