import { type Refusal, totalOf, type Warning } from '@lanbi/model';
import type { Instant } from '@lanbi/standards';
import { formatInstant } from '@lanbi/standards';
import { errorsTopic, maskPasswordText } from '@lanbi/wire';
import PQueue from 'p-queue';
import type { IngestDeps } from './deps.ts';
import { masked } from './masked.ts';
import { scopeOf, type Work } from './work.ts';

/** Notices waiting for the broker. Beyond it a notice is not sent, and counted; its dead letter is kept all the same. */
const BOUND = 1_000;

export interface Notices {
  /** Tells the station why its message, or some of its values, were refused. */
  send(work: Work, at: Instant): void;
  /** Tells the station what is wrong with a message that was stored. */
  warn(work: Work, warnings: readonly Warning[], at: Instant): void;
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

  function tell(
    { medium, station, message: { topic } }: Work,
    first: Refusal | Warning | undefined,
    more: object,
    at: Instant,
  ): void {
    if (!first || !medium || !station) return;
    if (queue.size >= BOUND) {
      unsent.add(1);
      return;
    }
    const { reason, message } = first;
    const notice = JSON.stringify({
      at: formatInstant(at),
      topic: maskPasswordText(topic),
      ...more,
      reason,
      message,
    });
    void queue.add(() => publish(errorsTopic(medium, station), notice));
  }

  return {
    send(work, at) {
      const refusals = work.refusals.map(masked);
      tell(work, refusals[0], { scope: scopeOf(work), refusals, refused: totalOf(work) }, at);
    },
    warn(work, warnings, at) {
      const safe = warnings.map(masked);
      tell(work, safe[0], { scope: 'none', warnings: safe }, at);
    },
    idle: () => queue.onIdle(),
  };
}
