import { join } from 'node:path';
import type { Spool, Store } from '@lanbi/model';
import type { Config } from '@lanbi/runtime';
import { createSpool } from '@lanbi/spool';
import { createEmbeddedStore } from '@lanbi/store-embedded';

/** The store that the configuration names. Not open yet. */
export const createStore = ({ dataDir }: Config): Store =>
  createEmbeddedStore({ path: join(dataDir, 'lanbi.db') });

/** Where readings wait while that store takes none. Not open yet. */
export const createSpoolFor = ({ spool: { dir, maxBytes } }: Config): Spool =>
  createSpool({ path: join(dir, 'spool.db'), maxBytes });
