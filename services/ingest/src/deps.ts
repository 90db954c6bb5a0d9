import type {
  CheckpointReader,
  Clock,
  Inbox,
  ObservationWriter,
  Publisher,
  Registry,
  Spool,
} from '@lanbi/model';
import type { Logger, Metrics } from '@lanbi/runtime';

export interface IngestDeps {
  readonly inbox: Inbox;
  readonly publisher: Publisher;
  readonly store: ObservationWriter & CheckpointReader;
  /** Open while ingest runs; its creator opens and closes it. */
  readonly spool: Spool;
  readonly registry: Registry;
  readonly clock: Clock;
  readonly metrics: Metrics;
  readonly log: Logger;
  /** Whether `/metrics` has a series for each station; true by default. */
  readonly stationCounters?: boolean;
}

/** Limits; tests set their own. */
export interface IngestOptions {
  /** Most messages of one commit; by default at most half of the inbox's window, so that two commits can run. */
  readonly batch: number;
  /** Most bytes of payload of one commit, unless a single message has more. */
  readonly batchBytes: number;
  /** Commits that run at one time. */
  readonly inFlight: number;
  /** Longest time in milliseconds for which a commit waits for more messages. It waits only while more arrive. */
  readonly gatherMs: number;
  /** Milliseconds after which the messages of a commit that is not done are spooled. */
  readonly commitTimeoutMs: number;
  /** Pause in milliseconds before a failed try is repeated: it doubles from the first figure to the second. */
  readonly retryMs: readonly [first: number, last: number];
}

export const INGEST_DEFAULTS: IngestOptions = {
  batch: 5_000,
  batchBytes: 256 * 1024,
  inFlight: 2,
  gatherMs: 20,
  commitTimeoutMs: 5_000,
  retryMs: [50, 5_000],
};
