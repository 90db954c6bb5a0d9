import type { Span, StateOfData } from '@lanbi/model';
import type { TableColumn, TableRow } from '../table/index.ts';

/** How far the rows of an answer stand: what single figures say as `provisional` and `dataState`. */
export interface RowStanding {
  /** How far the data of a subject were checked. */
  readonly dataOf: (subject: string) => StateOfData;
  /** Whether a row may still change. @param checked the time whose data it is made of */
  readonly isOpen: (row: TableRow, checked: Span) => boolean;
}

/** The time whose data a row is made of; its own where not given. */
export type SpanOfRow<Row> = (row: Row) => Span;

/** Columns that say how far a row stands; without a standing they are for the description alone. */
export const standingColumns = <Row extends TableRow>(
  standing: RowStanding | undefined,
  checked: SpanOfRow<Row> = (row) => row,
): readonly TableColumn<Row>[] => [
  {
    ...{ name: 'provisional', type: 'text', extra: true },
    description:
      'whether the figure may still change, since late data are expected or not all is evaluated: yes or no',
    cell: (row) => (standing ? (standing.isOpen(row, checked(row)) ? 'yes' : 'no') : null),
  },
  {
    ...{ name: 'data_state', type: 'text', extra: true },
    description:
      'how far the data of its whole time were checked: reviewed or audited, null where some are live',
    cell: (row) => standing?.dataOf(row.subject).of(checked(row)) ?? null,
  },
];
