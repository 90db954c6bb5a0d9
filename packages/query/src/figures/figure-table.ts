import {
  type AskedSelection,
  type Plan,
  type PlanFault,
  planTable,
  type ShownRow,
  type TableColumn,
  type TableRow,
  type TableShape,
} from '../table/index.ts';
import type { RowPeriod } from '../tables/period-windows.ts';
import { type RowStanding, type SpanOfRow, standingColumns } from '../tables/standing-columns.ts';
import type { AskedTable, TableDeps } from '../tables/table-deps.ts';
import type { RowSpan } from '../tables/together.ts';

/** A column as the catalogue shows it. */
export type FigureColumn = Pick<TableColumn<never>, 'name' | 'type' | 'description' | 'extra'>;

/** The first columns of a ranking of regions. */
export const rankingColumns = (region: string, index: string): readonly FigureColumn[] => [
  { name: 'rank', type: 'number', description: 'place; none without an index or change' },
  { name: 'region', type: 'text', description: region },
  { name: 'name.zh', type: 'text', description: 'its Chinese name' },
  { name: 'name.en', type: 'text', description: 'its English name' },
  { name: 'index', type: 'number', description: index },
];

/** How the span of a question is read, and how long rows are. */
export type TableTime =
  /** `days`: of a span that names no begin. */
  | {
      readonly by: 'row';
      readonly length: number;
      readonly days: number;
      readonly align?: 'hour' | 'day';
    }
  /** Rows of one of some intervals, the first of them where none is named, each with the days of such a span. */
  | {
      readonly by: 'interval';
      readonly length: number;
      readonly days: Readonly<Partial<Record<RowPeriod, number>>>;
    }
  /** Standing periods. */
  | { readonly by: 'period' };

/** One of some values that a question may name. */
export interface TableChoice {
  readonly values: readonly [string, ...string[]];
  readonly description: string;
}

/** How a table is asked for: the schema of the call follows from it. */
export interface TableQuestion {
  readonly path: `/v1/${'air' | 'water'}/${string}`;
  readonly summary: string;
  /** The name of its rows in the document of the API. */
  readonly row: string;
  /** `air`: stations, or districts and cities. */
  readonly subjects: 'air' | 'sections' | 'rivers' | 'lakes';
  /** The name that ids of rivers or lakes are asked for by, `ids` where not given. */
  readonly ids?: 'ids' | 'rivers' | 'lakes';
  readonly time: TableTime;
  /** Which edition a question may name; none where not given. */
  readonly edition?: 'HJ 633' | 'air' | 'GB 3838';
  /** What rows `fill` adds; it cannot be asked for where not given. */
  readonly fill?: string;
  readonly choices?: Readonly<Record<string, TableChoice>>;
  /** Whether means of groups may be asked for, by default. */
  readonly profiles?: false;
}

/** How the rows of a question become those of its answer. */
export interface TablePlan extends Pick<Plan<TableRow>, 'columns' | 'streams' | 'numbered'> {
  rows(deps: TableDeps, span: RowSpan): AsyncIterable<readonly ShownRow[]>;
}

/** What is asked for, or the first fault of the texts. */
export type PlannedTable =
  | { readonly ok: true; readonly plan: TablePlan }
  | { readonly ok: false; readonly fault: PlanFault };

/** A table that is asked for by a call that follows from the catalogue. */
export interface TableCall extends TableQuestion {
  /** All columns that rows may have, and those that `parameters` chooses among. */
  readonly described: {
    readonly columns: readonly FigureColumn[];
    readonly parameters: readonly string[];
  };
  ask(asked: AskedTable, selection: AskedSelection): PlannedTable;
}

/** A table of figures, one row each. */
export interface FigureTable {
  /** Medium and what the rows are of, such as `air-days`. */
  readonly name: string;
  /** Of the call that answers it. */
  readonly path: string;
  readonly columns: readonly FigureColumn[];
  /** Undefined where the call has a route of its own. */
  readonly call?: TableCall;
}

/** What a shape depends on. */
export type AskedShape = Pick<AskedTable, 'region' | 'interval' | 'fill' | 'choices'>;

/** A table as its family declares it. */
export interface OwnTable<Row extends TableRow> extends TableQuestion {
  readonly name: string;
  readonly shape: (asked: AskedShape) => TableShape<Row>;
  /** The rows that end in a part of the span, in the order of time, those of one time in that of the subjects. */
  readonly rows: (deps: TableDeps, asked: AskedTable, part: RowSpan) => AsyncIterable<readonly Row[]>;
  /** The time whose data a row is made of, its own where not given; `none`: rows are no figures that data are checked for. */
  readonly checked?: SpanOfRow<Row> | 'none';
  /** The selection with names of its own in their place. */
  readonly selection?: (asked: AskedSelection) => AskedSelection;
}

/** The shape of a question, with the columns that say how far its rows stand. */
function shapeOf<Row extends TableRow>(
  { shape, checked }: OwnTable<Row>,
  asked: AskedShape,
  standing: RowStanding | undefined,
): TableShape<Row> {
  const own = shape(asked);
  if (checked === 'none') return own;
  return { ...own, columns: [...own.columns, ...standingColumns(standing, checked)] };
}

/** All columns that a table has in any of its forms. */
function describedBy<Row extends TableRow>(own: OwnTable<Row>) {
  const { subjects, time, choices = {} } = own;
  const interval = time.by === 'row' ? 'day' : 'month';
  const first = Object.entries(choices).map(([name, { values }]) => [name, values[0]] as const);
  const of = (region: boolean) =>
    shapeOf(own, { region, interval, fill: true, choices: Object.fromEntries(first) }, undefined);
  const whole = of(subjects === 'air');
  const [station] = subjects === 'air' ? of(false).columns : [];
  return { whole, described: { ...whole, columns: [...(station ? [station] : []), ...whole.columns] } };
}

/** A table and its call, from what its family declares: selections of the grammar are read against its columns. */
export function figureTable<Row extends TableRow>(own: OwnTable<Row>): FigureTable {
  const { name, shape: _, rows, checked: __, selection: named = (asked) => asked, ...question } = own;
  const { whole, described } = describedBy(own);
  const call: TableCall = {
    ...question,
    described,
    ask(asked, selection) {
      const found = planTable(shapeOf(own, asked, asked.standing), named(selection), asked.subjects);
      if (!found.ok) return found;
      const { plan } = found;
      const ofPart = (deps: TableDeps, part: RowSpan) => plan.rows(rows(deps, asked, part));
      return { ok: true, plan: { ...plan, rows: ofPart } };
    },
  };
  return { name, path: own.path, columns: whole.columns, call };
}
