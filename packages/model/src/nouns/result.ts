import type { Instant, Seconds } from '@lanbi/standards';
import type { AirDayRecord } from '../records/air-day.ts';
import type { AirHourRecord } from '../records/air-hour.ts';
import type { WaterDayRecord } from '../records/water-day.ts';
import type { WaterSampleRecord } from '../records/water-sample.ts';
import type { StationId } from './ids.ts';
import type { Offset } from './offset.ts';

/** A class over a calendar period longer than a day. */
type PeriodClassKind = `class.${'month' | 'quarter' | 'half-year' | 'year'}`;

/**
 * Kinds of figures of water that are computed from days on request and not stored: of sections, rivers and lakes.
 */
export type ComputedWaterKind = PeriodClassKind | `${'river' | 'lake'}.${PeriodClassKind | 'class.day'}`;

/** The record type of each kind. `class.sample`: a section at one sampling time. */
export interface RecordOf {
  readonly 'aqi.hour': AirHourRecord;
  readonly 'region.aqi.hour': AirHourRecord;
  readonly 'aqi.day': AirDayRecord;
  readonly 'region.aqi.day': AirDayRecord;
  readonly 'class.sample': WaterSampleRecord;
  readonly 'class.day': WaterDayRecord;
}

/** Kind of a result. */
export type ResultKind = keyof RecordOf;

/** Kinds of subject of a result, by its kind. */
export const SUBJECT_OF_RESULT = {
  'aqi.hour': 'station',
  'aqi.day': 'station',
  'region.aqi.hour': 'region',
  'region.aqi.day': 'region',
  'class.sample': 'section',
  'class.day': 'section',
} as const satisfies Readonly<Record<ResultKind, string>>;

/** An hour of air, of a station or a region. */
export type AirHourKind = 'aqi.hour' | 'region.aqi.hour';
/** A civil day of air, of a station or a region. */
export type AirDayKind = 'aqi.day' | 'region.aqi.day';
/** A section at one sampling time, or over a civil day. */
export type WaterKindOfRecord = 'class.sample' | 'class.day';

/** Identity of a result: its kind, subject and period (`from` = `to` for an instantaneous one). */
export interface ResultKey<Kind extends ResultKind = ResultKind> {
  readonly kind: Kind;
  /** Id of the station, region or section. */
  readonly subject: string;
  readonly from: Instant;
  readonly to: Instant;
}

/**
 * The observation that caused a figure to be computed again: it arrived after a later one of its station was evaluated,
 * replaced an earlier value, has another mark of a rule that excludes, or counts differently since the registry
 * changed.
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
  /**
   * Given if the result is computed again because of late or corrected data; then a change of the record is kept in the
   * history. A few at most.
   */
  readonly causes?: readonly Cause[];
}

interface StoredOf<Kind extends ResultKind> extends ResultKey<Kind> {
  readonly body: RecordOf[Kind];
  /** 1 when first stored; increased each time the record changes. */
  readonly revision: number;
  readonly computedAt: Instant;
  readonly position: Offset;
}

interface ChangeOf<Kind extends ResultKind> extends ResultKey<Kind> {
  /** Increases with each change; the order of change. */
  readonly id: number;
  /** The revision after the change. */
  readonly revision: number;
  readonly changedAt: Instant;
  readonly causes: readonly Cause[];
  /** The record before; absent if there was none. */
  readonly before?: RecordOf[Kind];
  readonly after: RecordOf[Kind];
}

// For several kinds each type is a union with one member per kind.

/** A result, as the evaluation stores it. */
export type Result<Kind extends ResultKind = ResultKind> = { [Each in Kind]: ResultOf<Each> }[Kind];

/** A result as read from the store. */
export type StoredResult<Kind extends ResultKind = ResultKind> = { [Each in Kind]: StoredOf<Each> }[Kind];

/** An entry of the audit trail: a result that a late or corrected observation created or changed. */
export type ResultChange<Kind extends ResultKind = ResultKind> = { [Each in Kind]: ChangeOf<Each> }[Kind];

/** Whether a result is of a kind. */
export const isOfKind =
  <Kind extends ResultKind>(kind: Kind) =>
  (result: StoredResult): result is StoredResult & StoredResult<Kind> =>
    result.kind === kind;
