import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import type { Delivery } from '@lanbi/model';
import { type Mosquitto, type MosquittoOptions, startMosquitto } from '@lanbi/testkit/servers/mosquitto';
import { Aedes } from 'aedes';
import mqtt, { type MqttClient } from 'mqtt';
import { onTestFinished } from 'vitest';
import { createMqttInbox, createMqttPublisher, type MqttInboxOptions } from '../src/index.ts';

export const TOPIC = 'env/v1/air/a1/observations';

/** aedes speaks MQTT 3.1.1 only. */
export async function startAedes(): Promise<{ readonly url: string; readonly aedes: Aedes }> {
  const aedes = await Aedes.createBroker();
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    aedes.handle(socket);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    await new Promise<void>((resolve) => aedes.close(() => resolve()));
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const address = server.address();
  return { url: `mqtt://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`, aedes };
}

export async function mosquitto(options?: MosquittoOptions): Promise<Mosquitto> {
  const broker = await startMosquitto(options);
  onTestFinished(() => broker.stop());
  return broker;
}

/** A station: connected, gone with the test. */
export async function station(url: string): Promise<MqttClient> {
  const client = await mqtt.connectAsync(url, { reconnectPeriod: 0 });
  client.on('error', () => {});
  onTestFinished(() => client.endAsync(true));
  return client;
}

/** An inbox that only collects. */
export function collector(options: Partial<MqttInboxOptions> & { readonly url: string }) {
  const inbox = createMqttInbox({ clientId: 'ingest', topics: ['env/v1/+/+/observations'], ...options });
  const deliveries: Delivery[] = [];
  const waiters = new Set<() => void>();
  const take = (delivery: Delivery): void => {
    deliveries.push(delivery);
    for (const look of waiters) look();
  };
  onTestFinished(() => inbox.close());
  return {
    inbox,
    deliveries,
    open: () => inbox.open(take),
    texts: () => deliveries.map(({ payload }) => Buffer.from(payload).toString()),
    handed: (count: number): Promise<void> =>
      new Promise((resolve) => {
        const look = (): void => {
          if (deliveries.length < count) return;
          waiters.delete(look);
          resolve();
        };
        waiters.add(look);
        look();
      }),
  };
}

export function publisherOf(url: string, protocolVersion?: 4 | 5) {
  const publisher = createMqttPublisher({
    url,
    clientId: 'results',
    ...(protocolVersion && { protocolVersion }),
  });
  onTestFinished(() => publisher.close());
  return publisher;
}

/** A line to a broker that can be cut, and that counts how often `mark` went through it towards the broker. */
export async function startLine(port: number, mark = '') {
  const pairs = new Set<readonly [Socket, Socket]>();
  let seen = 0;
  const waiters = new Set<() => void>();
  const server = createServer((near) => {
    const far = connect(port, '127.0.0.1');
    const pair = [near, far] as const;
    pairs.add(pair);
    near.on('data', (chunk) => {
      seen += mark ? chunk.toString('latin1').split(mark).length - 1 : 0;
      for (const look of waiters) look();
      far.write(chunk);
    });
    far.pipe(near);
    for (const [one, other] of [pair, [far, near] as const])
      one.on('error', () => {}).on('close', () => other.destroy());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const cut = (): void => {
    for (const [near] of pairs) near.destroy();
    pairs.clear();
  };
  onTestFinished(() => {
    cut();
    server.close();
  });
  const address = server.address();
  return {
    url: `mqtt://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`,
    cut,
    seen: () => seen,
    marked: (count: number): Promise<void> =>
      new Promise((resolve) => {
        const look = (): void => {
          if (seen >= count) resolve();
        };
        waiters.add(look);
        look();
      }),
  };
}
