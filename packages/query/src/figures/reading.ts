import {
  AIR_PARAMETERS,
  countedReading,
  invalidOf,
  type Medium,
  type ParameterCode,
  type Station,
  type StoredObservation,
  WATER_PARAMETERS,
} from '@lanbi/model';
import type { AlertValue, FromReadings } from './alert-value.ts';
import type { FigureFamily } from './family.ts';

/** A reading: of a parameter, in an observation of a station. */
export interface ReadingSource {
  readonly observation: StoredObservation;
  readonly station: Station;
  readonly parameter: ParameterCode;
}

/** The counted reading of an observation of the station's own period; undefined for invalid readings. */
function readingOf({
  observation: { period, readings },
  station,
  parameter,
}: ReadingSource): number | undefined {
  if (period !== station.period) return undefined;
  const reading = readings.find((candidate) => candidate.parameter === parameter);
  return reading && !invalidOf(reading) ? countedReading(reading, station) : undefined;
}

const readingValue = (medium: Medium, parameter: ParameterCode): AlertValue => ({
  ...{ name: parameter, form: '{parameter}', subject: 'station', medium },
  source: {
    from: 'readings',
    parameters: [parameter],
    valueIn: (observation, station) => readingOf({ observation, station, parameter }),
  },
});

/** How far PM2.5 is above PM10, of which it is a part: µg/m³, negative as it should be. */
const ABOVE: FromReadings = {
  from: 'readings',
  parameters: ['pm2_5', 'pm10'],
  valueIn(observation, station) {
    const fine = readingOf({ observation, station, parameter: 'pm2_5' });
    const all = readingOf({ observation, station, parameter: 'pm10' });
    return fine === undefined || all === undefined ? undefined : fine - all;
  },
};

/** The valid readings of a station in their canonical units. */
export const readingFigures: FigureFamily<ReadingSource, never, number | undefined> = {
  name: 'reading',
  title: { zh: '站点读数', en: 'Readings of a station' },
  subjects: ['station'],
  span: 'reading',
  version: 1,
  inputs: ['observation'],
  compute: readingOf,
  alertValues: [
    { name: 'pm2_5-above-pm10', subject: 'station', medium: 'air', source: ABOVE },
    ...AIR_PARAMETERS.map((code) => readingValue('air', code)),
    ...WATER_PARAMETERS.map((code) => readingValue('water', code)),
  ],
  tables: [],
};
