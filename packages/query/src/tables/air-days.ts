import { dayKind } from '@lanbi/evaluation';
import type { AirDayKind } from '@lanbi/model';
import { isMissing } from '@lanbi/standards';
import { airDayFigures } from '../figures/air-day.ts';
import { CIVIL_DIMENSIONS, type Column, type TableShape } from '../table/index.ts';
import { AIR_PARAMETERS, airColumns, dateColumn, subjectColumn, timeColumns } from './air-columns.ts';
import { type AirSubjectsRows, airRows, type StoredAirRow } from './air-rows.ts';
import type { RowsDeps } from './rows-deps.ts';
import { DAY_UNIT, type RowSpan } from './together.ts';

export type AirDayRow = StoredAirRow<AirDayKind>;

const MORE: readonly Column<AirDayRow>[] = [
  {
    ...{ name: 'o3_1h', type: 'number', description: 'largest one-hour mean of ozone, ug/m3', extra: true },
    cell: ({ made }) => {
      const value = made?.body.further.o3_1h;
      return value === undefined || isMissing(value) ? null : value;
    },
  },
  {
    ...{ name: 'running', type: 'text', description: 'whether the day is not over: yes or no', extra: true },
    cell: ({ made }) => (made ? (made.body.running ? 'yes' : 'no') : null),
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
  parameters: [...AIR_PARAMETERS, 'o3_1h'],
  dimensions: CIVIL_DIMENSIONS,
});

/** Days that end in a span, in the order of time; those of one day in the order of the subjects. */
export const airDayRows = (
  deps: RowsDeps,
  asked: AirSubjectsRows,
  span: RowSpan,
): AsyncIterable<readonly AirDayRow[]> =>
  airRows(
    deps,
    {
      kind: dayKind({ id: '', region: asked.region }),
      unit: DAY_UNIT,
      index: (stored) => airDayFigures.compute(stored, asked.options).aqi,
    },
    asked,
    span,
  );
