import type { Clock, Registry, Store } from '@lanbi/model';
import type { Logger, Metrics } from '@lanbi/runtime';

/** One thing that must be well before requests make sense. */
export interface ReadinessCheck {
  readonly name: string;
  readonly ok: boolean;
  readonly reason?: string;
}

export interface ApiDeps {
  readonly store: Store;
  readonly registry: Registry;
  readonly clock: Clock;
  readonly metrics: Metrics;
  readonly log: Logger;
  readonly readiness: () => Promise<readonly ReadinessCheck[]>;
  /** Keys that are accepted; empty leaves the API open (loopback only, the configuration sees to it). */
  readonly apiKeys: readonly string[];
}
