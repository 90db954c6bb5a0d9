import mqtt, { type MqttClient } from 'mqtt';
import { onTestFinished } from 'vitest';
import { createProgress, type Progress } from './progress.ts';
import { payloadOf, STATIONS, stationOf, topicOf } from './readings.ts';

/** Stations that publish numbered readings and send again what has no PUBACK, as MQTT asks of them. */
export interface Load {
  /** Messages handed to a connection so far; the first has the number 0. */
  readonly published: number;
  /** Those whose PUBACK has come. */
  readonly acknowledged: ReadonlySet<number>;
  /** Rises with each PUBACK. */
  readonly progress: Progress;
  /** PUBLISH packets that left again for want of a PUBACK (MQTT.js sends them without DUP). */
  readonly redelivered: number;
  /** Publishes the next `count` readings; resolves when each has its PUBACK, over however many connections. */
  send(count: number): Promise<void>;
}

/** The n-th message: of station n modulo the number of stations, its payload beginning with `{"seq":n`. */
export type Message = (n: number) => { readonly topic: string; readonly payload: string | Buffer };

const reading: Message = (n) => ({ topic: topicOf(n), payload: payloadOf(n) });

/** A killed broker is tried again at once and for ever. */
const RECONNECT_MS = 40;

export function startLoad(url: string, message: Message = reading): Load {
  const acknowledged = new Set<number>();
  const progress = createProgress();
  let published = 0;
  let left = 0;

  function station(id: string): MqttClient {
    const client = mqtt.connect(url, { clientId: id, reconnectPeriod: RECONNECT_MS, protocolVersion: 4 });
    client.on('error', () => {});
    client.on('packetsend', (packet) => {
      if (packet.cmd === 'publish') left += 1;
    });
    return client;
  }

  const clients = Array.from({ length: STATIONS }, (_, i) => station(stationOf(i)));
  onTestFinished(async () => {
    await Promise.all(clients.map((client) => client.endAsync(true)));
  });

  async function publish(n: number): Promise<void> {
    const { topic, payload } = message(n);
    await clients[n % STATIONS]?.publishAsync(topic, payload, { qos: 1 });
    acknowledged.add(n);
    progress.add();
  }

  return {
    get published() {
      return published;
    },
    acknowledged,
    progress,
    get redelivered() {
      return left - acknowledged.size;
    },
    async send(count) {
      const numbers = Array.from({ length: count }, (_, i) => published + i);
      published += count;
      await Promise.all(numbers.map(publish));
    },
  };
}
