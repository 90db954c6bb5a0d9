import { type AirDayBody, airDay, type DailyOptions, dayAt } from '@lanbi/evaluation';
import type { AirDayKind, StoredResult } from '@lanbi/model';
import { DAY, isMissing, type Trace } from '@lanbi/standards';
import { airDayRows, airDaysShape } from '../tables/air-days.ts';
import { askedAir, FILL_TIMES } from '../tables/asked-air.ts';
import { fromResults, type ValueResult } from './alert-value.ts';
import type { FigureFamily } from './family.ts';
import { figureTable } from './figure-table.ts';

type Day = Pick<StoredResult<AirDayKind>, 'from' | 'body'>;

const compute = ({ body, from }: Day, options: DailyOptions = {}, trace?: Trace): AirDayBody =>
  airDay(body, dayAt(from), options, trace);

function indexIn(result: ValueResult): number | undefined {
  if (result.kind !== 'aqi.day' && result.kind !== 'region.aqi.day') return undefined;
  const { aqi } = compute(result).aqi;
  return isMissing(aqi) ? undefined : aqi;
}

/**
 * Daily index of a station or region with its sub-indices, category and validity, from the record of the day.
 * @source HJ 633, daily report
 */
export const airDayFigures: FigureFamily<Day, DailyOptions, AirDayBody> = {
  name: 'aqi-day',
  title: { zh: '空气质量指数（日）', en: 'Daily air quality index' },
  subjects: ['station', 'region'],
  span: 'day',
  version: 1,
  inputs: ['aqi.day', 'region.aqi.day'],
  compute,
  alertValues: [
    { name: 'aqi.day', subject: 'station', medium: 'air', source: fromResults('aqi.day', indexIn) },
    { name: 'aqi.day', subject: 'region', medium: 'air', source: fromResults('region.aqi.day', indexIn) },
  ],
  tables: [
    figureTable({
      name: 'air-days',
      path: '/v1/air/days',
      summary: 'Days of air stations, or of districts and cities, in one table',
      ...{ row: 'AirDayRow', subjects: 'air', edition: 'HJ 633', fill: FILL_TIMES },
      time: { by: 'row', length: DAY, days: 31, align: 'day' },
      shape: ({ region }) => airDaysShape(region ? 'region' : 'station'),
      rows: (deps, asked, part) => airDayRows(deps, askedAir(deps, asked), part),
    }),
  ],
};
