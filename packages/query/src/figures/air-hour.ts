import { type AirHourBody, airHour, type HourlyOptions } from '@lanbi/evaluation';
import type { AirHourKind, StoredResult } from '@lanbi/model';
import { AIR_POLLUTANTS, HOUR, isMissing, type Trace } from '@lanbi/standards';
import { airHourRows, airHoursShape } from '../tables/air-hours.ts';
import { askedAir, FILL_TIMES } from '../tables/asked-air.ts';
import { type AlertValue, fromResults, type ValueResult } from './alert-value.ts';
import type { FigureFamily } from './family.ts';
import { figureTable } from './figure-table.ts';

type Hour = Pick<StoredResult<AirHourKind>, 'to' | 'body'>;

const compute = ({ body, to }: Hour, options: HourlyOptions = {}, trace?: Trace): AirHourBody =>
  airHour(body, to, options, trace);

function indexIn(result: ValueResult): number | undefined {
  if (result.kind !== 'aqi.hour' && result.kind !== 'region.aqi.hour') return undefined;
  const { aqi } = compute(result).aqi;
  return isMissing(aqi) ? undefined : aqi;
}

const OF_REGIONS: readonly AlertValue[] = AIR_POLLUTANTS.map((of) => ({
  ...{ name: of, form: '{parameter}', subject: 'region', medium: 'air' },
  source: fromResults('region.aqi.hour', (result) => {
    const value = result.kind === 'region.aqi.hour' ? result.body.concentrations[of] : undefined;
    return value === undefined || isMissing(value) ? undefined : value;
  }),
}));

/**
 * Hourly index of a station or region with its sub-indices, category and validity, from the record of the hour.
 * @source HJ 633, hourly report
 */
export const airHourFigures: FigureFamily<Hour, HourlyOptions, AirHourBody> = {
  name: 'aqi-hour',
  title: { zh: '空气质量指数（小时）', en: 'Hourly air quality index' },
  subjects: ['station', 'region'],
  span: 'hour',
  version: 1,
  inputs: ['aqi.hour', 'region.aqi.hour'],
  compute,
  alertValues: [
    { name: 'aqi.hour', subject: 'station', medium: 'air', source: fromResults('aqi.hour', indexIn) },
    { name: 'aqi.hour', subject: 'region', medium: 'air', source: fromResults('region.aqi.hour', indexIn) },
    ...OF_REGIONS,
  ],
  tables: [
    figureTable({
      name: 'air-hours',
      path: '/v1/air/hours',
      summary: 'Hours of air stations, or of districts and cities, in one table',
      ...{ row: 'AirHourRow', subjects: 'air', edition: 'HJ 633', fill: FILL_TIMES },
      time: { by: 'row', length: HOUR, days: 1, align: 'hour' },
      shape: ({ region }) => airHoursShape(region ? 'region' : 'station'),
      rows: (deps, asked, part) => airHourRows(deps, askedAir(deps, asked), part),
    }),
  ],
};
