import type { Store } from '@lanbi/model';
import { createEmbeddedStore } from '@lanbi/store-embedded';

/** Runs `use` over a fresh embedded store in memory, which goes with it. */
export async function withStore<T>(use: (store: Store) => Promise<T>): Promise<T> {
  const store = createEmbeddedStore({ path: ':memory:' });
  await store.open();
  try {
    return await use(store);
  } finally {
    await store.close();
  }
}
