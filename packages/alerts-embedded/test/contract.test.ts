import { alertStoreContract } from '@lanbi/testkit/contract/alert-store';
import { createEmbeddedAlerts } from '../src/index.ts';
import { temporaryFile } from './support/temporary.ts';

alertStoreContract('embedded', {
  async create() {
    const { path, remove } = temporaryFile();
    let open = createEmbeddedAlerts({ path });
    await open.open();
    return {
      alerts: open,
      async reopen() {
        await open.close();
        open = createEmbeddedAlerts({ path });
        await open.open();
        return open;
      },
      async dispose() {
        await open.close();
        remove();
      },
    };
  },
});
