import type { WaterMinimum } from '@lanbi/evaluation';
import type { Clock, Publisher, QualitySettings, Registry, Store } from '@lanbi/model';
import type { Logger, Metrics, PriorityGate } from '@lanbi/runtime';

export interface EvaluateDeps {
  readonly store: Store;
  readonly publisher: Publisher;
  readonly registry: Registry;
  readonly clock: Clock;
  readonly metrics: Metrics;
  readonly log: Logger;
  /** What turns wait for while other work of this process goes first. */
  readonly gate?: PriorityGate;
  /** Fewest results that give a class of water; any number where not given. */
  readonly waterMinimum?: WaterMinimum;
  /** Which rules mark or exclude suspect values; all mark where not given. */
  readonly quality?: QualitySettings;
  /** Least share of days, per cent, of periods without a rule in the standard; the default where not given. */
  readonly periodCoverage?: number;
  /** Hours in which late data are expected; the default where not given. */
  readonly provisionalHours?: number;
  /** Dirty hours and samples at which they are written at once; the default where not given. */
  readonly mostDirty?: number;
}
