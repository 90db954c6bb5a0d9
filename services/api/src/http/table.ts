import { stringify } from 'csv-stringify/sync';

type Cell = string | number | boolean | null;
type Members = Readonly<Record<string, unknown>>;

const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function at(row: unknown, path: readonly string[]): unknown {
  let value = row;
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Members)[step];
  }
  return value;
}

const editionIn = (value: unknown): string | undefined =>
  isMembers(value) && typeof value['edition'] === 'string' ? value['edition'] : undefined;

/** A list as one cell: plain values with blanks between, standards by their editions, other objects as JSON. */
function listCell(list: readonly unknown[]): string {
  if (list.every((item) => typeof item !== 'object')) return list.join(' ');
  const editions = list.map(editionIn);
  return editions.includes(undefined) ? JSON.stringify(list) : editions.join('; ');
}

function cellOf(value: unknown): Cell {
  if (value === undefined || value === null) return null;
  if (Array.isArray(value)) return listCell(value);
  return typeof value === 'object' ? JSON.stringify(value) : (value as Cell);
}

/** Rows as CSV. `head`: with the names of the columns, and before them the mark that makes spreadsheets read Chinese text as UTF-8. */
export function csvOf(rows: readonly object[], columns: readonly string[], head: boolean): string {
  const paths = columns.map((column) => column.split('.'));
  const cells = rows.map((row) => paths.map((path) => cellOf(at(row, path))));
  return stringify(head ? [[...columns], ...cells] : cells, {
    bom: head,
    escape_formulas: true,
    // Otherwise a false is an empty cell.
    cast: { boolean: String },
  });
}

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
