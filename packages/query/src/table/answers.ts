import type { Instant } from '@lanbi/standards';
import type { Cell, TableColumn, TableRow } from './column.ts';
import type { Condition } from './condition.ts';
import { FirstRows } from './first-rows.ts';
import { compareBy, type Ordering } from './order.ts';
import { type Profile, ProfileMeans, type ProfileRow } from './profile.ts';
import { rankRows, timesOf } from './rank.ts';
import { type Run, Runs } from './runs.ts';
import type { Plan, ShownColumn, ShownRow, TableShape } from './selection.ts';

export const shownColumn = ({ name, type }: ShownColumn): ShownColumn => ({ name, type });

/** Rows as they come, without those for which the condition does not hold. */
export function streamed<Row extends TableRow>(
  columns: readonly TableColumn<Row>[],
  condition: Condition<Row> | undefined,
): Plan<Row> {
  const show = (row: Row): ShownRow => ({
    cells: columns.map(({ cell }) => cell(row)),
    to: row.to,
    subject: row.subject,
  });
  return {
    columns: columns.map(shownColumn),
    streams: true,
    async *rows(pages) {
      for await (const rows of pages) yield (condition ? rows.filter(condition.holds) : rows).map(show);
    },
  };
}

/** The first rows of an order. */
export function ordered<Row extends TableRow>(
  columns: readonly TableColumn<Row>[],
  condition: Condition<Row> | undefined,
  { order, most }: { readonly order: readonly Ordering<Row>[]; readonly most: number },
): Plan<Row> {
  return {
    columns: columns.map(shownColumn),
    streams: false,
    async *rows(pages) {
      const first = new FirstRows(compareBy(order), most);
      for await (const rows of pages)
        for (const row of rows) if (!condition || condition.holds(row)) first.add(row);
      yield first
        .rows()
        .map((row) => ({ cells: columns.map(({ cell }) => cell(row)), to: row.to, subject: row.subject }));
    },
  };
}

/** Rows of each time by their rank, the first column. */
export function ranked<Row extends TableRow>(
  columns: readonly TableColumn<Row>[],
  condition: Condition<Row> | undefined,
  { by, most }: { readonly by: Ordering<Row>; readonly most: number },
): Plan<Row> {
  const ofTime = (rows: readonly Row[]): readonly ShownRow[] =>
    rankRows(condition ? rows.filter(condition.holds) : rows, by)
      .filter(({ rank }) => (rank ?? 0) <= most)
      .map(({ row, rank }) => ({
        cells: [rank, ...columns.map(({ cell }) => cell(row))],
        to: row.to,
        subject: row.subject,
      }));
  return {
    columns: [{ name: 'rank', type: 'number' }, ...columns.map(shownColumn)],
    streams: true,
    numbered: true,
    async *rows(pages) {
      for await (const rows of pages) yield timesOf(rows).flatMap(ofTime);
    },
  };
}

/** The longest runs, instead of rows. */
export function runsOf<Row extends TableRow>(
  shape: TableShape<Row>,
  condition: Condition<Row>,
  most: number,
): Plan<Row> {
  const [subject] = shape.columns;
  const peak = condition.columns[0]?.type ?? 'number';
  return {
    columns: [
      { name: subject?.name ?? 'subject', type: 'text' },
      { name: 'from', type: 'time' },
      { name: 'to', type: 'time' },
      { name: 'length', type: 'number' },
      { name: 'peak', type: peak },
      { name: 'peak_to', type: 'time' },
    ],
    streams: false,
    async *rows(pages) {
      const runs = new Runs(condition, most, shape.isNext);
      for await (const rows of pages) for (const row of rows) runs.add(row);
      yield runs.rows().map((run: Run) => ({
        cells: [run.subject, run.from, run.to, run.length, run.peak, run.peakTo],
        to: run.to,
        subject: run.subject,
      }));
    },
  };
}

const MEANS = ['mean', 'count', 'low', 'high'] as const;

/** Means of groups, instead of rows. */
export function profiled<Row extends TableRow>(
  shape: TableShape<Row>,
  profiles: readonly Profile<Row>[],
  columns: readonly TableColumn<Row>[],
  condition: Condition<Row> | undefined,
): Plan<Row> {
  const [subject] = shape.columns;
  const cellsOf = ({ subject: id, profile, group, means }: ProfileRow): readonly Cell[] => [
    ...[id, profile, group],
    ...columns.flatMap(({ name }) => MEANS.map((each) => means[name]?.[each] ?? null)),
  ];
  return {
    columns: [
      { name: subject?.name ?? 'subject', type: 'text' },
      { name: 'profile', type: 'text' },
      { name: 'group', type: 'text' },
      ...columns.flatMap(({ name }) =>
        MEANS.map((each) => ({ name: each === 'mean' ? name : `${name}_${each}`, type: 'number' as const })),
      ),
    ],
    streams: false,
    async *rows(pages) {
      const means = new ProfileMeans(profiles, columns);
      let to: Instant | undefined;
      for await (const rows of pages)
        for (const row of rows)
          if (!condition || condition.holds(row)) {
            means.add(row);
            to = row.to;
          }
      const end = to;
      if (end === undefined) return;
      yield means.rows().map((row) => ({ cells: cellsOf(row), to: end, subject: row.subject }));
    },
  };
}
