import type { Clock, Publisher, Registry, Store } from '@lanbi/model';
import type { Logger, Metrics } from '@lanbi/runtime';

export interface EvaluateDeps {
  readonly store: Store;
  readonly publisher: Publisher;
  readonly registry: Registry;
  readonly clock: Clock;
  readonly metrics: Metrics;
  readonly log: Logger;
}
