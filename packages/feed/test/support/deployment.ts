import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMqttInbox, createMqttPublisher, type MqttPublisher } from '@lanbi/bus-mqtt';
import {
  ANNOTATION_TOPIC,
  createAnnotationPublisher,
  createLogPublisher,
  createLogSubscriber,
  LOG_TOPICS,
  type LogName,
} from '@lanbi/feed';
import {
  CONSUMERS,
  consumerName,
  encodeOffset,
  hasReached,
  LOG_START,
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

/** A process that writes logs: its store, and the publishers of its logs. */
export interface Writer {
  readonly store: Both;
  /** Resolves when the broker has all entries that are stored now. */
  published(): Promise<void>;
  stop(): Promise<void>;
}

/** A process that subscribes to logs: the store to which they are applied. */
export interface Reader {
  readonly store: Both;
  readonly metrics: Metrics;
  /** Resolves when all entries that the writer has stored now are applied here. */
  caughtUp(writer: Writer, log?: LogName): Promise<void>;
  stop(): Promise<void>;
}

/** A process that subscribes to observations and publishes results: a test commits its checkpoint. */
export type Evaluator = Reader & Writer;

/** Several processes over one broker and one bucket, simulated within this process. */
export interface Deployment {
  writer(file?: string): Promise<Writer>;
  reader(file?: string): Promise<Reader>;
  evaluator(file?: string): Promise<Evaluator>;
  /** The name of the session of a file's process. */
  clientId(file: string): string;
  /** The path of the file of a store. */
  path(file: string): string;
  dispose(): Promise<void>;
}

async function reached(store: Store, name: string, offset: Offset): Promise<void> {
  for (let tries = 0; !hasReached(await store.checkpoint(consumerName(name)), offset); tries++) {
    if (tries > 3_000) throw new Error(`${name} did not come to ${encodeOffset(offset)}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  // A commit resolves behind those before it: the log is readable up to there.
  await store.advance(consumerName('reached'), LOG_START);
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
    return { metrics, subscriber: createLogSubscriber({ inbox, replica, metrics, log }) };
  }

  return {
    path,
    clientId,
    async writer(file = 'writer.db') {
      const store = createInfluxStore({
        ...at,
        path: path(file),
        followers: [CONSUMERS.publishObservations],
        resultFollowers: [],
      });
      const publisher: MqttPublisher = createMqttPublisher({ url: brokerUrl, clientId: clientId(file) });
      await store.open();
      await publisher.open();
      const deps = { store, publisher, clock, log };
      const publishers: readonly Follower[] = [
        createLogPublisher('observations', deps),
        createLogPublisher('results', deps),
        createAnnotationPublisher(deps),
      ];
      for (const logPublisher of publishers) await logPublisher.start();
      const writer: Writer = {
        store,
        published: async () => reached(store, 'tell', await store.head()),
        async stop() {
          open.delete(writer);
          for (const logPublisher of publishers) await logPublisher.stop();
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
      const { metrics, subscriber } = receiving(store, file, [
        ...Object.values(LOG_TOPICS),
        ANNOTATION_TOPIC,
      ]);
      await store.open();
      await subscriber.start();
      const reader: Reader = {
        store,
        metrics,
        caughtUp: caughtUpWith(store),
        async stop() {
          open.delete(reader);
          await subscriber.stop();
          await store.close();
        },
      };
      return kept(reader);
    },
    async evaluator(file = 'evaluator.db') {
      const followers = { followers: [CONSUMERS.evaluate], resultFollowers: [CONSUMERS.publishResults] };
      const store = createInfluxStore({
        ...at,
        path: path(file),
        replica: true,
        writes: 'results',
        ...followers,
      });
      const { metrics, subscriber } = receiving(store, file, [LOG_TOPICS.observations]);
      const publisher = createMqttPublisher({ url: brokerUrl, clientId: clientId(`${file}-publish`) });
      await store.open();
      await publisher.open();
      const logPublisher = createLogPublisher('results', { store, publisher, log });
      await subscriber.start();
      await logPublisher.start();
      const evaluator: Evaluator = {
        store,
        metrics,
        caughtUp: caughtUpWith(store),
        published: async () => reached(store, 'tell-results', await store.resultHead()),
        async stop() {
          open.delete(evaluator);
          await logPublisher.stop();
          await subscriber.stop();
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
