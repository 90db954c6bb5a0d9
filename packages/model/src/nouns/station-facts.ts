import type { Instant } from '@lanbi/standards';
import type { Statement } from '../statements.ts';
import type { RegionId, SectionId, StationId } from './ids.ts';
import type { FlagTable, Station } from './registry.ts';

/** What stored figures the readings of a station count to: ids of districts and cities, and of its section. */
export interface CountsTo {
  readonly regions: readonly RegionId[];
  readonly section?: SectionId;
  /** Of a station whose memberships have dates: everything that it counts to at any time. */
  readonly dated?: DatedFacts;
}

export interface DatedFacts {
  readonly sections: readonly SectionId[];
  /** All that has dates, of the station and of its sections. */
  readonly statements: readonly Statement[];
}

/** All that the records of a station's readings take from the registry, in a fixed order of keys. */
export interface StationFacts extends CountsTo {
  readonly medium: Station['medium'];
  readonly period: Station['period'];
  readonly parameters: Station['parameters'];
  readonly flags?: FlagTable;
  /** Absent where it is the default, and as `instantInterval` where the registry does not state it. */
  readonly detectionLimit?: 'half';
  readonly instantInterval?: Station['period'];
  /** Of air: how day values are kept. Those of earlier versions lack what rounding left out, and are evaluated again. */
  readonly dayValues?: 'exact';
}

/** What the evaluation keeps of a station. */
export interface StationNote {
  readonly station: StationId;
  /** When the registry was first seen to name it. */
  readonly since: Instant;
  /** All that its records may stand under: one, and more while some are evaluated again. */
  readonly under: readonly StationFacts[];
}
