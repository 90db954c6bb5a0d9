import { type Cell, type ColumnType, faultAt, type Parsed, parsed, type TableColumn } from './column.ts';
import { classRank, columnNamed } from './condition.ts';
import { type TextPart, textParts } from './terms.ts';

/** Columns of one order at the most, and its characters. */
export const ORDER_COLUMNS = 4;
export const ORDER_LENGTH = 128;

/** Negative where the first row comes first. */
export type Compare<Row> = (a: Row, b: Row) => number;

/** A column and its direction. */
export interface Ordering<Row> {
  readonly column: TableColumn<Row>;
  readonly descending: boolean;
}

const ORDERED = /^(-?)([a-z][a-z0-9_]*)$/;

function byType(type: ColumnType, a: Cell, b: Cell): number {
  if (type === 'class') return classRank(a) - classRank(b);
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a) < String(b) ? -1 : Number(String(a) > String(b));
}

/** Compares by one column; rows without a value come last in either direction. */
function comparing<Row>({ column, descending }: Ordering<Row>): Compare<Row> {
  const sign = descending ? -1 : 1;
  return (first, second) => {
    const [a, b] = [column.cell(first), column.cell(second)];
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    return sign * byType(column.type, a, b);
  };
}

/** Compares by several columns, the first one first. */
export function compareBy<Row>(orderings: readonly Ordering<Row>[]): Compare<Row> {
  const each = orderings.map(comparing);
  return (a, b) => {
    for (const compare of each) {
      const difference = compare(a, b);
      if (difference !== 0) return difference;
    }
    return 0;
  };
}

function orderingOf<Row>(
  { text, at }: TextPart,
  columns: readonly TableColumn<Row>[],
): Parsed<Ordering<Row>> {
  const [, minus, name] = ORDERED.exec(text) ?? [];
  if (minus === undefined || name === undefined)
    return faultAt(at, `"${text}" is no column, nor one with - before it for the largest first`);
  const column = columnNamed(columns, name, at + minus.length);
  return column.ok ? parsed({ column: column.value, descending: minus === '-' }) : column;
}

/** Reads columns such as `-pm2_5,to`: the smallest first, with `-` the largest. */
export function parseOrder<Row>(
  text: string,
  columns: readonly TableColumn<Row>[],
): Parsed<readonly Ordering<Row>[]> {
  if (text.length > ORDER_LENGTH) return faultAt(ORDER_LENGTH, `longer than ${ORDER_LENGTH} characters`);
  const parts = textParts(text);
  const beyond = parts[ORDER_COLUMNS];
  if (beyond) return faultAt(beyond.at, `more than ${ORDER_COLUMNS} columns`);
  const orderings: Ordering<Row>[] = [];
  for (const part of parts) {
    const ordering = orderingOf(part, columns);
    if (!ordering.ok) return ordering;
    orderings.push(ordering.value);
  }
  return parsed(orderings);
}
