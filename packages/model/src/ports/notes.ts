import type { Instant, Seconds } from '@lanbi/standards';
import type { StationId } from '../nouns/ids.ts';
import type { ObservationFlags, QualitySettings } from '../nouns/quality.ts';
import type { StationNote } from '../nouns/station-facts.ts';

/** The flags of observations of one station that end in (after, to]. */
export interface QualityFlagRange {
  readonly station: StationId;
  /** Only of observations of this length. */
  readonly period?: Seconds;
  readonly after: Instant;
  readonly to: Instant;
  readonly limit: number;
}

/** Flags of suspect values, beside the observations. */
export interface QualityFlagStore {
  /** Keeps the flags of observations; one whose flags are empty has none any more. */
  putQualityFlags(qualityFlags: readonly ObservationFlags[]): Promise<void>;
  /** In ascending order of `to`, then of the period; observations without flags are left out. */
  qualityFlags(range: QualityFlagRange): Promise<readonly ObservationFlags[]>;
}

/** Since when each station is named, and in which role and region. */
export interface StationNoteStore {
  putStationNotes(notes: readonly StationNote[]): Promise<void>;
  /** Of every station that was ever noted. */
  stationNotes(): Promise<ReadonlyMap<StationId, StationNote>>;
}

/** The rules of data quality that records stand under. */
export interface RuleStore {
  /** Keeps every set of rules of data quality that some record may stand under. */
  putRules(rules: readonly QualitySettings[]): Promise<void>;
  /** Empty where none was kept. */
  rules(): Promise<readonly QualitySettings[]>;
}

/**
 * What the evaluation keeps beside its records. Nothing of it is in a log. Each call that writes is durable when it
 * resolves, and takes the place of what was said before of the same thing; the store does not retry.
 */
export interface EvaluationNotes extends QualityFlagStore, StationNoteStore, RuleStore {}
