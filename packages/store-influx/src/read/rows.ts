import {
  AIR_PARAMETERS,
  type InvalidReason,
  isRecordKind,
  logPosition,
  type Medium,
  type ParameterCode,
  type ResultKind,
  recordOfFigure,
  regionId,
  type StoredObservation,
  type StoredReading,
  type StoredResult,
  stationId,
  WATER_PARAMETERS,
} from '@lanbi/model';
import { instant, seconds } from '@lanbi/standards';
import { resultIdentityOf } from '@lanbi/store-embedded';
import type { Row } from '../client/influx-client.ts';

const text = (row: Row, column: string): string => String(row[column] ?? '');
const timeOf = (row: Row) => instant(Date.parse(text(row, '_time')));

function readingOf(row: Row, parameter: ParameterCode): StoredReading | undefined {
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

/** Which observation a row is of. */
export const observedOf = (row: Row): Pick<StoredObservation, 'station' | 'to' | 'period'> => ({
  station: stationId(text(row, 'station')),
  to: timeOf(row),
  period: seconds(Number(row['period'])),
});

function assumedOf(row: Row): Pick<StoredObservation, 'assumed'> {
  const assumed = text(row, 'assumed');
  return assumed === 'begin' || assumed === 'end' ? { assumed } : {};
}

/** An observation of a pivoted row; its readings stand in the order of the parameter table. */
export function observationOf(row: Row): StoredObservation {
  const medium = text(row, '_measurement') as Medium;
  const parameters: readonly ParameterCode[] = medium === 'air' ? AIR_PARAMETERS : WATER_PARAMETERS;
  return {
    ...observedOf(row),
    position: logPosition(Number(row['position'] ?? 0)),
    medium,
    region: regionId(text(row, 'region')),
    receivedAt: instant(Number(row['received'] ?? 0)),
    ...assumedOf(row),
    readings: parameters.flatMap((parameter) => readingOf(row, parameter) ?? []),
  };
}

/** What is stored of a kind; of an hour or day of air an earlier version stored the whole figure. */
function bodyOf(kind: ResultKind, text: string): unknown {
  const body = JSON.parse(text);
  return isRecordKind(kind) && 'aqi' in body ? recordOfFigure(kind, body) : body;
}

/** A result of a pivoted row. Its place in the log of results is not kept there. */
export function resultOf(row: Row): StoredResult {
  const to = timeOf(row);
  const kind = text(row, '_measurement') as ResultKind;
  const result = {
    position: logPosition(0),
    kind,
    subject: text(row, 'subject'),
    from: instant(to - Number(row['span']) * 1000),
    to,
    body: bodyOf(kind, text(row, 'body')),
    revision: Number(row['revision']),
    computedAt: instant(Number(row['computed'])),
  };
  return result as StoredResult;
}

/** Last points, a field each, as observations: of each series and instant one, with the fields that are of it. */
export function lastObservationsOf(rows: readonly Row[]): StoredObservation[] {
  const points = new Map<string, Record<string, unknown>>();
  for (const row of rows) {
    const key = `${text(row, '_measurement')} ${text(row, 'station')} ${text(row, 'period')} ${text(row, '_time')}`;
    const point = points.get(key) ?? { ...row };
    point[text(row, '_field')] = row['_value'];
    points.set(key, point);
  }
  return [...points.values()].map(observationOf);
}

/**
 * Results of rows, in their order, one of each: while a state takes the place of an earlier one, and where an earlier
 * version wrote another series, two stand there. The newer one counts.
 */
export function resultsOf(rows: readonly Row[]): StoredResult[] {
  const found = new Map<string, StoredResult>();
  for (const result of rows.map(resultOf)) {
    const identity = resultIdentityOf(result);
    const known = found.get(identity);
    if (!known || result.revision > known.revision) found.set(identity, result);
  }
  return [...found.values()];
}
