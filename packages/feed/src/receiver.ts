import type { Delivery, Inbox, Replica } from '@lanbi/model';
import { type Follower, follow, type Logger, type Metrics } from '@lanbi/runtime';
import { decodeSlice } from './slice.ts';
import { type LogName, logOf } from './topics.ts';

export interface ReceiverDeps {
  /** Subscribed to the topics of the logs that are wanted, over a session that outlives this process. */
  readonly inbox: Inbox;
  readonly replica: Replica;
  readonly metrics: Metrics;
  readonly log: Logger;
}

type Took = 'taken' | 'known' | 'gap' | 'refused';

async function adopt(replica: Replica, log: LogName, payload: Uint8Array): Promise<[Took, string?]> {
  if (log === 'observations') {
    const read = decodeSlice(log, payload);
    return 'fault' in read ? ['refused', read.fault] : [await replica.adoptObservations(read.slice)];
  }
  const read = decodeSlice(log, payload);
  return 'fault' in read ? ['refused', read.fault] : [await replica.adoptResults(read.slice)];
}

/**
 * Takes the logs of other processes into a replica, slice by slice in the order in which they come; each is
 * acknowledged when it is on the disk. While the replica takes none, nothing is acknowledged and the broker holds.
 */
export function createReceiver({ inbox, replica, metrics, log }: ReceiverDeps): Follower {
  const slices = metrics.counter('lanbi_feed_slices', 'Slices of logs that came, by what became of them', [
    'log',
    'became',
  ]);
  const waiting: Delivery[] = [];
  metrics.gauge('lanbi_feed_waiting', 'Slices of logs that came and are not taken in', () => waiting.length);
  let wake: () => void = () => {};

  function tell(name: LogName, took: Took, fault: string | undefined): void {
    slices.add(1, { log: name, became: took });
    if (took === 'gap')
      log.warn({ log: name }, 'a part of the log never came; the recent past was read anew from the store');
    if (took === 'refused') log.error({ log: name, fault }, 'what came is no slice of a log; left out');
  }

  async function round(): Promise<boolean> {
    const [delivery] = waiting;
    if (!delivery) return false;
    const name = logOf(delivery.topic);
    if (name) tell(name, ...((await adopt(replica, name, delivery.payload)) as [Took, string]));
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
      // Only now: what is stored from here on comes, what was before is read. Without an answer the first slice tries again.
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
