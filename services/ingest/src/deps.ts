import type { Clock, Inbox, Publisher, Registry, Store } from '@lanbi/model';
import type { Logger, Metrics } from '@lanbi/runtime';

export interface IngestDeps {
  readonly inbox: Inbox;
  readonly publisher: Publisher;
  readonly store: Pick<Store, 'write'>;
  readonly registry: Registry;
  readonly clock: Clock;
  readonly metrics: Metrics;
  readonly log: Logger;
}
