import type { Instant, Seconds } from '@lanbi/standards';
import type { AirDayRecord } from '../records/air-day.ts';
import type { AirHourRecord } from '../records/air-hour.ts';
import type { WaterDayRecord } from '../records/water-day.ts';
import type { WaterSampleRecord } from '../records/water-sample.ts';
import type { StationId } from './ids.ts';
import type { Offset } from './offset.ts';

/** A class over a period of the calendar that is longer than a day. */
type PeriodClassKind = `class.${'month' | 'quarter' | 'half-year' | 'year'}`;

/** Figures of water that are computed from days when asked for, and not stored: of sections, and of rivers and lakes. */
export type ComputedWaterKind = PeriodClassKind | `${'river' | 'lake'}.${PeriodClassKind | 'class.day'}`;

/** What is stored of each kind. `class.sample`: a section at one sampling time. */
export interface RecordOf {
  readonly 'aqi.hour': AirHourRecord;
  readonly 'region.aqi.hour': AirHourRecord;
  readonly 'aqi.day': AirDayRecord;
  readonly 'region.aqi.day': AirDayRecord;
  readonly 'class.sample': WaterSampleRecord;
  readonly 'class.day': WaterDayRecord;
}

/** What a result is about. */
export type ResultKind = keyof RecordOf;

/** An hour of air, of a station or a region. */
export type AirHourKind = 'aqi.hour' | 'region.aqi.hour';
/** A civil day of air, of a station or a region. */
export type AirDayKind = 'aqi.day' | 'region.aqi.day';
/** A section at one sampling time, or over a civil day. */
export type WaterKindOfRecord = 'class.sample' | 'class.day';

/** Identity of a result: its kind, its subject, and the period it is for (`from` = `to` for an instant). */
export interface ResultKey<Kind extends ResultKind = ResultKind> {
  readonly kind: Kind;
  /** Id of the station, region or section. */
  readonly subject: string;
  readonly from: Instant;
  readonly to: Instant;
}

/**
 * The observation that re-opened a figure: it came after a later one of its station was evaluated, replaced an earlier
 * value, is judged otherwise by a rule of data quality that excludes, or counts otherwise since the registry changed.
 */
export interface Cause {
  readonly change: 'late' | 'corrected' | 'judged' | 'registry';
  readonly station: StationId;
  /** End and length of its sampling period. */
  readonly to: Instant;
  readonly period: Seconds;
  readonly position: Offset;
}

interface ResultOf<Kind extends ResultKind> extends ResultKey<Kind> {
  readonly body: RecordOf[Kind];
  /** Given when the result was re-opened; then a change of the body is kept in the history. At most a few. */
  readonly causes?: readonly Cause[];
}

interface StoredOf<Kind extends ResultKind> extends ResultKey<Kind> {
  readonly body: RecordOf[Kind];
  /** 1 when first stored; one more each time the body changed. */
  readonly revision: number;
  readonly computedAt: Instant;
  readonly position: Offset;
}

interface ChangeOf<Kind extends ResultKind> extends ResultKey<Kind> {
  /** Rises with each one; the order of change. */
  readonly id: number;
  /** The revision that the change made. */
  readonly revision: number;
  readonly changedAt: Instant;
  readonly causes: readonly Cause[];
  /** Absent where there was no result before. */
  readonly before?: RecordOf[Kind];
  readonly after: RecordOf[Kind];
}

// Of several kinds each is a union with one member a kind.

/** What the evaluation of a kind stores. */
export type Result<Kind extends ResultKind = ResultKind> = { [Each in Kind]: ResultOf<Each> }[Kind];

/** A result as it stands in the store. */
export type StoredResult<Kind extends ResultKind = ResultKind> = { [Each in Kind]: StoredOf<Each> }[Kind];

/** A line of the audit trail: a result that a late or corrected observation made new or changed. */
export type ResultChange<Kind extends ResultKind = ResultKind> = { [Each in Kind]: ChangeOf<Each> }[Kind];

/** Whether a result is of a kind. */
export const isOfKind =
  <Kind extends ResultKind>(kind: Kind) =>
  (result: StoredResult): result is StoredResult & StoredResult<Kind> =>
    result.kind === kind;
