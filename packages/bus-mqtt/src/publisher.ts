import { LanbiError, type Outgoing, type Publisher } from '@lanbi/model';
import type { MqttClient } from 'mqtt';
import PQueue from 'p-queue';
import { connect, end } from './connect.ts';
import type { MqttConnection } from './connection.ts';
import { textOf } from './refusal.ts';
import { retainedTopics } from './retained.ts';

export interface MqttPublisher extends Publisher {
  /** @throws LanbiError broker-refused, broker-unavailable */
  open(): Promise<void>;
  /** Waits up to a second for what is on its way. Idempotent. */
  close(): Promise<void>;
}

/** Packet ids of one connection; a broker may allow fewer (Receive Maximum of MQTT 5), and MQTT.js does not ask. */
const PACKET_IDS = 65_535;

/**
 * MQTT.js would keep unanswered messages and send them again after reconnection, late and behind newer ones; the
 * caller keeps and repeats, so they are taken out, which rejects their promises.
 */
function dropUnanswered(client: MqttClient): void {
  client.on('close', () => {
    for (const id of Object.keys(client.outgoing)) client.removeOutgoingMessage(Number(id));
  });
}

/**
 * Messages to a broker at QoS 1; nothing is kept while it is away, nothing is repeated. On MQTT 5 a message that
 * the broker's rules forbid is rejected; on 3.1.1 brokers acknowledge and drop it, and we cannot know.
 */
export function createMqttPublisher(options: MqttConnection): MqttPublisher {
  const sending = new PQueue({ concurrency: PACKET_IDS });
  let client: MqttClient | undefined;

  async function send({ topic, payload, retain }: Outgoing): Promise<void> {
    if (!client?.connected) throw new LanbiError('broker-unavailable', 'no connection to the broker');
    try {
      await client.publishAsync(topic, payload, { qos: 1, retain });
    } catch (cause) {
      const why = client?.connected ? textOf(cause) : 'the connection went before the broker answered';
      throw new LanbiError('broker-unavailable', `not published: ${why}`, { cause });
    }
  }

  return {
    async open() {
      client = await connect(options, { clean: true, queueQoSZero: false, resubscribe: false }, (fresh) => {
        dropUnanswered(fresh);
        fresh.on('connect', ({ properties }) => {
          sending.concurrency = properties?.receiveMaximum ?? PACKET_IDS;
        });
      });
    },
    async close() {
      const closing = client;
      if (closing) await end(closing);
      client = undefined;
    },
    publish: (message) => sending.add(() => send(message)),
    async retained(filter) {
      if (!client?.connected) throw new LanbiError('broker-unavailable', 'no connection to the broker');
      return retainedTopics(client, filter).catch((cause) => {
        throw new LanbiError('broker-unavailable', `not looked through: ${textOf(cause)}`, { cause });
      });
    },
  };
}
