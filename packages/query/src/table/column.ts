import type { Instant } from '@lanbi/standards';

/** What a table shows in one place: null where there is no value. */
export type Cell = number | string | null;

/**
 * How the cells of a column compare. `class`: classes of water, I to worse-than-V, by rank. `list`: words with blanks
 * between. `time`: an instant in ms since 1970, shown at +08:00. `date`: a civil date.
 */
export type ColumnType = 'number' | 'class' | 'time' | 'date' | 'text' | 'list';

/** What every row has. Rows of one table stand in the order of their ends, then of their subjects. */
export interface TableRow {
  /** Id of the station, region, section, river or lake. */
  readonly subject: string;
  readonly from: Instant;
  readonly to: Instant;
}

/** A column of a table of rows. */
export interface TableColumn<Row> {
  /** Lower case letters, digits and `_`. */
  readonly name: string;
  readonly type: ColumnType;
  readonly description: string;
  /** Shown only where it is asked for by name. */
  readonly extra?: true;
  readonly cell: (row: Row) => Cell;
}

/** A fault in a text of the selection grammar. `at`: place of the first wrong character, 0 for the first. */
export interface SelectionFault {
  readonly at: number;
  readonly message: string;
}

/** What a text of the grammar reads as, or its first fault. */
export type Parsed<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly fault: SelectionFault };

export const parsed = <Value>(value: Value): Parsed<Value> => ({ ok: true, value });

export const faultAt = (
  at: number,
  message: string,
): { readonly ok: false; readonly fault: SelectionFault } => ({
  ok: false,
  fault: { at, message },
});
