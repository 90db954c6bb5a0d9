import type { Instant } from '@lanbi/standards';
import { formatInstant } from '@lanbi/standards';
import { errorsTopic } from '@lanbi/wire';
import PQueue from 'p-queue';
import type { IngestDeps } from './deps.ts';
import { scopeOf, type Work } from './work.ts';

/** Notices waiting for the broker. Beyond it a notice is not sent, and counted; its dead letter is kept all the same. */
const BOUND = 1_000;

export interface Notices {
  /** Tells the station why its message, or some of its values, were refused. */
  send(work: Work, at: Instant): void;
  /** Resolves when none is under way. */
  idle(): Promise<void>;
}

export function createNotices({
  publisher,
  metrics,
  log,
}: Pick<IngestDeps, 'publisher' | 'metrics' | 'log'>): Notices {
  const queue = new PQueue({ concurrency: 16 });
  const unsent = metrics.counter(
    'lanbi_ingest_notices_unsent',
    'Error notices that did not reach the broker',
  );

  async function publish(topic: string, payload: string): Promise<void> {
    try {
      await publisher.publish({ topic, payload, retain: false });
    } catch (error) {
      unsent.add(1);
      log.debug({ err: error, topic }, 'an error notice was not sent; the dead letter has it');
    }
  }

  return {
    send(work, at) {
      const [first] = work.refusals;
      if (!first || !work.medium || !work.station) return;
      if (queue.size >= BOUND) return unsent.add(1);
      const notice = {
        at: formatInstant(at),
        topic: work.message.topic,
        scope: scopeOf(work),
        reason: first.reason,
        message: first.message,
        refusals: work.refusals,
      };
      const topic = errorsTopic(work.medium, work.station);
      void queue.add(() => publish(topic, JSON.stringify(notice)));
    },
    idle: () => queue.onIdle(),
  };
}
