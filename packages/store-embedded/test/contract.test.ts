import { join } from 'node:path';
import { createEmbeddedStore } from '@lanbi/store-embedded';
import { storeContract } from '@lanbi/testkit/contract/store';
import { temporaryFolder } from './support/temporary.ts';

storeContract('embedded, in a file', {
  durable: true,
  async create() {
    const { folder, remove } = temporaryFolder();
    const make = async () => {
      const store = createEmbeddedStore({ path: join(folder, 'data', 'lanbi.db') });
      await store.open();
      return store;
    };
    const store = await make();
    let current = store;
    return {
      store,
      async reopen() {
        await current.close();
        current = await make();
        return current;
      },
      async dispose() {
        await current.close();
        remove();
      },
    };
  },
});

storeContract('embedded, in memory', {
  durable: false,
  async create() {
    const store = createEmbeddedStore({ path: ':memory:' });
    await store.open();
    return {
      store,
      reopen: () => Promise.reject(new Error('a store in memory forgets')),
      dispose: () => store.close(),
    };
  },
});
