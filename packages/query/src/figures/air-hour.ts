import { type AirHourBody, airHour, type HourlyOptions } from '@lanbi/evaluation';
import type { AirHourKind, StoredResult } from '@lanbi/model';
import type { Trace } from '@lanbi/standards';
import type { FigureFamily } from './family.ts';

type Hour = Pick<StoredResult<AirHourKind>, 'to' | 'body'>;

/**
 * Hourly index of a station or region with its sub-indices, category and validity, from the record of the hour.
 * @source HJ 633, hourly report
 */
export const airHourFigures: FigureFamily<Hour, HourlyOptions, AirHourBody> = {
  span: 'hour',
  compute: ({ body, to }: Hour, options: HourlyOptions = {}, trace?: Trace) =>
    airHour(body, to, options, trace),
};
