import { LanbiError } from '@lanbi/model';
import type { Logger } from './log.ts';
import { LATE, within } from './within.ts';

export interface Part {
  readonly name: string;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts parts in order and stops them in reverse; a failed start stops what had started. */
export interface Lifecycle {
  start(parts: readonly Part[]): Promise<void>;
  /** @throws LanbiError stopped-late when parts are still stopping at the deadline; they are left as they are */
  stop(): Promise<void>;
}

export function createLifecycle(log: Logger, deadlineMs: number): Lifecycle {
  const running: Part[] = [];
  let stopping: string | undefined;

  async function stopOne(part: Part): Promise<void> {
    try {
      await part.stop();
    } catch (error) {
      log.error({ err: error, part: part.name }, 'a part did not stop cleanly');
    }
  }

  async function stopAll(): Promise<void> {
    for (let part = running.pop(); part; part = running.pop()) {
      stopping = part.name;
      await stopOne(part);
    }
  }

  return {
    async start(parts) {
      try {
        for (const part of parts) {
          await part.start();
          running.push(part);
        }
      } catch (error) {
        await stopAll();
        throw error;
      }
    },
    async stop() {
      if ((await within(deadlineMs, stopAll())) === LATE)
        throw new LanbiError('stopped-late', `not stopped within ${deadlineMs} ms: ${stopping}`);
    },
  };
}
