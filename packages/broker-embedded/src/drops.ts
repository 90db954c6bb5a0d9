import type { Clock, MessageRefusal } from '@lanbi/model';
import { formatInstant } from '@lanbi/standards';
import { maskPasswordText } from '@lanbi/wire';
import { DROPS, type Drop } from './reasons.ts';
import type { SparingLog } from './sparing-log.ts';

/** A message that is acknowledged and not kept. */
export interface Dropped {
  readonly reason: Drop;
  readonly topic: string;
  readonly bytes: number;
  readonly client: string;
  readonly address: string;
  /** Where its sender hears of it, as far as that is known. */
  readonly errorsTopic: string | undefined;
}

export interface Drops {
  add(dropped: Dropped): void;
  totals(): Readonly<Record<Drop, number>>;
}

export interface DropsOptions {
  readonly clock: Clock;
  readonly log: SparingLog;
  readonly publish: (topic: string, payload: string) => void;
}

/** What stations know it by: a reason of the dead letters. */
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

/** Between two notices on one topic; what is dropped meanwhile is counted in the next one. */
const NOTICE_MS = 10_000;
const TOPICS = 10_000;
/** Characters of a topic that are shown. */
const SHOWN = 256;

/** Counts what is dropped, and says so on the errors topic and in the log, each once in a while. */
export function createDrops({ clock, log, publish }: DropsOptions): Drops {
  const totals = Object.fromEntries(DROPS.map((drop) => [drop, 0])) as Record<Drop, number>;
  const notices = new Map<string, { at: number; dropped: number }>();

  function notice(errors: string, { reason: drop, topic }: Dropped): void {
    const at = clock.now();
    const known = notices.get(errors) ?? { at: Number.NEGATIVE_INFINITY, dropped: 0 };
    known.dropped++;
    notices.delete(errors);
    notices.set(errors, known);
    const [oldest] = notices.keys();
    if (notices.size > TOPICS && oldest !== undefined) notices.delete(oldest);
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
