import type { Cell, TableRow } from './column.ts';
import { compareBy, type Ordering } from './order.ts';

/** A row with its rank; null where it has no value. */
export interface RankedRow<Row> {
  readonly row: Row;
  readonly rank: number | null;
}

/**
 * Rows of one time in the order of their ranks, those of one rank by their subjects. Equal cells share a rank and the next
 * one is left out (1, 2, 2, 4); rows without a value come last and have none.
 */
export function rankRows<Row extends TableRow>(
  rows: readonly Row[],
  by: Ordering<Row>,
): readonly RankedRow<Row>[] {
  const compare = compareBy([by]);
  const sorted = [...rows].sort((a, b) => compare(a, b) || (a.subject < b.subject ? -1 : 1));
  let [rank, before]: [number, Cell] = [0, null];
  return sorted.map((row, at) => {
    const cell = by.column.cell(row);
    if (cell === null) return { row, rank: null };
    if (cell !== before) [rank, before] = [at + 1, cell];
    return { row, rank };
  });
}

/** Rows in the order of time as lists of those that end together. */
export function timesOf<Row extends TableRow>(rows: readonly Row[]): readonly (readonly Row[])[] {
  const times: Row[][] = [];
  for (const row of rows) {
    const last = times.at(-1);
    if (last?.[0]?.to === row.to) last.push(row);
    else times.push([row]);
  }
  return times;
}
