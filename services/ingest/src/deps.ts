import type { Clock, Inbox, Publisher, Registry, Spool, Store } from '@lanbi/model';
import type { Logger, Metrics } from '@lanbi/runtime';

export interface IngestDeps {
  readonly inbox: Inbox;
  readonly publisher: Publisher;
  readonly store: Pick<Store, 'write' | 'position'>;
  /** Open while ingest runs; opened and closed by whoever made it. */
  readonly spool: Spool;
  readonly registry: Registry;
  readonly clock: Clock;
  readonly metrics: Metrics;
  readonly log: Logger;
  /** Whether `/metrics` counts messages for each station: a series each. By default yes. */
  readonly stationCounters?: boolean;
}

/** Bounds, for tests to set. */
export interface IngestOptions {
  /** Messages in one commit at the most; by default not more than half of the inbox's window, so that two can be under way. */
  readonly batch: number;
  /** Bytes of payload in one commit at the most, unless a single message has more. */
  readonly batchBytes: number;
  /** Commits under way at one time. */
  readonly inFlight: number;
  /** How long a commit waits at the most for more to come, in milliseconds. It waits only while more does come. */
  readonly gatherMs: number;
  /** How long a commit may take before its messages are spooled, in milliseconds. */
  readonly patienceMs: number;
  /** Pause before a failed try is repeated, in milliseconds; doubles up to the second figure. */
  readonly retryMs: readonly [first: number, last: number];
}

export const DEFAULTS: IngestOptions = {
  batch: 5_000,
  batchBytes: 1024 * 1024,
  inFlight: 2,
  gatherMs: 20,
  patienceMs: 5_000,
  retryMs: [50, 5_000],
};
