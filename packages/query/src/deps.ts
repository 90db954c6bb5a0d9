import type { Clock, ObservationLog, ObservationReader, Registry, ResultStore } from '@lanbi/model';

/** What figures are made of: what a store keeps, the registry, the time, and the settings of the deployment. */
export interface QueryDeps {
  readonly store: ObservationLog & ObservationReader & Omit<ResultStore, 'commit'>;
  readonly registry: Registry;
  readonly clock: Clock;
  /** Least share of days, per cent, of periods without a rule in the standard; the default where not given. */
  readonly periodCoverage?: number | undefined;
  /** Hours in which late data are expected; the default where not given. */
  readonly provisionalHours?: number | undefined;
}
