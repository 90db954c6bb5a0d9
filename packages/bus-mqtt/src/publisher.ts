import { LanbiError, type Outgoing, type Publisher } from '@lanbi/model';
import type { MqttClient } from 'mqtt';
import PQueue from 'p-queue';
import { connectBroker, end } from './connect.ts';
import type { MqttConnection } from './connection.ts';
import { errorText } from './refusal.ts';
import { retainedTopics } from './retained.ts';

export interface MqttPublisher extends Publisher {
  /** @throws LanbiError broker-refused, broker-unavailable */
  open(): Promise<void>;
  /** Waits up to a second for unacknowledged messages. Idempotent. */
  close(): Promise<void>;
}

/** Most packet ids of one connection. A broker may allow fewer (Receive Maximum of MQTT 5); MQTT.js ignores that. */
const PACKET_IDS = 65_535;

/**
 * Removes unacknowledged messages, which rejects their promises: the caller repeats them. MQTT.js would send them again
 * after a reconnection, late and behind newer messages.
 */
function dropUnanswered(client: MqttClient): void {
  client.on('close', () => {
    for (const id of Object.keys(client.outgoing)) client.removeOutgoingMessage(Number(id));
  });
}

/**
 * Publishes messages at QoS 1. Without a connection a message is rejected; nothing is buffered or repeated. On MQTT 5 a
 * message that the broker forbids is rejected; on 3.1.1 brokers acknowledge and drop it, which cannot be detected.
 */
export function createMqttPublisher(options: MqttConnection): MqttPublisher {
  const sending = new PQueue({ concurrency: PACKET_IDS });
  let client: MqttClient | undefined;

  async function send({ topic, payload, retain }: Outgoing): Promise<void> {
    if (!client?.connected) throw new LanbiError('broker-unavailable', 'no connection to the broker');
    try {
      await client.publishAsync(topic, payload, { qos: 1, retain });
    } catch (cause) {
      const why = client?.connected ? errorText(cause) : 'the connection went before the broker answered';
      throw new LanbiError('broker-unavailable', `not published: ${why}`, { cause });
    }
  }

  return {
    async open() {
      client = await connectBroker(
        options,
        { clean: true, queueQoSZero: false, resubscribe: false },
        (fresh) => {
          dropUnanswered(fresh);
          fresh.on('connect', ({ properties }) => {
            sending.concurrency = properties?.receiveMaximum ?? PACKET_IDS;
          });
        },
      );
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
        throw new LanbiError('broker-unavailable', `not looked through: ${errorText(cause)}`, { cause });
      });
    },
  };
}
