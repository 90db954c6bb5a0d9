import mqtt, { type MqttClient } from 'mqtt';
import type { TestStation } from '../contract/inbox.ts';

/** A station at a broker. It connects again at once, and sends again what has no PUBACK. `end` disconnects it. */
export async function connectStation(
  url: string,
  topic: string,
): Promise<TestStation & { end(): Promise<void> }> {
  const client: MqttClient = await mqtt.connectAsync(url, { reconnectPeriod: 20 });
  client.on('error', () => {});
  return {
    publish: (payload, qos) =>
      client.publishAsync(topic, Buffer.from(payload), { qos }).then(
        () => undefined,
        () => undefined,
      ),
    end: () => client.endAsync(true),
  };
}

/** A subscriber at a broker with the messages that it has received. */
export async function connectSubscriber(
  url: string,
  filter: string,
): Promise<{ readonly received: { topic: string; payload: string }[]; end(): Promise<void> }> {
  const client = await mqtt.connectAsync(url, { reconnectPeriod: 0 });
  client.on('error', () => {});
  const received: { topic: string; payload: string }[] = [];
  client.on('message', (topic, payload) => received.push({ topic, payload: payload.toString() }));
  await client.subscribeAsync(filter, { qos: 1 });
  return { received, end: () => client.endAsync(true) };
}
