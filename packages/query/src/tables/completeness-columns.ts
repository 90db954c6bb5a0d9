import { AIR_POLLUTANTS, type MissingReason, type WaterMeasurand } from '@lanbi/standards';
import type { TableColumn, TableShape } from '../table/index.ts';
import { subjectColumn, timeColumns } from './air-columns.ts';
import type { CompletenessRow } from './completeness-counts.ts';
import { type RowPeriod, windowName } from './period-windows.ts';
import { AUTOMATIC_ITEMS, WATER_TABLE_VALUES } from './water-columns.ts';
import { periodColumn } from './water-period-columns.ts';

/** Reasons that a missing value has, in the order of their columns. */
const COUNTED_REASONS = [
  'no-data',
  'fault',
  'calibration',
  'maintenance',
  'invalid',
  'too-few-samples',
  'stamp-off',
] as const satisfies readonly MissingReason[];

const sum = (counts: Readonly<Partial<Record<string, number>>>): number =>
  Object.values(counts).reduce<number>((total, count = 0) => total + count, 0);

/** Per cent, one decimal. */
const percent = (observed: number, expected: number): number | null =>
  expected > 0 ? Math.round((1_000 * observed) / expected) / 10 : null;

const others = ({ reasons }: CompletenessRow<string>): number => {
  let count = 0;
  for (const [reason, each] of reasons) if (!COUNTED_REASONS.some((known) => known === reason)) count += each;
  return count;
};

/**
 * Expected and observed values, and what is missing by reason.
 * @param items with a column each @param usual those that are shown where nothing else is asked for
 * @param what hours, or sampling times
 */
const completenessColumns = <Item extends string>(
  items: readonly Item[],
  usual: readonly Item[],
  what: string,
): readonly TableColumn<CompletenessRow<Item>>[] => [
  {
    ...{
      name: 'expected',
      type: 'number',
      description: `expected values of all items of the plan, by ${what}`,
    },
    cell: ({ expected }) => sum(expected),
  },
  {
    ...{ name: 'observed', type: 'number', description: 'those with a value' },
    cell: ({ observed }) => sum(observed),
  },
  {
    ...{ name: 'percent', type: 'number', description: 'observed of expected, one decimal' },
    cell: ({ observed, expected }) => percent(sum(observed), sum(expected)),
  },
  ...items.map(
    (of): TableColumn<CompletenessRow<Item>> => ({
      ...{
        name: of,
        type: 'number',
        description: `observed ${what} of ${of}, per cent of the expected ones`,
      },
      ...(!usual.includes(of) && { extra: true as const }),
      cell: ({ observed, expected }) => percent(observed[of] ?? 0, expected[of] ?? 0),
    }),
  ),
  ...COUNTED_REASONS.map(
    (reason): TableColumn<CompletenessRow<Item>> => ({
      ...{ name: reason.replaceAll('-', '_'), type: 'number', description: `values missing for ${reason}` },
      cell: ({ reasons }) => reasons.get(reason) ?? 0,
    }),
  ),
  { name: 'other', type: 'number', description: 'values missing for other reasons', cell: others },
];

/** Completeness of the hours of stations, or of districts and cities. */
export const completenessShape = (
  of: 'station' | 'region',
  period: RowPeriod,
): TableShape<CompletenessRow> => ({
  columns: [
    subjectColumn(of),
    {
      ...{ name: 'period', type: 'text', description: 'day 2016-01-31 or month 2016-01' },
      cell: ({ from, to }) => windowName(period, { from, to }),
    },
    ...timeColumns(undefined),
    ...completenessColumns(AIR_POLLUTANTS, AIR_POLLUTANTS, 'hours'),
  ],
  parameters: ['percent', ...AIR_POLLUTANTS],
  dimensions: [],
});

/** A section in a table of completeness. */
export type WaterCompletenessRow = CompletenessRow<WaterMeasurand>;

/** Completeness of the samples of sections. */
export const waterCompletenessShape = (period: RowPeriod): TableShape<WaterCompletenessRow> => ({
  columns: [
    subjectColumn('section'),
    periodColumn(period),
    ...timeColumns(undefined),
    ...completenessColumns(WATER_TABLE_VALUES, AUTOMATIC_ITEMS, 'sampling times'),
  ],
  parameters: ['percent', ...WATER_TABLE_VALUES],
  dimensions: [],
});
