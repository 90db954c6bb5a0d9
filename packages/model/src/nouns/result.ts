import type { Instant } from '@lanbi/standards';
import type { LogPosition } from './observation.ts';

/** What a result is about. `aqi.hour`: a station's hour; `class.sample`: a section at one sampling time. */
export type ResultKind = 'aqi.hour' | 'class.sample';

/** Identity of a result: its kind, its subject, and the period it is for (`from` = `to` for an instant). */
export interface ResultKey {
  readonly kind: ResultKind;
  /** Id of the station, region or section. */
  readonly subject: string;
  readonly from: Instant;
  readonly to: Instant;
}

/** A figure under the edition of its date. `body` is plain JSON. */
export interface Result<Body = unknown> extends ResultKey {
  readonly body: Body;
}

export interface StoredResult<Body = unknown> extends Result<Body> {
  /** 1 when first stored; one more each time the body changed. */
  readonly revision: number;
  readonly computedAt: Instant;
  readonly position: LogPosition;
}
