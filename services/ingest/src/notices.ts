import { type Refusal, totalOf, type Warning } from '@lanbi/model';
import type { Instant } from '@lanbi/standards';
import { formatInstant } from '@lanbi/standards';
import { errorsTopic, maskPasswordText } from '@lanbi/wire';
import PQueue from 'p-queue';
import { type DecodedMessage, scopeOf } from './decoded-message.ts';
import type { IngestDeps } from './deps.ts';
import { masked } from './password-masking.ts';

/** Notices that wait for the broker. Beyond it a notice is counted and not sent; its dead letter is stored all the same. */
const BOUND = 1_000;

export interface Notices {
  /** Notifies a station why its message, or some of its values, were refused. */
  sendRefusals(message: DecodedMessage, at: Instant): void;
  /** Notifies a station of warnings about a stored message. */
  sendWarnings(message: DecodedMessage, warnings: readonly Warning[], at: Instant): void;
  /** Resolves when no notice is being sent. */
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

  function send(
    { medium, station, raw: { topic } }: DecodedMessage,
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
    sendRefusals(message, at) {
      const refusals = message.refusals.map(masked);
      send(message, refusals[0], { scope: scopeOf(message), refusals, refused: totalOf(message) }, at);
    },
    sendWarnings(message, warnings, at) {
      const safe = warnings.map(masked);
      send(message, safe[0], { scope: 'none', warnings: safe }, at);
    },
    idle: () => queue.onIdle(),
  };
}
