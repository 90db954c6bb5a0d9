import { dayIndex } from '@lanbi/evaluation';
import { AIR_DAY_COLUMNS, type AirDayColumns } from '@lanbi/model';
import { DAY } from '@lanbi/standards';
import { CIVIL_DIMENSIONS, type TableColumn, type TableShape } from '../table/index.ts';
import { AIR_TABLE_VALUES, airColumns, dateColumn, subjectColumn, timeColumns } from './air-columns.ts';
import { type AirRowKind, type AirSubjectsRows, airRows, type ColumnsRow } from './air-rows.ts';
import type { RowsDeps } from './rows-deps.ts';
import type { RowSpan } from './together.ts';

export type AirDayRow = ColumnsRow<AirDayColumns>;

/** The column of the largest hour of ozone. */
const O3_1H = AIR_DAY_COLUMNS - 1;

const yesOrNo = (is: boolean): string => (is ? 'yes' : 'no');

const MORE: readonly TableColumn<AirDayRow>[] = [
  {
    ...{ name: 'o3_1h', type: 'number', description: 'largest one-hour mean of ozone, ug/m3', extra: true },
    cell: (row) => row.value(O3_1H),
  },
  {
    ...{ name: 'running', type: 'text', description: 'whether the day is not over: yes or no', extra: true },
    cell: (row) => (row.revision === 0 ? null : yesOrNo(row.read((columns, day) => columns.isRunning(day)))),
  },
];

/** Days of stations, or of districts and cities. */
export const airDaysShape = (of: 'station' | 'region'): TableShape<AirDayRow> => ({
  columns: [
    subjectColumn(of),
    dateColumn,
    ...timeColumns(undefined),
    ...airColumns('day mean, of ozone the daily maximum 8 h'),
    ...MORE,
  ],
  parameters: [...AIR_TABLE_VALUES, 'o3_1h'],
  dimensions: CIVIL_DIMENSIONS,
});

/** Days of air as columns. */
export const AIR_DAYS: AirRowKind<AirDayColumns> = {
  length: DAY,
  block: 32,
  of: (region) => (region ? 'region.aqi.day' : 'aqi.day'),
  read: (store, { region, ...range }) =>
    store.airDays({ ...range, kind: region ? 'region.aqi.day' : 'aqi.day' }),
  index: (columns, day, options) => dayIndex(columns.roundableOf(day), day, options),
};

/** Days that end in a span, in the order of time; those of one day in the order of the subjects. */
export const airDayRows = (
  deps: RowsDeps,
  asked: AirSubjectsRows,
  span: RowSpan,
): AsyncIterable<readonly AirDayRow[]> => airRows(deps, AIR_DAYS, asked, span);
