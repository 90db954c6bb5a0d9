import {
  type DeadLetterSummary,
  decodeRecord,
  type Medium,
  offsetAt,
  type ResultChange,
  type ResultKind,
  regionId,
  type StoredDeadLetter,
  type StoredObservation,
  type StoredReading,
  stationId,
} from '@lanbi/model';
import type { Row } from '@lanbi/sqlite';
import { instant, seconds } from '@lanbi/standards';
import { readEarlierReadings } from './earlier-readings.ts';
import { readReadings } from './readings.ts';

// The tables are STRICT and only this package writes them: a column holds what its type says.
const int = (row: Row, column: string): number => row[column] as number;
const text = (row: Row, column: string): string => row[column] as string;

const readingsOf = (body: Row[string] | undefined, row: Row): StoredReading[] =>
  body instanceof Uint8Array ? readReadings(body) : readEarlierReadings(text(row, 'readings'));

export const observationOf = (row: Row): StoredObservation => ({
  position: offsetAt(int(row, 'position')),
  station: stationId(text(row, 'station')),
  medium: text(row, 'medium') as Medium,
  region: regionId(text(row, 'region')),
  to: instant(int(row, 'to_ms')),
  period: seconds(int(row, 'period')),
  ...(row['assumed'] !== null && { assumed: text(row, 'assumed') as 'begin' | 'end' }),
  receivedAt: instant(int(row, 'received_at')),
  readings: readingsOf(row['body'], row),
});

const keyOf = (row: Row) => ({
  kind: text(row, 'kind') as ResultKind,
  subject: text(row, 'subject'),
  from: instant(int(row, 'from_ms')),
  to: instant(int(row, 'to_ms')),
});

/** A record of the history; undefined where there is none. */
const recordOf = <Kind extends ResultKind>(kind: Kind, bytes: Row[string] | undefined) =>
  bytes instanceof Uint8Array ? decodeRecord(kind, bytes) : undefined;

function changeOfKind<Kind extends ResultKind>(kind: Kind, row: Row): ResultChange<Kind> | undefined {
  const [before, after] = [recordOf(kind, row['before_record']), recordOf(kind, row['after_record'])];
  if (after === undefined) return undefined;
  const { subject, from, to } = keyOf(row);
  return {
    id: int(row, 'id'),
    kind,
    subject,
    from,
    to,
    revision: int(row, 'revision'),
    changedAt: instant(int(row, 'changed_at')),
    causes: JSON.parse(text(row, 'causes')),
    ...(before !== undefined && { before }),
    after,
  };
}

/** A line of the audit trail; undefined for one that names no record. */
export const resultChangeOf = (row: Row): ResultChange | undefined => changeOfKind(keyOf(row).kind, row);

export const storedDeadLetterOf = (row: Row): StoredDeadLetter => {
  const { bytes: _, ...letter } = deadLetterSummaryOf(row);
  return { ...letter, payload: row['payload'] as Uint8Array };
};

export const deadLetterSummaryOf = (row: Row): DeadLetterSummary => ({
  id: int(row, 'id'),
  at: instant(int(row, 'at_ms')),
  topic: text(row, 'topic'),
  bytes: int(row, 'bytes'),
  ...(row['station'] !== null && { station: text(row, 'station') }),
  scope: text(row, 'scope') as StoredDeadLetter['scope'],
  refusals: JSON.parse(text(row, 'refusals')),
  ...(row['retained'] === 1 && { retained: true }),
  ...(row['counts'] !== null && { counts: JSON.parse(text(row, 'counts')) }),
  ...(row['replay'] !== null && { replay: JSON.parse(text(row, 'replay')) }),
});

export const countOf = (row: Row): number => int(row, 'count');

/** The column `position`, or 0 where there is no row or no value. */
export const positionOf = (row: Row | undefined) => offsetAt(Number(row?.['position'] ?? 0));
