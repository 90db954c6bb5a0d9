import type { Instant, Seconds } from '@lanbi/standards';
import type { RegionId, StationId } from './ids.ts';
import type { Offset } from './offset.ts';
import type { Medium, ParameterCode } from './parameter.ts';

/**
 * Why a reading is kept but takes no part in any figure. `suspect` is never stored: a rule of data quality that is set
 * to exclude says it when the reading is evaluated.
 */
export type InvalidReason = 'flag' | 'negative' | 'out-of-range' | 'suspect';

/** One value of one parameter, in its canonical unit. */
export interface Reading {
  readonly parameter: ParameterCode;
  readonly value: number;
  /** `N` is plainly valid; the other letters are those of the station's flag table. */
  readonly flag: string;
  readonly invalid?: InvalidReason;
}

/**
 * What one station says about one period. Station, `to` and `period` are its identity: said again with the same
 * value nothing changes, with another value the reading is corrected.
 */
export interface Observation {
  readonly station: StationId;
  readonly medium: Medium;
  readonly region: RegionId;
  /** The end of the sampling period. */
  readonly to: Instant;
  /** 0 for an instant sample. */
  readonly period: Seconds;
  /**
   * Set where neither the message nor the registry states the length of the period: `period` is then the shortest that
   * it can be, and this is the end of the period that the time stamp states. Hourly figures take the length from the
   * distance of the stamps.
   */
  readonly assumed?: 'begin' | 'end';
  /** When it reached us. */
  readonly receivedAt: Instant;
  readonly readings: readonly Reading[];
  /** Of a message that a broker had kept: its readings fill gaps and replace nothing. Not stored. */
  readonly retained?: boolean;
}

export interface StoredReading extends Reading {
  /** 1 when first stored; one more for each correction. */
  readonly revision: number;
}

/** The newest state of an observation, with its place in the log. */
export interface StoredObservation extends Omit<Observation, 'readings' | 'retained'> {
  readonly position: Offset;
  readonly readings: readonly StoredReading[];
}
