import type { Instant, Seconds } from '@lanbi/standards';
import type { StationId } from '../nouns/ids.ts';
import type { ObservationFlags, QualitySettings } from '../nouns/quality.ts';
import type { StationNote } from '../nouns/station-facts.ts';

/** The flags of observations of one station that end in (after, to]. */
export interface QualityFlagRange {
  readonly station: StationId;
  /** Only observations of this length. */
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

/**
 * Stores the notes of stations: since when each is in the registry, and the settings on which its records depend.
 */
export interface StationNoteStore {
  putStationNotes(notes: readonly StationNote[]): Promise<void>;
  /** Returns the notes of all stations. */
  stationNotes(): Promise<ReadonlyMap<StationId, StationNote>>;
}

/** Stores the modes of the rules of data quality under which records were computed. */
export interface RuleStore {
  /** Stores every set of modes under which some record may have been computed. */
  putRules(rules: readonly QualitySettings[]): Promise<void>;
  /** Returns these sets; empty if none was stored. */
  rules(): Promise<readonly QualitySettings[]>;
}

/**
 * Stores the notes of the evaluation beside its records. They are in no log. Each write is durable when it resolves,
 * and replaces the earlier note about the same thing; the store does not retry.
 */
export interface EvaluationNotes extends QualityFlagStore, StationNoteStore, RuleStore {}
