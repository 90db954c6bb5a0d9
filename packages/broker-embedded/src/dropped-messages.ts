import { createCache } from '@lanbi/flow';
import type { Clock, MessageRefusal } from '@lanbi/model';
import { formatInstant } from '@lanbi/standards';
import { maskPasswordText } from '@lanbi/wire';
import type { RateLimitedLog } from './rate-limited-log.ts';
import { DROPS, type Drop } from './reasons.ts';

/** A message that is acknowledged and not stored. */
export interface Dropped {
  readonly reason: Drop;
  readonly topic: string;
  readonly bytes: number;
  readonly client: string;
  readonly address: string;
  /** The topic on which its sender is notified; undefined if the sender is not known. */
  readonly errorsTopic: string | undefined;
}

export interface DroppedMessages {
  add(dropped: Dropped): void;
  totals(): Readonly<Record<Drop, number>>;
}

export interface DroppedMessagesOptions {
  readonly clock: Clock;
  readonly log: RateLimitedLog;
  readonly publish: (topic: string, payload: string) => void;
}

/** The reason that stations get: one of those of dead letters. */
const REASONS: Readonly<Record<Drop, MessageRefusal>> = {
  'topic-not-allowed': 'unknown-topic',
  'topic-invalid': 'unknown-topic',
  'message-too-large': 'too-large',
  'will-not-allowed': 'unknown-topic',
};

const MESSAGES: Readonly<Record<Drop, string>> = {
  'topic-not-allowed': 'this client may not publish to this topic; the message was dropped',
  'topic-invalid': 'this is no topic that MQTT allows in a PUBLISH; the message was dropped',
  'message-too-large': 'the message is larger than its topic takes; it was dropped',
  'will-not-allowed': 'a last will is a short status of the station itself; this one was dropped',
};

/** Milliseconds between two notices on one topic. The next notice counts what was dropped in between. */
const NOTICE_MS = 10_000;
const TOPICS = 10_000;
/** Characters of a topic that are shown. */
const SHOWN = 256;

/** Counts dropped messages, and reports them on the errors topic and in the log at a limited rate. */
export function createDroppedMessages({ clock, log, publish }: DroppedMessagesOptions): DroppedMessages {
  const totals = Object.fromEntries(DROPS.map((drop) => [drop, 0])) as Record<Drop, number>;
  const notices = createCache<{ at: number; dropped: number }>({ entries: TOPICS });

  function notice(errors: string, { reason: drop, topic }: Dropped): void {
    const at = clock.now();
    const known = notices.get(errors) ?? { at: Number.NEGATIVE_INFINITY, dropped: 0 };
    known.dropped++;
    notices.set(errors, known);
    if (Math.abs(at - known.at) < NOTICE_MS) return;
    const [reason, message] = [REASONS[drop], MESSAGES[drop]];
    const { dropped } = known;
    const refusals = [{ reason, message }];
    publish(
      errors,
      JSON.stringify({ at: formatInstant(at), topic, scope: 'message', reason, message, refusals, dropped }),
    );
    known.at = at;
    known.dropped = 0;
  }

  return {
    add(dropped) {
      const { reason, bytes, client, address, errorsTopic } = dropped;
      const topic = maskPasswordText(dropped.topic).slice(0, SHOWN);
      totals[reason]++;
      log.warn(
        JSON.stringify([reason, client, address]),
        { reason, topic, bytes, client, address },
        'a message was acknowledged and dropped',
      );
      if (errorsTopic) notice(errorsTopic, { ...dropped, topic });
    },
    totals: () => ({ ...totals }),
  };
}
