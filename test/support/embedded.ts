import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Store } from '@lanbi/model';
import { createEmbeddedStore } from '@lanbi/store-embedded';

/** Runs `use` over a fresh embedded store, which goes with it. */
export async function withStore<T>(use: (store: Store) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'lanbi-'));
  const store = createEmbeddedStore({ path: join(folder, 'lanbi.db') });
  await store.open();
  try {
    return await use(store);
  } finally {
    await store.close();
    await rm(folder, { recursive: true, force: true });
  }
}
