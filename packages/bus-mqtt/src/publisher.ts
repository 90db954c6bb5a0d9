import { LanbiError, type Publisher } from '@lanbi/model';
import type { MqttClient } from 'mqtt';
import { connect, type MqttConnection } from './connect.ts';

export interface MqttPublisher extends Publisher {
  open(): Promise<void>;
  close(): Promise<void>;
}

/** Messages to a broker at QoS 1; nothing is buffered while it is away, the caller keeps what must not be lost. */
export function createMqttPublisher(options: MqttConnection): MqttPublisher {
  let client: MqttClient | undefined;
  return {
    async open() {
      client = await connect(options, { clean: true, queueQoSZero: false });
    },
    async close() {
      await client?.endAsync(false);
      client = undefined;
    },
    async publish({ topic, payload, retain }) {
      if (!client?.connected) throw new LanbiError('broker-unavailable', 'no connection to the broker');
      try {
        await client.publishAsync(topic, payload, { qos: 1, retain });
      } catch (cause) {
        throw new LanbiError('broker-unavailable', `not published: ${String(cause)}`, { cause });
      }
    },
  };
}
