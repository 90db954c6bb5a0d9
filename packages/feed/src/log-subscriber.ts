import type { Applied, Delivery, Inbox, Replica } from '@lanbi/model';
import { type Follower, follow, type Logger, type Metrics } from '@lanbi/runtime';
import { decodeAnnotations } from './annotation-set.ts';
import { decodeBatch } from './log-batch.ts';
import { ANNOTATION_TOPIC, type LogName, logOf } from './topics.ts';

export interface LogSubscriberDeps {
  /** Subscribed to the topics of the logs, over a session that outlives this process. */
  readonly inbox: Inbox;
  readonly replica: Replica;
  readonly metrics: Metrics;
  readonly log: Logger;
}

type Outcome = Applied | 'refused';

async function apply(replica: Replica, log: LogName, payload: Uint8Array): Promise<[Outcome, string?]> {
  if (log === 'observations') {
    const read = decodeBatch(log, payload);
    return 'fault' in read ? ['refused', read.fault] : [await replica.applyObservations(read.batch)];
  }
  const read = decodeBatch(log, payload);
  return 'fault' in read ? ['refused', read.fault] : [await replica.applyResults(read.batch)];
}

async function applyAnnotations(replica: Replica, payload: Uint8Array): Promise<[Outcome, string?]> {
  const read = decodeAnnotations(payload);
  if ('fault' in read) return ['refused', read.fault];
  return [(await replica.applyAnnotations(read.set)) ? 'taken' : 'known'];
}

type Report = (name: LogName | 'annotations', outcome: Outcome, fault?: string) => void;

/** Counts and logs what became of each message. */
function createReport({ metrics, log }: Pick<LogSubscriberDeps, 'metrics' | 'log'>): Report {
  const batches = metrics.counter('lanbi_feed_slices', 'Batches of logs that were received, by outcome', [
    'log',
    'became',
  ]);
  return (name, outcome, fault) => {
    batches.add(1, { log: name, became: outcome });
    if (outcome === 'gap')
      log.warn(
        { log: name },
        'batches of the log are missing; the recent past was read again from the store',
      );
    if (outcome === 'refused')
      log.error({ log: name, fault }, 'a message is no batch of a log; it is skipped');
  };
}

/**
 * Applies the log batches of other processes to a replica, in the order in which they arrive. A batch is acknowledged
 * when it is on the disk. While the replica fails, nothing is acknowledged and the broker keeps the batches. Annotations are
 * applied as a set, whenever one arrives.
 */
export function createLogSubscriber({ inbox, replica, metrics, log }: LogSubscriberDeps): Follower {
  const report = createReport({ metrics, log });
  const waiting: Delivery[] = [];
  metrics.gauge('lanbi_feed_waiting', 'Batches of logs that wait to be applied', () => waiting.length);
  let wake: () => void = () => {};

  async function round(): Promise<boolean> {
    const [delivery] = waiting;
    if (!delivery) return false;
    const name = logOf(delivery.topic);
    if (name) report(name, ...(await apply(replica, name, delivery.payload)));
    if (delivery.topic === ANNOTATION_TOPIC)
      report('annotations', ...(await applyAnnotations(replica, delivery.payload)));
    waiting.shift();
    delivery.acknowledge();
    return true;
  }

  const follower = follow({
    name: 'feed',
    round,
    listen(callback) {
      wake = callback;
      return () => {
        wake = () => {};
      };
    },
    log,
  });

  return {
    name: 'feed',
    trouble: () => follower.trouble() ?? inbox.state().reason,
    async start() {
      await inbox.open((delivery) => {
        waiting.push(delivery);
        wake();
      });
      // After subscribing: what is stored from now on is received, what was stored before is read. If InfluxDB does not
      // answer, the first batch tries again.
      await replica.begin().catch((error: unknown) => log.warn({ err: error }, 'the past is not read yet'));
      await follower.start();
    },
    async stop() {
      await inbox.pause();
      await follower.stop();
      await inbox.close();
    },
  };
}
