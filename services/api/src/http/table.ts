import { stringify } from 'csv-stringify/sync';
import { numberText } from './number-text.ts';

type Members = Readonly<Record<string, unknown>>;

const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const editionIn = (value: unknown): string | undefined =>
  isMembers(value) && typeof value['edition'] === 'string' ? value['edition'] : undefined;

/** A list as one cell: plain values with blanks between, standards by their editions, other objects as JSON. */
function listCell(list: readonly unknown[]): string {
  if (list.every((item) => typeof item !== 'object')) return list.join(' ');
  const editions = list.map(editionIn);
  return editions.includes(undefined) ? JSON.stringify(list) : editions.join('; ');
}

const OPTIONS = { escape_formulas: true, record_delimiter: '' } as const;
/** A text without these is a cell as it is: separators, quotes, ends of lines, blanks at an end, what begins a formula. */
const NOT_PLAIN = /^[=+\-@\t\r\s\uFF1D\uFF0B\uFF0D\uFF20]|[",\r\n]|\s$/;

const textCell = (text: string): string => (NOT_PLAIN.test(text) ? stringify([[text]], OPTIONS) : text);

function cellOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'number') return numberText(value);
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return textCell(value);
  return textCell(Array.isArray(value) ? listCell(value) : JSON.stringify(value));
}

/** Reads the member at a path; undefined where the row has none. */
export function readerOf(column: string): (row: object) => unknown {
  const [first = '', second, ...rest] = column.split('.');
  const member = (of: unknown, name: string): unknown =>
    typeof of === 'object' && of !== null ? (of as Members)[name] : undefined;
  if (second === undefined) return (row) => member(row, first);
  if (rest.length === 0) return (row) => member(member(row, first), second);
  return (row) => rest.reduce(member, member(member(row, first), second));
}

/** The text of one or several cells of a row that stand side by side, with commas between. */
export type CsvPart<Row> = (row: Row) => string;

/** The part of a single cell. */
export const cellPart =
  <Row>(read: (row: Row) => unknown): CsvPart<Row> =>
  (row) =>
    cellOf(read(row));

/** Texts that a part keeps. */
const KEPT_TEXTS = 64;

/**
 * A part of several cells whose text is kept under a key.
 * @param keyOf the same of two rows only where all of the cells are the same
 */
export function keptPart<Row>(
  readers: readonly ((row: Row) => unknown)[],
  keyOf: (row: Row) => unknown,
): CsvPart<Row> {
  const texts = new Map<unknown, string>();
  return (row) => {
    const key = keyOf(row);
    const known = texts.get(key);
    if (known !== undefined) return known;
    const text = readers.map((read) => cellOf(read(row))).join(',');
    if (texts.size >= KEPT_TEXTS) texts.clear();
    texts.set(key, text);
    return text;
  };
}

/** Lines of CSV, from what makes the parts of a row. */
export function csvLines<Row>(rows: readonly Row[], parts: readonly CsvPart<Row>[]): string {
  const [first, ...others] = parts;
  let text = '';
  for (const row of rows) {
    let line = first?.(row) ?? '';
    for (const part of others) line += `,${part(row)}`;
    text += `${line}\n`;
  }
  return text;
}

/** The first line of CSV: the names of the columns, behind the mark that makes spreadsheets read Chinese text as UTF-8. */
export const csvHead = (columns: readonly string[]): string => `\uFEFF${columns.map(textCell).join(',')}\n`;

/** Rows as CSV. `head`: with the names of the columns, and before them the mark that makes spreadsheets read Chinese text as UTF-8. */
export const csvOf = (rows: readonly object[], columns: readonly string[], head: boolean): string =>
  (head ? csvHead(columns) : '') +
  csvLines(
    rows,
    columns.map((column) => cellPart(readerOf(column))),
  );

/** All columns as members, each null. */
function emptyRow(columns: readonly string[]): Members {
  const row: Record<string, unknown> = {};
  for (const column of columns) {
    const path = column.split('.');
    let place = row;
    for (const step of path.slice(0, -1)) {
      const inner = place[step];
      const next: Record<string, unknown> = isMembers(inner) ? inner : {};
      place[step] = next;
      place = next;
    }
    place[path.at(-1) ?? column] = null;
  }
  return row;
}

/** A row with the members of an empty one, in its order; what else it has comes behind. */
function filled(empty: Members, row: Members): Members {
  const known = Object.entries(empty).map(([name, none]) => {
    const value = row[name];
    if (value === undefined) return [name, none];
    return [name, isMembers(none) && isMembers(value) ? filled(none, value) : value];
  });
  const more = Object.entries(row).filter(([name]) => !Object.hasOwn(empty, name));
  return Object.fromEntries([...known, ...more]) as Members;
}

/** One JSON text a line; each has a member for each column, in the same order, null where the row has none. */
export function linesOf(rows: readonly object[], columns: readonly string[]): string {
  const empty = emptyRow(columns);
  return rows.map((row) => `${JSON.stringify(filled(empty, row as Members))}\n`).join('');
}
