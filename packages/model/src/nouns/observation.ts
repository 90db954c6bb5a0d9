import type { Instant, Seconds } from '@lanbi/standards';
import type { RegionId, StationId } from './ids.ts';
import type { Offset } from './offset.ts';
import type { Medium, ParameterCode } from './parameter.ts';

/**
 * Why a stored reading takes part in no figure. `suspect` is never stored: a rule of data quality in mode `exclude`
 * sets it during evaluation.
 */
export type InvalidReason = 'flag' | 'negative' | 'out-of-range' | 'suspect';

/** One value of one parameter, in its canonical unit. */
export interface Reading {
  readonly parameter: ParameterCode;
  readonly value: number;
  /** `N` means valid; the other letters are those of the station's flag table. */
  readonly flag: string;
  readonly invalid?: InvalidReason;
}

/**
 * The readings of one station for one sampling period. Station, `to` and `period` are its identity: the same value
 * again changes nothing, another value is a correction.
 */
export interface Observation {
  readonly station: StationId;
  readonly medium: Medium;
  readonly region: RegionId;
  /** The end of the sampling period. */
  readonly to: Instant;
  /** 0 for an instantaneous sample. */
  readonly period: Seconds;
  /**
   * Set if neither message nor registry states the length of the period: `period` is then the shortest possible, and
   * this says whether the time stamp is the begin or the end. Hourly figures derive the length from the interval of the
   * stamps.
   */
  readonly assumed?: 'begin' | 'end';
  /** Time of receipt. */
  readonly receivedAt: Instant;
  readonly readings: readonly Reading[];
  /**
   * Whether a broker had retained the message: its readings then fill gaps and replace nothing. Not stored.
   */
  readonly retained?: boolean;
}

export interface StoredReading extends Reading {
  /** 1 when first stored; increased by each correction. */
  readonly revision: number;
}

/** The newest state of an observation, with its offset in the log. */
export interface StoredObservation extends Omit<Observation, 'readings' | 'retained'> {
  readonly position: Offset;
  readonly readings: readonly StoredReading[];
}
