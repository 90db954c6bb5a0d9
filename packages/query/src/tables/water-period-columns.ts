import type { Window } from '@lanbi/evaluation';
import { CIVIL_DIMENSIONS, type TableColumn, type TableShape } from '../table/index.ts';
import type { SectionFigure } from '../water/section-figure.ts';
import { dateColumn, subjectColumn, timeColumns } from './air-columns.ts';
import { type RowPeriod, windowName } from './period-windows.ts';
import { WATER_TABLE_VALUES, type WaterRow, waterColumns } from './water-columns.ts';

/** A section over a period; without a figure where it is expected and there is none. */
export interface WaterPeriodRow extends WaterRow {
  readonly made: SectionFigure | undefined;
}

const MORE: readonly TableColumn<WaterPeriodRow>[] = [
  {
    ...{ name: 'validity', type: 'text', description: 'valid, insufficient or missing' },
    cell: ({ made }) => made?.body.validity.kind ?? 'missing',
  },
  {
    ...{ name: 'samples', type: 'number', description: 'sampling times with a value' },
    cell: ({ made }) => made?.body.samples ?? null,
  },
  {
    ...{ name: 'expected', type: 'number', description: 'expected sampling times', extra: true },
    cell: ({ made }) => made?.body.expected ?? null,
  },
  {
    ...{ name: 'covered', type: 'number', description: 'expected sampling times with a value', extra: true },
    cell: ({ made }) => made?.body.covered ?? null,
  },
];

/** Days of sections. */
export const waterDaysShape: TableShape<WaterPeriodRow> = {
  columns: [subjectColumn('section'), dateColumn, ...timeColumns(undefined), ...waterColumns, ...MORE],
  parameters: WATER_TABLE_VALUES,
  dimensions: CIVIL_DIMENSIONS,
};

/** Name of the period of a row. */
export const periodColumn = (period: RowPeriod): TableColumn<Window> => ({
  ...{ name: 'period', type: 'text' },
  description: 'month 2016-01, quarter 2016-Q1, half-year 2016-H1, year 2016; of other periods the last day',
  cell: ({ from, to }) => windowName(period, { from, to }),
});

/** Months, quarters, half-years, years, rolling periods or periods to date of sections. */
export const waterPeriodsShape = (period: RowPeriod): TableShape<WaterPeriodRow> => ({
  columns: [
    subjectColumn('section'),
    periodColumn(period),
    ...timeColumns(undefined),
    ...waterColumns,
    ...MORE,
  ],
  parameters: WATER_TABLE_VALUES,
  dimensions: CIVIL_DIMENSIONS,
});
