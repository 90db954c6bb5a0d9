import { connect } from 'node:net';
import type { Delivery } from '@lanbi/model';
import mqtt, { type IClientOptions, type MqttClient } from 'mqtt';
import { afterEach } from 'vitest';
import { type BrokerOptions, createEmbeddedBroker, type EmbeddedBroker } from '../src/index.ts';

export const TOPIC = 'env/v1/air/a1/observations';
const isTelemetry = (topic: string): boolean => topic.endsWith('/observations');

export interface Bench {
  readonly broker: EmbeddedBroker;
  readonly url: string;
  readonly port: number;
  /** Everything handed over so far, in order. */
  readonly deliveries: Delivery[];
  /** Resolves when `count` deliveries have been handed over. */
  handed(count: number): Promise<void>;
  station(options?: IClientOptions): Promise<MqttClient>;
}

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

/** Resolves at the first event of this name. */
export const event = (client: MqttClient, name: 'close' | 'message'): Promise<void> =>
  new Promise((resolve) => client.once(name, () => resolve()));

/** Resolves when the other side has ended a bare TCP connection. */
export const tcp = async (port: number) => {
  const socket = connect(port, '127.0.0.1')
    .on('error', () => {})
    .resume();
  const ended = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  await new Promise<void>((resolve) => socket.once('connect', () => resolve()));
  return { socket, ended, cut: () => socket.destroy() };
};

/** An open embedded broker whose inbox only collects. */
export async function bench(options: Partial<BrokerOptions> = {}): Promise<Bench> {
  const broker = createEmbeddedBroker({ port: 0, isTelemetry, ...options });
  const { url, port } = await broker.open();
  ends.push(() => broker.close());
  const deliveries: Delivery[] = [];
  const waiters = new Set<() => void>();
  await broker.inbox.open((delivery) => {
    deliveries.push(delivery);
    for (const look of waiters) look();
  });
  return {
    broker,
    url,
    port,
    deliveries,
    handed: (count) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (deliveries.length < count) return;
          waiters.delete(look);
          resolve();
        };
        waiters.add(look);
        look();
      }),
    async station(more = {}) {
      const client = await mqtt.connectAsync(url, { reconnectPeriod: 0, ...more });
      client.on('error', () => {});
      ends.push(() => client.endAsync(true));
      return client;
    },
  };
}
