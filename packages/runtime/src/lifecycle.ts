import type { Logger } from './log.ts';

export interface Part {
  readonly name: string;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts parts in order and stops them in reverse; a failed start stops what had started. */
export interface Lifecycle {
  start(parts: readonly Part[]): Promise<void>;
  stop(): Promise<void>;
}

export function createLifecycle(log: Logger, deadlineMs = 1_500): Lifecycle {
  const running: Part[] = [];

  async function stopOne(part: Part): Promise<void> {
    try {
      await part.stop();
    } catch (error) {
      log.error({ err: error, part: part.name }, 'a part did not stop cleanly');
    }
  }

  async function stopAll(): Promise<void> {
    for (let part = running.pop(); part; part = running.pop()) await stopOne(part);
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
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<'late'>((resolve) => {
        timer = setTimeout(resolve, deadlineMs, 'late');
      });
      if ((await Promise.race([stopAll(), late])) === 'late')
        log.error('parts were still stopping at the deadline');
      clearTimeout(timer);
    },
  };
}
