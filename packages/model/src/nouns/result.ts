import type { Instant, Seconds } from '@lanbi/standards';
import type { AirDayRecord } from '../records/air-day.ts';
import type { AirHourRecord } from '../records/air-hour.ts';
import type { StationId } from './ids.ts';
import type { LogPosition } from './observation.ts';

/** Figures of a station, and with `region.` of a region: the index of an hour or day. */
type AirKind = 'aqi.hour' | 'aqi.day';

/** A class over a period of the calendar that is longer than a day. */
type PeriodClassKind = `class.${'month' | 'quarter' | 'half-year' | 'year'}`;

/** Figures of water that are computed from days when asked for, and not stored: of sections, and of rivers and lakes. */
export type ComputedWaterKind = PeriodClassKind | `${'river' | 'lake'}.${PeriodClassKind | 'class.day'}`;

/**
 * What a result is about. `class.sample`: a section at one sampling time; `quality`: suspect values of an observation;
 * `registered`: a station at the instant when the registry was first seen to name it, with what the registry says of it; `rules`: the settings under which
 * figures are evaluated, from that instant on.
 */
export type ResultKind =
  | AirKind
  | `region.${AirKind}`
  | 'class.sample'
  | 'class.day'
  | 'quality'
  | 'registered'
  | 'rules';

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
  readonly position: LogPosition;
}

/** An hour of air, of a station or a region. */
export type AirHourKind = 'aqi.hour' | 'region.aqi.hour';
/** A civil day of air, of a station or a region. */
export type AirDayKind = 'aqi.day' | 'region.aqi.day';

/** Kinds whose bodies are plain JSON. */
export type JsonKind = Exclude<ResultKind, AirHourKind | AirDayKind>;

/** What is stored of a kind: a typed record, or plain JSON. */
export type BodyOf<Kind extends ResultKind> = Kind extends AirHourKind
  ? AirHourRecord
  : Kind extends AirDayKind
    ? AirDayRecord
    : unknown;

interface ResultOf<Kind extends ResultKind, Body> extends ResultKey<Kind> {
  readonly body: Body;
  /** Given when the result was re-opened; then a change of the body is kept in the history. At most a few. */
  readonly causes?: readonly Cause[];
}

interface StoredOf<Kind extends ResultKind, Body> extends ResultKey<Kind> {
  readonly body: Body;
  /** 1 when first stored; one more each time the body changed. */
  readonly revision: number;
  readonly computedAt: Instant;
  readonly position: LogPosition;
}

interface ChangeOf<Kind extends ResultKind, Body> extends ResultKey<Kind> {
  /** Rises with each one; the order of change. */
  readonly id: number;
  /** The revision that the change made. */
  readonly revision: number;
  readonly changedAt: Instant;
  readonly causes: readonly Cause[];
  /** Absent where there was no result before. */
  readonly before?: Body;
  readonly after: Body;
}

// Each takes a kind, or, for kinds of plain JSON, the type of their bodies.

/** What the evaluation of a kind stores, under the edition of its date. */
export type Result<Of = ResultKind> = Of extends ResultKind
  ? ResultOf<Of, BodyOf<Of>>
  : ResultOf<JsonKind, Of>;

/** A result as it stands in the store. */
export type StoredResult<Of = ResultKind> = Of extends ResultKind
  ? StoredOf<Of, BodyOf<Of>>
  : StoredOf<JsonKind, Of>;

/** A line of the audit trail: a result that a late or corrected observation made new or changed. */
export type ResultChange<Of = ResultKind> = Of extends ResultKind
  ? ChangeOf<Of, BodyOf<Of>>
  : ChangeOf<JsonKind, Of>;
