import { join } from 'node:path';
import type { Clock, Registry, Replica, Spool, Store } from '@lanbi/model';
import { type DayDeps, figureOf, type RecordWithKey } from '@lanbi/query';
import { type Config, isWhole, rolesName } from '@lanbi/runtime';
import { createSpool } from '@lanbi/spool';
import { isMissing, rankOf } from '@lanbi/standards';
import { createEmbeddedStore } from '@lanbi/store-embedded';
import { createInfluxStore } from '@lanbi/store-influx';
import { earlierEntries, earlierLife, STORE_REMEDY } from './earlier-life.ts';
import { followersOf, subscribedLogs } from './logs.ts';

export interface Storage {
  readonly store: Store;
  /** The same store, if it can apply the logs of other processes and publish its own. */
  readonly replica?: Store & Replica;
}

/** Dead letters and the log of observations stay in the file of earlier versions. */
const fileOf = (config: Config): string =>
  config.roles.has('ingest') ? 'recent.db' : `recent-${rolesName(config)}.db`;

function writesOf({ roles }: Config) {
  if (roles.has('ingest')) return 'observations';
  return roles.has('evaluate') ? 'results' : 'nothing';
}

/** Returns a function for the rank of the class of a sample or day of a section, as charts need it. */
const classRankBy = (deps: DayDeps) => (record: RecordWithKey) => {
  const body = figureOf(deps, record)?.body;
  const found = body && 'section' in body ? body.section.class : undefined;
  return found === undefined || isMissing(found) ? undefined : rankOf(found);
};

/** The store that the configuration names, as the roles of this process need it. Not open yet. */
export function createStorage(config: Config, clock: Clock, registry?: Registry): Storage {
  const { dataDir, influx, mqtt } = config;
  if (!influx) return { store: createLocalStore(config) };
  const store = createInfluxStore({
    ...influx,
    path: join(dataDir, fileOf(config)),
    now: () => clock.now(),
    shared: mqtt.share !== undefined,
    writes: writesOf(config),
    ...(registry && { classRank: classRankBy({ ...config, registry }) }),
    results: config.roles.size > 1 || !config.roles.has('ingest'),
    replica: subscribedLogs(config).length > 0,
    ...(!isWhole(config) && followersOf(config)),
  });
  return { store, replica: store };
}

/** Creates the embedded store of a data folder. A lost file is reported; no new file is begun in its place. */
export const createLocalStore = (config: Pick<Config, 'dataDir' | 'spool'>): Store =>
  createEmbeddedStore({
    path: join(config.dataDir, 'lanbi.db'),
    earlier: () => earlierLife(config),
    remedy: STORE_REMEDY,
  });

export const createStore = (config: Config, clock: Clock): Store => createStorage(config, clock).store;

/** Creates the spool in which readings wait while the store fails. It is not open yet. */
export const createSpoolFor = ({ spool: { dir, maxBytes } }: Config, store: Store): Spool =>
  createSpool({ path: join(dir, 'spool.db'), maxBytes, earlier: earlierEntries(store) });
