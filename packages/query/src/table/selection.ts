import type { Instant } from '@lanbi/standards';
import type { Cell, ColumnType, TableColumn, TableRow } from './column.ts';
import type { Dimension } from './profile.ts';

/** What a kind of table has. */
export interface TableShape<Row extends TableRow> {
  /** The subject and the time first; none of them extra. */
  readonly columns: readonly TableColumn<Row>[];
  /** The columns that `parameters` chooses among, and that profiles are of. */
  readonly parameters: readonly string[];
  readonly dimensions: readonly Dimension<Row>[];
  /** Whether a row follows another of its subject without a gap; by default where it begins as the other ends. */
  readonly isNext?: (before: TableRow, row: TableRow) => boolean;
  /** A subject may have several rows that end together. */
  readonly several?: true;
}

/** What is asked for of a table, as texts of the grammar. */
export interface AskedSelection {
  readonly where?: string | undefined;
  readonly order?: string | undefined;
  /** Rows of an order, or runs, at the most. */
  readonly top?: number | undefined;
  /** One column: rows of one time are ranked by it. */
  readonly rank?: string | undefined;
  readonly runs?: string | undefined;
  readonly profile?: string | undefined;
  readonly fields?: string | undefined;
  readonly parameters?: string | undefined;
  /** `wide`: a row for each time, and a column for each subject. */
  readonly layout?: 'long' | 'wide' | undefined;
}

/** A column of an answer. */
export interface ShownColumn {
  readonly name: string;
  readonly type: ColumnType;
}

/** A row of an answer, with its place in the table. */
export interface ShownRow {
  readonly cells: readonly Cell[];
  readonly to: Instant;
  readonly subject: string;
}

/** How the rows of a table become those of an answer. */
export interface Plan<Row extends TableRow> {
  readonly columns: readonly ShownColumn[];
  /** False where all rows have to be read before the first of the answer is known; such an answer is small. */
  readonly streams: boolean;
  /** Rows of one time stand in an order of their own, and not in that of their subjects. */
  readonly numbered?: true;
  /** Pages of the answer. @param pages rows in the order of time, those of one time in one page */
  rows(pages: AsyncIterable<readonly Row[]>): AsyncIterable<readonly ShownRow[]>;
}

/** A fault in one of the texts. */
export interface PlanFault {
  readonly field: keyof AskedSelection;
  readonly at: number;
  readonly message: string;
}

/** What is asked for, or its first fault. */
export type PlanResult<Row extends TableRow> =
  | { readonly ok: true; readonly plan: Plan<Row> }
  | { readonly ok: false; readonly fault: PlanFault };
