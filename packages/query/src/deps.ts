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

/** What figures are made of: what a store keeps, the registry, the time, and the settings of the deployment. */
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
  /** Least share of days, per cent, of periods without a rule in the standard; the default where not given. */
  readonly periodCoverage?: number | undefined;
  /** Hours in which late data are expected; the default where not given. */
  readonly provisionalHours?: number | undefined;
  /** Called between the parts of a long answer, so that the caller can give others a turn. */
  readonly yieldNow?: (() => Promise<void>) | undefined;
  /** Fewest results that give a class of water; any number where not given. */
  readonly waterMinimum?: WaterMinimum | undefined;
}
