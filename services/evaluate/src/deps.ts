import type {
  CheckpointStore,
  Clock,
  EvaluationNotes,
  MayLoseResults,
  ObservationLog,
  ObservationReader,
  Publisher,
  QualitySettings,
  RecordLog,
  RecordReader,
  RecordWriter,
  Registry,
} from '@lanbi/model';
import type { Logger, Metrics, PriorityGate } from '@lanbi/runtime';

interface FollowerDeps {
  readonly registry: Registry;
  readonly clock: Clock;
  readonly metrics: Metrics;
  readonly log: Logger;
  /** What rounds wait for while other work of this process goes first. */
  readonly gate?: PriorityGate;
}

export interface EvaluatorDeps extends FollowerDeps {
  readonly store: ObservationLog &
    ObservationReader &
    RecordReader &
    RecordWriter &
    EvaluationNotes &
    MayLoseResults;
  /** Which rules mark or exclude suspect values; all mark where not given. */
  readonly quality?: QualitySettings;
  /** Dirty hours and samples at which they are written at once; the default where not given. */
  readonly mostDirty?: number;
}

export interface AnnouncerDeps extends FollowerDeps {
  readonly store: RecordLog & RecordReader & CheckpointStore;
  readonly publisher: Publisher;
  /** Hours in which late data are expected; the default where not given. */
  readonly provisionalHours?: number;
}
