import type { Instant, Seconds } from '@lanbi/standards';
import type { StationId } from '../nouns/ids.ts';
import type { StoredObservation, StoredReading } from '../nouns/observation.ts';
import type { Offset } from '../nouns/offset.ts';
import type { ParameterCode } from '../nouns/parameter.ts';

/** A range of observations of one station: ends in (after, to], in ascending order of `to`, then `period`. */
export interface ObservationRange {
  readonly station: StationId;
  /** Exclusive: an observation covers the time before its end. */
  readonly after: Instant;
  /** Inclusive. */
  readonly to: Instant;
  /** Only observations with this parameter. */
  readonly parameter?: ParameterCode;
  /** Only this period. */
  readonly period?: Seconds;
  /**
   * Only observations whose latest change is in the log up to this offset. An observation that a log without `wholeLog`
   * has removed counts as before all its entries.
   */
  readonly upTo?: Offset;
  readonly limit: number;
  /** Continues after this observation of an earlier answer for the same range. */
  readonly behind?: { readonly to: Instant; readonly period: Seconds };
}

/** The last reading of one parameter: greatest `to`, then shortest period. */
export interface LatestReading extends StoredReading {
  readonly to: Instant;
  readonly period: Seconds;
}

export interface StationActivity {
  /** Greatest `to` of its observations. */
  readonly lastObservation: Instant;
  /** Time of receipt of the last log entry of this station, by the clock at that time. */
  readonly lastReceived: Instant;
  /** Offset of that entry in the log: figures of the station are complete once evaluation has passed it. */
  readonly lastPosition: Offset;
}

export interface ObservationReader {
  range(query: ObservationRange): Promise<readonly StoredObservation[]>;
  /** Returns the last reading of each parameter; empty for an unknown station. */
  latest(station: StationId): Promise<readonly LatestReading[]>;
  /** Returns the activity of every station that ever sent an observation. */
  activity(): Promise<ReadonlyMap<StationId, StationActivity>>;
}
