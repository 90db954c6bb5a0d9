import { join } from 'node:path';
import type { Clock, Spool, Store } from '@lanbi/model';
import type { Config } from '@lanbi/runtime';
import { createSpool } from '@lanbi/spool';
import { createEmbeddedStore } from '@lanbi/store-embedded';
import { createInfluxStore } from '@lanbi/store-influx';

/** The store that the configuration names. Not open yet. */
export function createStore({ dataDir, influx }: Config, clock: Clock): Store {
  if (!influx) return createEmbeddedStore({ path: join(dataDir, 'lanbi.db') });
  return createInfluxStore({ ...influx, path: join(dataDir, 'recent.db'), now: () => clock.now() });
}

/** Where readings wait while that store takes none. Not open yet. */
export const createSpoolFor = ({ spool: { dir, maxBytes } }: Config): Spool =>
  createSpool({ path: join(dir, 'spool.db'), maxBytes });
