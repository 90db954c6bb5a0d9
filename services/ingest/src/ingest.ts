import { LanbiError } from '@lanbi/model';
import type { Part } from '@lanbi/runtime';
import type { Health } from './availability.ts';
import { createContext } from './context.ts';
import { INGEST_DEFAULTS, type IngestDeps, type IngestOptions } from './deps.ts';
import { Intake } from './intake.ts';
import { SpoolDrain } from './spool-drain.ts';
import { publishSpool } from './spool-metrics.ts';

export interface Ingest extends Part {
  health(): Health;
  /**
   * Runs work on the store while no telemetry is committed, such as a replay.
   * @throws LanbiError store-unavailable while earlier readings wait in the spool
   */
  exclusive<Answer>(work: () => Promise<Answer>): Promise<Answer>;
}

/**
 * Decodes, normalizes and commits telemetry, and only then acknowledges it. While the store takes nothing, messages go into
 * the spool.
 */
export function createIngest(deps: IngestDeps, options: Partial<IngestOptions> = {}): Ingest {
  const ending = new AbortController();
  const batch = Math.min(INGEST_DEFAULTS.batch, Math.ceil(deps.inbox.state().window / 2));
  const context = createContext(deps, { ...INGEST_DEFAULTS, batch, ...options }, ending.signal);
  const drain = new SpoolDrain(context);
  const intake = new Intake(context, drain);
  publishSpool(context);
  const { inbox, spool } = deps;
  return {
    name: 'ingest',
    health: () => context.availability.health(spool.state()),
    exclusive: (work) =>
      context.exclusive(() => {
        if (!drain.isBusy()) return work();
        const { messages } = spool.state();
        throw new LanbiError('store-unavailable', `${messages} readings wait in the spool; try again later`);
      }),
    async start() {
      if (drain.isBusy()) drain.start();
      await inbox.open((delivery) => intake.receive(delivery));
    },
    async stop() {
      await inbox.pause();
      ending.abort();
      await intake.idle();
      await drain.idle();
      await context.noticesSent();
      await inbox.close();
    },
  };
}
