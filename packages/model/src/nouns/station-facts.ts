import type { Instant } from '@lanbi/standards';
import type { Statement } from '../statements.ts';
import type { RegionId, SectionId, StationId } from './ids.ts';
import type { FlagTable, Station } from './registry.ts';

/**
 * The subjects for which the readings of a station count: ids of districts and cities, and of its section.
 */
export interface CountsTo {
  readonly regions: readonly RegionId[];
  readonly section?: SectionId;
  /** For a station whose memberships have dates: all subjects at any time. */
  readonly dated?: DatedFacts;
}

export interface DatedFacts {
  readonly sections: readonly SectionId[];
  /** All dated statements about the station and its sections. */
  readonly statements: readonly Statement[];
}

/** The registry settings on which the records of a station depend, in a fixed order of keys. */
export interface StationFacts extends CountsTo {
  readonly medium: Station['medium'];
  readonly period: Station['period'];
  readonly parameters: Station['parameters'];
  readonly flags?: FlagTable;
  /** Absent for the default; `instantInterval` is absent if the registry does not state it. */
  readonly detectionLimit?: 'half';
  readonly instantInterval?: Station['period'];
  /**
   * For air: the form of stored day values. Those of earlier versions lack rounding remainders, and are evaluated
   * again.
   */
  readonly dayValues?: 'exact';
}

/** The note of the evaluation about a station. */
export interface StationNote {
  readonly station: StationId;
  /** Time of the first evaluation with the station in the registry. */
  readonly since: Instant;
  /**
   * All settings under which its records may have been computed: one, or several while some are evaluated again.
   */
  readonly under: readonly StationFacts[];
}
