import { isMissing, WATER_ITEMS, type WaterItem } from '@lanbi/standards';
import type { TableColumn, TableRow, TableShape } from '../table/index.ts';
import { subjectColumn } from './air-columns.ts';
import type { RowSpan } from './together.ts';
import type { WaterRow } from './water-columns.ts';

/** How exceedances are put together. */
export const EXCEEDANCES_BY = ['section', 'item', 'month'] as const;
export type ExceedancesBy = (typeof EXCEEDANCES_BY)[number];

/** The exceedances of an item at a section, in a month, or of all together. */
export interface ExceedanceRow extends TableRow {
  readonly month: string | null;
  readonly item: WaterItem;
  /** Samples, days or months in which the item took part, and those in which it was beyond. */
  readonly evaluated: number;
  readonly exceeded: number;
  readonly multipleMax: number | null;
  /** Of those beyond that have a multiple. */
  readonly multipleMean: number | null;
  readonly worst: { readonly value: number; readonly limit: number; readonly row: WaterRow } | undefined;
}

/** Decimals of shares and of means of multiples. */
const rounded = (value: number, digits: number): number => Number(value.toFixed(digits));

interface Group {
  readonly subject: string;
  readonly month: string | null;
  readonly item: WaterItem;
  evaluated: number;
  exceeded: number;
  multiples: number;
  sum: number;
  max: number | null;
  worst: ExceedanceRow['worst'];
}

/** How far a value is beyond its limit, also of items without a multiple. */
const distance = ({ value, limit }: { readonly value: number; readonly limit: number }): number =>
  Math.abs(value - limit) / (limit || 1);

/** Counts exceedances by item. Holds a group for each item of a section or month. */
export class Exceedances {
  readonly #by: ExceedancesBy;
  readonly #groups = new Map<string, Group>();

  constructor(by: ExceedancesBy) {
    this.#by = by;
  }

  /** @param month the name of the month of the row */
  add(row: WaterRow, month: string): void {
    const { found } = row;
    if (!found) return;
    const subject = this.#by === 'section' ? row.subject : '';
    const own = this.#by === 'month' ? month : null;
    for (const item of WATER_ITEMS) {
      const each = found.items[item];
      if (each?.evaluated && !isMissing(each.class)) this.#group(subject, own, item).evaluated += 1;
    }
    for (const { item, value, limit, multiple } of found.exceedances) {
      const group = this.#group(subject, own, item);
      group.exceeded += 1;
      if (typeof multiple === 'number') {
        group.multiples += 1;
        group.sum += multiple;
        group.max = Math.max(group.max ?? multiple, multiple);
      }
      if (!group.worst || distance({ value, limit }) > distance(group.worst))
        group.worst = { value, limit, row };
    }
  }

  /** Items that were beyond most often first; of a month by month. */
  rows({ after, to }: RowSpan): readonly ExceedanceRow[] {
    const rows = [...this.#groups.values()].map((group): ExceedanceRow => {
      const { subject, month, item, evaluated, exceeded, multiples, sum, max, worst } = group;
      return {
        ...{ subject, month, item, evaluated, exceeded, worst, from: after, to },
        multipleMax: max,
        multipleMean: multiples > 0 ? rounded(sum / multiples, 2) : null,
      };
    });
    const places = new Map(
      [...new Set(rows.map(({ month }) => month ?? ''))].sort().map((each, at) => [each, at]),
    );
    return rows.sort(
      (a, b) =>
        (places.get(a.month ?? '') ?? 0) - (places.get(b.month ?? '') ?? 0) ||
        b.exceeded - a.exceeded ||
        (b.multipleMax ?? 0) - (a.multipleMax ?? 0),
    );
  }

  #group(subject: string, month: string | null, item: WaterItem): Group {
    const key = `${subject} ${month} ${item}`;
    const known = this.#groups.get(key);
    if (known) return known;
    const group: Group = {
      ...{ subject, month, item, evaluated: 0, exceeded: 0, multiples: 0, sum: 0, max: null },
      worst: undefined,
    };
    this.#groups.set(key, group);
    return group;
  }
}

type ExceedanceColumn = TableColumn<ExceedanceRow>;

const FIRST: Readonly<Record<ExceedancesBy, readonly ExceedanceColumn[]>> = {
  section: [subjectColumn('section')],
  item: [],
  month: [{ name: 'month', type: 'text', description: 'such as 2026-07', cell: ({ month }) => month }],
};

const COLUMNS: readonly ExceedanceColumn[] = [
  { name: 'item', type: 'text', description: 'the item', cell: ({ item }) => item },
  {
    ...{ name: 'evaluated', type: 'number', description: 'samples, days or months in which it took part' },
    cell: ({ evaluated }) => evaluated,
  },
  {
    ...{
      name: 'exceeded',
      type: 'number',
      description: 'those in which it was beyond the target, else class III',
    },
    cell: ({ exceeded }) => exceeded,
  },
  {
    ...{ name: 'share', type: 'number', description: 'exceeded of evaluated, per cent, one decimal' },
    cell: ({ evaluated, exceeded }) => (evaluated > 0 ? rounded((100 * exceeded) / evaluated, 1) : null),
  },
  {
    ...{
      name: 'multiple_max',
      type: 'number',
      description: 'largest multiple; none of pH and dissolved oxygen',
    },
    cell: ({ multipleMax }) => multipleMax,
  },
  {
    ...{ name: 'multiple_mean', type: 'number', description: 'mean of the multiples, two decimals' },
    cell: ({ multipleMean }) => multipleMean,
  },
  {
    ...{ name: 'worst', type: 'number', description: 'the value furthest beyond its limit' },
    cell: ({ worst }) => worst?.value ?? null,
  },
  { name: 'limit', type: 'number', description: 'its limit', cell: ({ worst }) => worst?.limit ?? null },
  {
    ...{ name: 'worst_section', type: 'text', description: 'where it was' },
    cell: ({ worst }) => worst?.row.subject ?? null,
  },
  {
    name: 'worst_to',
    type: 'time',
    description: 'and when it ended',
    cell: ({ worst }) => worst?.row.to ?? null,
  },
];

/** Exceedances by item. */
export const exceedancesShape = (by: ExceedancesBy): TableShape<ExceedanceRow> => ({
  columns: [...FIRST[by], ...COLUMNS],
  parameters: [],
  dimensions: [],
  several: true,
});
