import type { Instant, Seconds } from '@lanbi/standards';
import type { StationId } from '../nouns/ids.ts';
import type { StoredObservation, StoredReading } from '../nouns/observation.ts';
import type { Offset } from '../nouns/offset.ts';
import type { ParameterCode } from '../nouns/parameter.ts';

/** A stretch of observations of one station: ends in (after, to], in ascending order of `to`, then `period`. */
export interface ObservationRange {
  readonly station: StationId;
  /** Exclusive: an observation covers the time before its end. */
  readonly after: Instant;
  /** Inclusive. */
  readonly to: Instant;
  /** Only observations that hold this parameter. */
  readonly parameter?: ParameterCode;
  /** Only this period. */
  readonly period?: Seconds;
  /**
   * Only what stands in the log up to here; an observation stands where it was last changed. One that a log without
   * `wholeLog` has forgotten stood there before all that it holds.
   */
  readonly upTo?: Offset;
  readonly limit: number;
  /** Continue behind this one (of an earlier answer of the same range). */
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
  /** When the last entry of the log that is of this station reached us, by the clock of that moment. */
  readonly lastReceived: Instant;
  /** Offset of that entry in the log: figures of the station are complete once evaluation has passed it. */
  readonly lastPosition: Offset;
}

export interface ObservationReader {
  range(query: ObservationRange): Promise<readonly StoredObservation[]>;
  /** Empty for a station that was never seen. */
  latest(station: StationId): Promise<readonly LatestReading[]>;
  /** For every station ever seen. */
  activity(): Promise<ReadonlyMap<StationId, StationActivity>>;
}
