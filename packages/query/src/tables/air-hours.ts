import { hourIndex } from '@lanbi/evaluation';
import type { AirHourColumns } from '@lanbi/model';
import { HOUR } from '@lanbi/standards';
import { CIVIL_DIMENSIONS, HOUR_DIMENSION, type TableShape } from '../table/index.ts';
import { AIR_TABLE_VALUES, airColumns, subjectColumn, timeColumns } from './air-columns.ts';
import { type AirRowKind, type AirSubjectsRows, airRows, type ColumnsRow } from './air-rows.ts';
import { unitEnd } from './read-columns.ts';
import type { RowsDeps } from './rows-deps.ts';
import type { RowSpan } from './together.ts';
import { WIND_DIMENSIONS } from './wind.ts';

export type AirHourRow = ColumnsRow<AirHourColumns>;

/** Hours of stations, or of districts and cities. */
export const airHoursShape = (of: 'station' | 'region'): TableShape<AirHourRow> => ({
  columns: [subjectColumn(of), ...timeColumns('to'), ...airColumns('one-hour mean')],
  parameters: AIR_TABLE_VALUES,
  dimensions: [HOUR_DIMENSION, ...CIVIL_DIMENSIONS, ...(of === 'station' ? WIND_DIMENSIONS : [])],
});

/** Hours of air as columns. */
export const AIR_HOURS: AirRowKind<AirHourColumns> = {
  length: HOUR,
  block: 24,
  of: (region) => (region ? 'region.aqi.hour' : 'aqi.hour'),
  read: (store, { region, ...range }) =>
    store.airHours({ ...range, kind: region ? 'region.aqi.hour' : 'aqi.hour' }),
  index: (columns, hour, options) => hourIndex(columns.roundableOf(hour), unitEnd(hour, HOUR), options),
};

/** Hours that end in a span, in the order of time; those that end together in the order of the subjects. */
export const airHourRows = (
  deps: RowsDeps,
  asked: AirSubjectsRows,
  span: RowSpan,
): AsyncIterable<readonly AirHourRow[]> => airRows(deps, AIR_HOURS, asked, span);
