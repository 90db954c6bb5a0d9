import type { AlertStore, Clock, Publisher, Registry, Store } from '@lanbi/model';
import type { AirFigures, WaterFigures } from '@lanbi/query';
import type { Logger, Metrics, PriorityGate } from '@lanbi/runtime';

export interface AlertDeps {
  readonly store: Pick<
    Store,
    | 'read'
    | 'head'
    | 'onAppend'
    | 'range'
    | 'activity'
    | 'results'
    | 'latestResult'
    | 'changedResults'
    | 'resultHead'
    | 'onResults'
    | 'advance'
    | 'capabilities'
  >;
  readonly alerts: AlertStore;
  /** Figures of air over periods, made from the days of the store. */
  readonly air: AirFigures;
  /** Figures of water over periods, made from the days of the store. */
  readonly water: WaterFigures;
  readonly publisher: Publisher;
  readonly registry: Registry;
  readonly clock: Clock;
  readonly metrics: Metrics;
  readonly log: Logger;
  /** What turns wait for while other work of this process goes first. */
  readonly gate?: PriorityGate;
}
