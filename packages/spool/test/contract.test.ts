import type { Spool } from '@lanbi/model';
import { createSpool } from '@lanbi/spool';
import { spoolContract } from '@lanbi/testkit/contract/spool';
import { temporaryPath } from './temporary.ts';

spoolContract('a file', {
  async create(maxBytes) {
    const path = temporaryPath();
    const opened = async (): Promise<Spool> => {
      const spool = createSpool({ path, maxBytes });
      await spool.open();
      return spool;
    };
    let open = await opened();
    return {
      spool: open,
      async reopen() {
        await open.close();
        open = await opened();
        return open;
      },
      dispose: () => open.close(),
    };
  },
});
