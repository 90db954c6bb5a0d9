import { createIngest, createReplayer, createRetention, type Ingest } from '@lanbi/ingest';
import type { Clock, Inbox, Publisher, Registry, Replayer, Store } from '@lanbi/model';
import type { Config, Logger, Metrics, Part } from '@lanbi/runtime';
import { createSpoolFor } from './storage.ts';

interface Deps {
  readonly config: Config;
  readonly store: Store;
  readonly inbox: Inbox;
  readonly publisher: Publisher;
  readonly registry: Registry;
  readonly clock: Clock;
  readonly metrics: Metrics;
  readonly log: Logger;
}

export interface IngestRole {
  readonly ingest: Ingest;
  readonly replayer: Replayer;
  /** What stands before all that is taken in. */
  readonly before: readonly Part[];
}

/** Creates the role `ingest`: stores readings and dead letters, with the spool. */
export function createIngestRole({ config, ...deps }: Deps): IngestRole {
  const spool = createSpoolFor(config, deps.store);
  const stationCounters = deps.registry.stations.size <= config.metricsStations;
  const all = { ...deps, spool, stationCounters };
  const ingest = createIngest(all);
  const replayer = createReplayer({ ...all, exclusive: ingest.exclusive });
  const retention = createRetention({ ...all, bounds: config.deadLetters });
  const part: Part = { name: 'spool', start: () => spool.open(), stop: () => spool.close() };
  return { ingest, replayer, before: [part, retention] };
}
