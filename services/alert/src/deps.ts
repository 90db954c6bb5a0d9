import type {
  AlertStore,
  CheckpointStore,
  Clock,
  ObservationLog,
  ObservationReader,
  Publisher,
  RecordLog,
  RecordReader,
  Registry,
  StatesCapabilities,
} from '@lanbi/model';
import type { AirFigures, WaterFigures } from '@lanbi/query';
import type { Logger, Metrics, PriorityGate } from '@lanbi/runtime';

export interface AlertDeps {
  readonly store: ObservationLog &
    Pick<ObservationReader, 'range' | 'activity'> &
    RecordLog &
    Pick<RecordReader, 'results' | 'latestResult'> &
    Pick<CheckpointStore, 'advance'> &
    StatesCapabilities;
  readonly alerts: AlertStore;
  /** Computes figures of air over periods. */
  readonly air: AirFigures;
  /** Computes figures of water over periods. */
  readonly water: WaterFigures;
  readonly publisher: Publisher;
  readonly registry: Registry;
  readonly clock: Clock;
  readonly metrics: Metrics;
  readonly log: Logger;
  /** Gives readings priority over batches of alerts. */
  readonly gate?: PriorityGate;
}
