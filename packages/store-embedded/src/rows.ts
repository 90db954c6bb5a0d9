import {
  logPosition,
  type Medium,
  type ResultKind,
  regionId,
  type StoredDeadLetter,
  type StoredObservation,
  type StoredReading,
  type StoredResult,
  stationId,
} from '@lanbi/model';
import { instant, seconds } from '@lanbi/standards';

export interface ObservationRow {
  readonly position: number;
  readonly station: string;
  readonly to_ms: number;
  readonly period: number;
  readonly medium: string;
  readonly region: string;
  readonly received_at: number;
  readonly readings: string;
}

export interface ResultRow {
  readonly position: number;
  readonly kind: string;
  readonly subject: string;
  readonly from_ms: number;
  readonly to_ms: number;
  readonly revision: number;
  readonly computed_at: number;
  readonly body: string;
}

export interface DeadLetterRow {
  readonly id: number;
  readonly at_ms: number;
  readonly topic: string;
  readonly payload: Uint8Array;
  readonly station: string | null;
  readonly scope: string;
  readonly refusals: string;
}

export const observationOf = (row: ObservationRow): StoredObservation => ({
  position: logPosition(row.position),
  station: stationId(row.station),
  medium: row.medium as Medium,
  region: regionId(row.region),
  to: instant(row.to_ms),
  period: seconds(row.period),
  receivedAt: instant(row.received_at),
  readings: JSON.parse(row.readings) as StoredReading[],
});

export const resultOf = (row: ResultRow): StoredResult => ({
  position: logPosition(row.position),
  kind: row.kind as ResultKind,
  subject: row.subject,
  from: instant(row.from_ms),
  to: instant(row.to_ms),
  revision: row.revision,
  computedAt: instant(row.computed_at),
  body: JSON.parse(row.body),
});

export const deadLetterOf = (row: DeadLetterRow): StoredDeadLetter => ({
  id: row.id,
  at: instant(row.at_ms),
  topic: row.topic,
  payload: row.payload,
  ...(row.station !== null && { station: row.station }),
  scope: row.scope as StoredDeadLetter['scope'],
  refusals: JSON.parse(row.refusals),
});
