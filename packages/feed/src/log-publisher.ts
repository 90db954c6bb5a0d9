import {
  type CheckpointStore,
  CONSUMERS,
  type ConsumerName,
  type LogOffset,
  type ObservationLog,
  type Offset,
  type Publisher,
  type RecordLog,
  type Replica,
  type StoredObservation,
  type StoredResult,
} from '@lanbi/model';
import { type Follower, follow, type Logger } from '@lanbi/runtime';
import { encodeBatch, encodeCheckpoints } from './log-batch.ts';
import { LOG_TOPICS, type LogName } from './topics.ts';

/** The consumer whose checkpoint says how far a log is published; the store keeps the entries behind it. */
export const PUBLISHER_CONSUMERS: Readonly<Record<LogName, ConsumerName>> = {
  observations: CONSUMERS.publishObservations,
  results: CONSUMERS.publishResults,
};

/** Entries read for one batch; a batch may end before the last of them. */
const ENTRIES: Readonly<Record<LogName, number>> = { observations: 500, results: 200 };

export interface LogPublisherDeps {
  readonly store: ObservationLog & RecordLog & CheckpointStore & Pick<Replica, 'origin' | 'evaluation'>;
  readonly publisher: Publisher;
  readonly log: Logger;
}

/** How each log is read. */
const READERS: Readonly<
  Record<
    LogName,
    (
      store: LogPublisherDeps['store'],
      after: Offset,
      limit: number,
    ) => Promise<readonly (StoredObservation | StoredResult)[]>
  >
> = {
  observations: (store, after, limit) => store.read(after, limit),
  results: (store, after, limit) => store.changedResults(after, limit),
};

/**
 * Publishes a log to other processes in batches. Each batch is sent after the broker acknowledged the one before, and the
 * checkpoint moves after that: a kill repeats a batch and skips none. When all results are sent, the log of results also
 * carries the checkpoint of the evaluator.
 */
export function createLogPublisher(name: LogName, { store, publisher, log }: LogPublisherDeps): Follower {
  const consumer = PUBLISHER_CONSUMERS[name];
  const topic = LOG_TOPICS[name];
  let checkpoint: Offset | undefined;
  let published = '[]';

  /** Publishes the checkpoints of the evaluator if they changed since the last time. */
  async function publishCheckpoints(at: Offset, evaluated: readonly LogOffset[]): Promise<boolean> {
    const text = JSON.stringify(evaluated);
    if (text === published) return false;
    const payload = encodeCheckpoints(store.origin(), at, evaluated);
    await publisher.publish({ topic, payload, retain: false });
    published = text;
    return true;
  }

  async function round(): Promise<boolean> {
    const after = checkpoint ?? (await store.checkpoint(consumer));
    // Read before the results: results are stored before the checkpoint that covers them.
    const evaluated = name === 'results' ? await store.evaluation.checkpoints() : [];
    const [first, ...rest] = await READERS[name](store, after, ENTRIES[name]);
    if (!first) return publishCheckpoints(after, evaluated);
    const { payload, upTo } = encodeBatch(store.origin(), after, [first, ...rest]);
    await publisher.publish({ topic, payload, retain: false });
    await store.advance(consumer, upTo);
    checkpoint = upTo;
    return true;
  }

  function listen(wake: () => void): () => void {
    if (name === 'observations') return store.onAppend(wake);
    const stops = [store.onResults(wake), store.evaluation.onMoved(wake)];
    return () => {
      for (const stop of stops) stop();
    };
  }
  return follow({ name: PUBLISHER_CONSUMERS[name], round, listen, log });
}
