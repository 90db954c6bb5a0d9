import type { Delivery } from '@lanbi/model';
import { describe, expect, it } from 'vitest';
import { bench, event, TOPIC } from './stations.ts';

const text = ({ payload }: Delivery): string => Buffer.from(payload).toString();

describe('the PUBACK of a station', () => {
  it('comes after acknowledge(), not before', async () => {
    const { station, deliveries, handed } = await bench();
    const client = await station();
    let answered = false;
    const published = client.publishAsync(TOPIC, '1', { qos: 1 }).then(() => {
      answered = true;
    });
    await handed(1);
    // A PUBACK already written would come before the answer to another connection's whole handshake.
    await station();
    expect(answered).toBe(false);
    deliveries[0]?.acknowledge();
    await published;
    expect(answered).toBe(true);
  });

  it('does not wait for other messages of the connection: a commit may take 50 and more together', async () => {
    const { station, deliveries, handed, broker } = await bench();
    const client = await station();
    const published = Array.from({ length: 200 }, (_, i) => client.publishAsync(TOPIC, `${i}`, { qos: 1 }));
    await handed(50);
    expect(broker.inbox.state().unacknowledged).toBeGreaterThanOrEqual(50);
    for (let i = 0; i < 200; i++) {
      await handed(i + 1);
      deliveries[i]?.acknowledge();
    }
    await Promise.all(published);
    expect(deliveries.map(text)).toEqual(published.map((_, i) => `${i}`));
    expect(broker.inbox.state().unacknowledged).toBe(0);
  });

  it('does not come when the station has gone; it sends again', async () => {
    const { station, deliveries, handed, broker } = await bench();
    const client = await station({ reconnectPeriod: 10, clientId: 'a1', clean: false });
    const published = client.publishAsync(TOPIC, '1', { qos: 1 });
    await handed(1);
    client.stream.destroy();
    await handed(2);
    expect(deliveries.map(text)).toEqual(['1', '1']); // MQTT.js sends again without DUP
    deliveries[0]?.acknowledge();
    deliveries[1]?.acknowledge();
    await published;
    expect(broker.inbox.state().unacknowledged).toBe(0);
  });

  it('is owed to QoS 0 as little as to anyone: acknowledge is harmless', async () => {
    const { station, deliveries, handed } = await bench();
    const client = await station();
    await client.publishAsync(TOPIC, '1', { qos: 0 });
    await handed(1);
    deliveries[0]?.acknowledge();
    const next = client.publishAsync(TOPIC, '2', { qos: 1 });
    await handed(2);
    deliveries[1]?.acknowledge();
    await expect(next).resolves.toBeDefined();
  });
});

describe('the window', () => {
  it('bounds what the receiver holds, all stations together, and keeps the order of each', async () => {
    const { station, deliveries, handed, broker } = await bench({ window: 10 });
    const clients = [await station(), await station()];
    const published = clients.flatMap((client, c) =>
      Array.from({ length: 20 }, (_, i) => client.publishAsync(TOPIC, `${c}:${i}`, { qos: 1 })),
    );
    let most = 0;
    for (let i = 0; i < 40; i++) {
      await handed(i + 1);
      most = Math.max(most, broker.inbox.state().unacknowledged);
      deliveries[i]?.acknowledge();
    }
    await Promise.all(published);
    expect(most).toBe(10);
    for (const c of ['0', '1']) {
      const own = deliveries.map(text).filter((name) => name.startsWith(`${c}:`));
      expect(own).toEqual(Array.from({ length: 20 }, (_, i) => `${c}:${i}`));
    }
  });

  it('survives a receiver that acknowledges at once', async () => {
    const { station, broker } = await bench({ window: 1 });
    await broker.inbox.open((delivery) => delivery.acknowledge());
    const client = await station();
    const all = Array.from({ length: 5_000 }, () => client.publishAsync(TOPIC, '1', { qos: 1 }));
    expect((await Promise.all(all)).length).toBe(5_000);
  });
});

describe('while telemetry is not taken', () => {
  it('a message of a paused inbox ends the connection without a PUBACK', async () => {
    const { station, broker, deliveries } = await bench();
    const client = await station();
    await broker.inbox.pause();
    let answered = false;
    client.publish(TOPIC, '1', { qos: 1 }, (error) => {
      answered = !error;
    });
    await event(client, 'close');
    expect({ answered, deliveries }).toEqual({ answered: false, deliveries: [] });
  });

  it('what was handed over before the pause may still be acknowledged', async () => {
    const { station, broker, deliveries, handed } = await bench();
    const client = await station();
    const published = client.publishAsync(TOPIC, '1', { qos: 1 });
    await handed(1);
    await broker.inbox.pause();
    deliveries[0]?.acknowledge();
    await expect(published).resolves.toBeDefined();
  });

  it('a closed inbox owes nothing: stations are disconnected, late acknowledgements do nothing', async () => {
    const { station, broker, deliveries, handed } = await bench();
    const client = await station();
    let answered = false;
    client.publish(TOPIC, '1', { qos: 1 }, (error) => {
      answered = !error;
    });
    await handed(1);
    const closed = event(client, 'close');
    await broker.inbox.close();
    await closed;
    deliveries[0]?.acknowledge();
    expect(answered).toBe(false);
    expect(broker.inbox.state().unacknowledged).toBe(0);
  });
});
