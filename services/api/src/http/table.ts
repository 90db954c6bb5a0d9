import { stringify } from 'csv-stringify/sync';

type Cells = Record<string, string | number | boolean | null>;

/** Cells of a table row: nested figures become `outer.inner` columns, lists are joined. */
function cells(row: object, prefix = ''): Cells {
  const flat: Cells = {};
  for (const [name, value] of Object.entries(row)) {
    const column = prefix + name;
    if (Array.isArray(value) && value.every((item) => typeof item !== 'object'))
      flat[column] = value.join(' ');
    else if (value !== null && typeof value === 'object') Object.assign(flat, cells(value, `${column}.`));
    else flat[column] = value as Cells[string];
  }
  return flat;
}

/** The columns of some rows, in the order in which they come up. */
export const columnsOf = (rows: readonly object[]): readonly string[] => [
  ...new Set(rows.flatMap((row) => Object.keys(cells(row)))),
];

/** Rows as CSV. `head`: with the names of the columns, and before them the mark that makes spreadsheets read Chinese text as UTF-8. */
export const csvOf = (rows: readonly object[], columns: readonly string[], head: boolean): string =>
  stringify(
    rows.map((row) => cells(row)),
    {
      columns: [...columns],
      header: head,
      bom: head,
      escape_formulas: true,
      // Otherwise a false is an empty cell.
      cast: { boolean: String },
    },
  );

/** One JSON text a line. */
export const linesOf = (rows: readonly object[]): string =>
  rows.map((row) => `${JSON.stringify(row)}\n`).join('');
