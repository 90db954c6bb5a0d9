import type { WaterMinimum } from '@lanbi/evaluation';
import type {
  AirColumnsReader,
  AnnotationReader,
  AuditTrail,
  CheckpointReader,
  Clock,
  MayLoseResults,
  ObservationLog,
  ObservationReader,
  RecordLog,
  RecordReader,
  Registry,
  StatesCapabilities,
  StationNoteStore,
} from '@lanbi/model';

import type { Statements } from './statements.ts';

/** Dependencies of figures: the store, the registry, the time, and the settings of the deployment. */
export interface QueryDeps {
  /** Shared with others of this process; made where not given. */
  readonly statements?: Statements | undefined;
  readonly store: ObservationLog &
    ObservationReader &
    RecordLog &
    RecordReader &
    AirColumnsReader &
    AuditTrail &
    CheckpointReader &
    Pick<StationNoteStore, 'stationNotes'> &
    Pick<AnnotationReader, 'annotations' | 'annotationVersion' | 'onAnnotations'> &
    StatesCapabilities &
    MayLoseResults;
  readonly registry: Registry;
  readonly clock: Clock;
  /** Minimum share of days in percent for periods without a rule in the standard. */
  readonly periodCoverage?: number | undefined;
  /** Hours in which late data are expected. */
  readonly provisionalHours?: number | undefined;
  /** Yields to other work between the parts of a long answer. */
  readonly yieldNow?: (() => Promise<void>) | undefined;
  /** Minimum numbers of results for a class of water; by default any number. */
  readonly waterMinimum?: WaterMinimum | undefined;
}
