import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMqttInbox, createMqttPublisher, type MqttPublisher } from '@lanbi/bus-mqtt';
import { createReceiver, createTeller, LOG_TOPICS, type LogName } from '@lanbi/feed';
import {
  CONSUMERS,
  consumerName,
  encodeOffset,
  hasReached,
  type Offset,
  type Replica,
  type Store,
} from '@lanbi/model';
import { createLogger, createMetrics, type Follower, type Metrics } from '@lanbi/runtime';
import { createInfluxStore, setUp } from '@lanbi/store-influx';
import { hour } from '@lanbi/testkit/samples/observations';
import type { Influxd } from '@lanbi/testkit/servers/influxd';

const clock = { now: () => hour(24) };
const log = createLogger('silent');
let made = 0;

export type Both = Store & Replica;

/** A writer of logs: its store, and the tellers of its logs. */
export interface Writer {
  readonly store: Both;
  /** Resolves when all that it has stored until now is with the broker. */
  told(): Promise<void>;
  stop(): Promise<void>;
}

/** A follower of logs: its store, which they come into. */
export interface Reader {
  readonly store: Both;
  readonly metrics: Metrics;
  /** Resolves when all that the writer has stored until now stands here. */
  caughtUp(writer: Writer, log?: LogName): Promise<void>;
  stop(): Promise<void>;
}

/** A follower of the log of observations that evaluates: a test commits its place. */
export type Evaluator = Reader & Writer;

/** Processes over one broker and one bucket, as parts in this process. */
export interface Deployment {
  writer(file?: string): Promise<Writer>;
  reader(file?: string): Promise<Reader>;
  evaluator(file?: string): Promise<Evaluator>;
  /** The name of the session of a file's process. */
  clientId(file: string): string;
  /** The file of a store, for who takes it away. */
  path(file: string): string;
  dispose(): Promise<void>;
}

async function reached(store: Store, name: string, offset: Offset): Promise<void> {
  for (let tries = 0; !hasReached(await store.checkpoint(consumerName(name)), offset); tries++) {
    if (tries > 3_000) throw new Error(`${name} did not come to ${encodeOffset(offset)}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

export async function createDeployment(influxd: Influxd, brokerUrl: string): Promise<Deployment> {
  made += 1;
  const [bucket, id] = [`f${process.pid}-${made}`, `feed-${process.pid}-${made}`];
  const { url, token, org } = influxd;
  await setUp({ url, token, org, bucket, tokens: false });
  const folder = mkdtempSync(join(tmpdir(), 'lanbi-feed-'));
  const open = new Set<{ stop(): Promise<void> }>();
  const path = (file: string): string => join(folder, file);
  const at = { url, token, org, bucket, now: clock.now };

  const clientId = (file: string): string => `${id}-${file}`;

  function kept<Thing extends { stop(): Promise<void> }>(thing: Thing): Thing {
    open.add(thing);
    return thing;
  }

  const caughtUpWith =
    (store: Store) =>
    async ({ store: source }: Writer, name: LogName = 'observations'): Promise<void> => {
      const head = name === 'observations' ? await source.head() : await source.resultHead();
      await reached(store, `heard ${name} ${source.origin()}`, head);
    };

  function receiving(replica: Both, file: string, topics: readonly string[]) {
    const metrics = createMetrics();
    const inbox = createMqttInbox({ url: brokerUrl, clientId: clientId(file), topics });
    return { metrics, receiver: createReceiver({ inbox, replica, metrics, log }) };
  }

  return {
    path,
    clientId,
    async writer(file = 'writer.db') {
      const store = createInfluxStore({
        ...at,
        path: path(file),
        followers: [CONSUMERS.tellObservations],
        resultFollowers: [],
      });
      const publisher: MqttPublisher = createMqttPublisher({ url: brokerUrl, clientId: clientId(file) });
      await store.open();
      await publisher.open();
      const deps = { store, publisher, clock, log };
      const tellers: readonly Follower[] = [
        createTeller('observations', deps),
        createTeller('results', deps),
      ];
      for (const teller of tellers) await teller.start();
      const writer: Writer = {
        store,
        told: async () => reached(store, 'tell', await store.head()),
        async stop() {
          open.delete(writer);
          for (const teller of tellers) await teller.stop();
          await publisher.close();
          await store.close();
        },
      };
      return kept(writer);
    },
    async reader(file = 'reader.db') {
      const store = createInfluxStore({
        ...at,
        path: path(file),
        replica: true,
        writes: 'nothing',
        followers: [],
        resultFollowers: [],
      });
      const { metrics, receiver } = receiving(store, file, Object.values(LOG_TOPICS));
      await store.open();
      await receiver.start();
      const reader: Reader = {
        store,
        metrics,
        caughtUp: caughtUpWith(store),
        async stop() {
          open.delete(reader);
          await receiver.stop();
          await store.close();
        },
      };
      return kept(reader);
    },
    async evaluator(file = 'evaluator.db') {
      const followers = { followers: [CONSUMERS.evaluate], resultFollowers: [CONSUMERS.tellResults] };
      const store = createInfluxStore({
        ...at,
        path: path(file),
        replica: true,
        writes: 'results',
        ...followers,
      });
      const { metrics, receiver } = receiving(store, file, [LOG_TOPICS.observations]);
      const publisher = createMqttPublisher({ url: brokerUrl, clientId: clientId(`${file}-tells`) });
      await store.open();
      await publisher.open();
      const teller = createTeller('results', { store, publisher, log });
      await receiver.start();
      await teller.start();
      const evaluator: Evaluator = {
        store,
        metrics,
        caughtUp: caughtUpWith(store),
        told: async () => reached(store, 'tell-results', await store.resultHead()),
        async stop() {
          open.delete(evaluator);
          await teller.stop();
          await receiver.stop();
          await publisher.close();
          await store.close();
        },
      };
      return kept(evaluator);
    },
    async dispose() {
      for (const thing of open) await thing.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
