import {
  AIR_PARAMETERS,
  type InvalidReason,
  type Medium,
  offsetAt,
  type ParameterCode,
  RESULT_KINDS,
  type ResultKind,
  regionId,
  type StoredObservation,
  type StoredReading,
  type StoredResult,
  stationId,
  WATER_PARAMETERS,
} from '@lanbi/model';
import { instant, seconds } from '@lanbi/standards';
import { resultIdentityOf } from '@lanbi/store-embedded';
import type { InfluxRow, InfluxSeries } from '../client/influx-client.ts';
import { unpacked } from '../schema/packed.ts';

const NOWHERE = offsetAt(0);

const text = (row: InfluxRow, column: string): string => String(row[column] ?? '');
const timeOf = (row: InfluxRow) => instant(Date.parse(text(row, '_time')));

function readingOf(row: InfluxRow, parameter: ParameterCode): StoredReading | undefined {
  const value = row[parameter];
  if (typeof value !== 'number') return undefined;
  const invalid = text(row, `${parameter}_invalid`);
  return {
    parameter,
    value,
    flag: text(row, `${parameter}_flag`) || 'N',
    ...(invalid !== '' && { invalid: invalid as InvalidReason }),
    revision: Number(row[`${parameter}_revision`] ?? 1),
  };
}

/** The identity of the observation of a row. */
export const observationIdOf = (row: InfluxRow): Pick<StoredObservation, 'station' | 'to' | 'period'> => ({
  station: stationId(text(row, 'station')),
  to: timeOf(row),
  period: seconds(Number(row['period'])),
});

function assumedOf(row: InfluxRow): Pick<StoredObservation, 'assumed'> {
  const assumed = text(row, 'assumed');
  return assumed === 'begin' || assumed === 'end' ? { assumed } : {};
}

/** Reads an observation from a pivoted row; its readings are in the order of the parameter table. */
export function pivotedObservation(row: InfluxRow): StoredObservation {
  const medium = text(row, '_measurement') as Medium;
  const parameters: readonly ParameterCode[] = medium === 'air' ? AIR_PARAMETERS : WATER_PARAMETERS;
  return {
    ...observationIdOf(row),
    position: offsetAt(Number(row['position'] ?? 0)),
    medium,
    region: regionId(text(row, 'region')),
    receivedAt: instant(Number(row['received'] ?? 0)),
    ...assumedOf(row),
    readings: parameters.flatMap((parameter) => readingOf(row, parameter) ?? []),
  };
}

/** The results of one series, in its order. InfluxDB does not have their offsets in the log of results. */
function* ofSeries({ name, tags, values }: InfluxSeries): Generator<StoredResult> {
  const kind = RESULT_KINDS.find((each) => each === name);
  if (kind) yield* resultsOfKind(kind, tags, values);
}

function* resultsOfKind<Kind extends ResultKind>(
  kind: Kind,
  { subject = '', span }: InfluxSeries['tags'],
  values: InfluxSeries['values'],
): Generator<StoredResult<Kind>> {
  for (const [at, text] of values) {
    const to = instant(Number(at));
    const from = instant(to - Number(span) * 1000);
    const { body, revision, computedAt } = unpacked(kind, String(text));
    yield { position: NOWHERE, kind, subject, from, to, body, revision, computedAt };
  }
}

/** Combines last points, one field each, to observations: one for each series and instant. */
export function lastObservationsOf(rows: readonly InfluxRow[]): StoredObservation[] {
  const points = new Map<string, Record<string, unknown>>();
  for (const row of rows) {
    const key = `${text(row, '_measurement')} ${text(row, 'station')} ${text(row, 'period')} ${text(row, '_time')}`;
    const point = points.get(key) ?? { ...row };
    point[text(row, '_field')] = row['_value'];
    points.set(key, point);
  }
  return [...points.values()].map(pivotedObservation);
}

/**
 * Orders the results of an answer by time, and keeps one of each. While a state is replaced InfluxDB has two; the newer one
 * counts.
 */
export function resultsOf(series: readonly InfluxSeries[]): StoredResult[] {
  const found = new Map<string, StoredResult>();
  for (const each of series)
    for (const result of ofSeries(each)) {
      const identity = resultIdentityOf(result);
      const known = found.get(identity);
      if (!known || result.revision > known.revision) found.set(identity, result);
    }
  return [...found.values()].sort((a, b) => a.to - b.to || a.from - b.from);
}
