import { LanbiError } from '@lanbi/model';
import type { Part } from '@lanbi/runtime';
import { createContext } from './context.ts';
import { DEFAULTS, type IngestDeps, type IngestOptions } from './deps.ts';
import { createDrain } from './drain.ts';
import type { Health } from './health.ts';
import { createIntake } from './intake.ts';
import { publishSpool } from './spool-metrics.ts';

export interface Ingest extends Part {
  health(): Health;
  /**
   * Work on the store that no commit of telemetry comes between, such as a replay.
   * @throws LanbiError store-unavailable while readings wait in the spool, which were said earlier
   */
  exclusive<Answer>(work: () => Promise<Answer>): Promise<Answer>;
}

/**
 * Telemetry in: decode, normalize, commit, and only then acknowledge; into the spool while the store takes nothing.
 */
export function createIngest(deps: IngestDeps, options: Partial<IngestOptions> = {}): Ingest {
  const ending = new AbortController();
  const batch = Math.min(DEFAULTS.batch, Math.ceil(deps.inbox.state().window / 2));
  const context = createContext(deps, { ...DEFAULTS, batch, ...options }, ending.signal);
  const drain = createDrain(context);
  const intake = createIntake(context, drain);
  publishSpool(context);
  const { inbox, spool } = deps;
  return {
    name: 'ingest',
    health: () => context.condition.health(spool.state()),
    exclusive: (work) =>
      context.exclusive(() => {
        if (!drain.busy()) return work();
        const { messages } = spool.state();
        throw new LanbiError('store-unavailable', `${messages} readings wait in the spool; try again later`);
      }),
    async start() {
      if (drain.busy()) drain.wake();
      await inbox.open(intake.receive);
    },
    async stop() {
      await inbox.pause();
      ending.abort();
      await intake.idle();
      await drain.idle();
      await context.told();
      await inbox.close();
    },
  };
}
