import { hourKind } from '@lanbi/evaluation';
import type { AirHourKind } from '@lanbi/model';
import { airHourFigures } from '../figures/air-hour.ts';
import { CIVIL_DIMENSIONS, HOUR_DIMENSION, type TableShape } from '../table/index.ts';
import { AIR_PARAMETERS, type AirRow, airColumns, subjectColumn, timeColumns } from './air-columns.ts';
import { type AirSubjectsRows, airRows, type StoredAirRow } from './air-rows.ts';
import type { RowsDeps } from './rows-deps.ts';
import { HOUR_UNIT, type RowSpan } from './together.ts';

export type AirHourRow = StoredAirRow<AirHourKind>;

/** Hours of stations, or of districts and cities. */
export const airHoursShape = (of: 'station' | 'region'): TableShape<AirRow> => ({
  columns: [subjectColumn(of), ...timeColumns('to'), ...airColumns('one-hour mean')],
  parameters: AIR_PARAMETERS,
  dimensions: [HOUR_DIMENSION, ...CIVIL_DIMENSIONS],
});

/** Hours that end in a span, in the order of time; those that end together in the order of the subjects. */
export const airHourRows = (
  deps: RowsDeps,
  asked: AirSubjectsRows,
  span: RowSpan,
): AsyncIterable<readonly AirHourRow[]> =>
  airRows(
    deps,
    {
      kind: hourKind({ id: '', region: asked.region }),
      unit: HOUR_UNIT,
      index: (stored) => airHourFigures.compute(stored, asked.options).aqi,
    },
    asked,
    span,
  );
