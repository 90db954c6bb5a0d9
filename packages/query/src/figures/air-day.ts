import { type AirDayBody, airDay, type DailyOptions, dayAt } from '@lanbi/evaluation';
import type { AirDayKind, StoredResult } from '@lanbi/model';
import type { Trace } from '@lanbi/standards';
import type { FigureFamily } from './family.ts';

type Day = Pick<StoredResult<AirDayKind>, 'from' | 'body'>;

/**
 * Daily index of a station or region with its sub-indices, category and validity, from the record of the day.
 * @source HJ 633, daily report
 */
export const airDayFigures: FigureFamily<Day, DailyOptions, AirDayBody> = {
  span: 'day',
  compute: ({ body, from }: Day, options: DailyOptions = {}, trace?: Trace) =>
    airDay(body, dayAt(from), options, trace),
};
