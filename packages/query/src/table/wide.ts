import type { Cell, TableColumn, TableRow } from './column.ts';
import type { Condition } from './condition.ts';
import type { ShownRow } from './selection.ts';

interface WideOptions<Row> {
  readonly subjects: readonly string[];
  /** A value for which it does not hold is left out. */
  readonly condition: Condition<Row> | undefined;
}

/** Turns rows into one row for each time with the value of each subject, null where it has none. */
export class WideRows<Row extends TableRow> {
  readonly #times: readonly TableColumn<Row>[];
  readonly #value: TableColumn<Row>;
  readonly #columns: ReadonlyMap<string, number>;
  readonly #condition: Condition<Row> | undefined;

  constructor(
    times: readonly TableColumn<Row>[],
    value: TableColumn<Row>,
    { subjects, condition }: WideOptions<Row>,
  ) {
    this.#times = times;
    this.#value = value;
    this.#columns = new Map(subjects.map((subject, at) => [subject, times.length + at]));
    this.#condition = condition;
  }

  /** @param rows in the order of time; all of a time. A time of which no row is left has none. */
  of(rows: readonly Row[]): readonly ShownRow[] {
    const found: ShownRow[] = [];
    let cells: Cell[] = [];
    for (const row of rows) {
      if (this.#condition && !this.#condition.holds(row)) continue;
      if (found.at(-1)?.to !== row.to) {
        cells = new Array<Cell>(this.#times.length + this.#columns.size).fill(null);
        for (const [at, { cell }] of this.#times.entries()) cells[at] = cell(row);
        found.push({ cells, to: row.to, subject: '' });
      }
      const column = this.#columns.get(row.subject);
      if (column !== undefined) cells[column] = this.#value.cell(row);
    }
    return found;
  }
}
