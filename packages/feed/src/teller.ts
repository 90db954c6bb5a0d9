import {
  type CheckpointStore,
  CONSUMERS,
  type ConsumerName,
  type LogPlace,
  type ObservationLog,
  type Offset,
  type Publisher,
  type RecordLog,
  type Replica,
  type StoredObservation,
  type StoredResult,
} from '@lanbi/model';
import { type Follower, follow, type Logger } from '@lanbi/runtime';
import { encodePlaces, encodeSlice } from './slice.ts';
import { LOG_TOPICS, type LogName } from './topics.ts';

/** Who tells a log keeps its place under this name: the log is not forgotten before it was told. */
export const TELLERS: Readonly<Record<LogName, ConsumerName>> = {
  observations: CONSUMERS.tellObservations,
  results: CONSUMERS.tellResults,
};

/** Entries read for one slice, which may end before the last of them. */
const ENTRIES: Readonly<Record<LogName, number>> = { observations: 500, results: 200 };

export interface TellerDeps {
  readonly store: ObservationLog & RecordLog & CheckpointStore & Pick<Replica, 'origin' | 'evaluation'>;
  readonly publisher: Publisher;
  readonly log: Logger;
}

/** How each log is read. */
const READERS: Readonly<
  Record<
    LogName,
    (
      store: TellerDeps['store'],
      after: Offset,
      limit: number,
    ) => Promise<readonly (StoredObservation | StoredResult)[]>
  >
> = {
  observations: (store, after, limit) => store.read(after, limit),
  results: (store, after, limit) => store.changedResults(after, limit),
};

/**
 * Tells a log to other processes, slice by slice in its order, each once the broker has the one before. The place is
 * kept behind the broker's acknowledgement: a kill repeats a slice and leaves none out. When all results are sent, the
 * log of results also says how far the evaluator is.
 */
export function createTeller(name: LogName, { store, publisher, log }: TellerDeps): Follower {
  const consumer = TELLERS[name];
  const topic = LOG_TOPICS[name];
  let place: Offset | undefined;
  let told = '[]';

  /** The places of the evaluator, where they moved since they were told. */
  async function tellPlaces(at: Offset, evaluated: readonly LogPlace[]): Promise<boolean> {
    const text = JSON.stringify(evaluated);
    if (text === told) return false;
    await publisher.publish({ topic, payload: encodePlaces(store.origin(), at, evaluated), retain: false });
    told = text;
    return true;
  }

  async function round(): Promise<boolean> {
    const after = place ?? (await store.checkpoint(consumer));
    // Before the results are read: those of a place are stored before it is kept.
    const evaluated = name === 'results' ? await store.evaluation.places() : [];
    const [first, ...rest] = await READERS[name](store, after, ENTRIES[name]);
    if (!first) return tellPlaces(after, evaluated);
    const { payload, upTo } = encodeSlice(store.origin(), after, [first, ...rest]);
    await publisher.publish({ topic, payload, retain: false });
    await store.advance(consumer, upTo);
    place = upTo;
    return true;
  }

  function listen(wake: () => void): () => void {
    if (name === 'observations') return store.onAppend(wake);
    const stops = [store.onResults(wake), store.evaluation.onMoved(wake)];
    return () => {
      for (const stop of stops) stop();
    };
  }
  return follow({ name: TELLERS[name], round, listen, log });
}
