import { freePort } from '@lanbi/testkit/servers/free-port';
import { mosquittoBinary } from '@lanbi/testkit/servers/mosquitto';
import { describe, expect, it } from 'vitest';
import { collector, mosquitto, startAedes, startLine, station, TOPIC } from './support.ts';

const brokers = [
  {
    name: 'aedes, MQTT 3.1.1',
    protocolVersion: 4,
    marks: false, // aedes sends again without DUP
    here: true,
    start: async () => {
      const { url } = await startAedes();
      return { url, port: Number(new URL(url).port) };
    },
  },
  {
    name: 'mosquitto, MQTT 3.1.1',
    protocolVersion: 4,
    marks: true,
    here: mosquittoBinary !== undefined,
    start: () => mosquitto(),
  },
  {
    name: 'mosquitto, MQTT 5',
    protocolVersion: 5,
    marks: true,
    here: mosquittoBinary !== undefined,
    start: () => mosquitto(),
  },
] as const;

const send = async (url: string, count: number): Promise<void> => {
  const client = await station(url);
  const all = Array.from({ length: count }, (_, i) => client.publishAsync(TOPIC, `${i}`, { qos: 1 }));
  await Promise.all(all);
};

const numbers = (count: number): string[] => Array.from({ length: count }, (_, i) => `${i}`);

describe.each(brokers)('$name', ({ name, protocolVersion, marks, here, start }) => {
  describe.skipIf(!here)(here ? 'is here' : `${name} is not on this machine`, () => {
    it('what is not acknowledged comes again, what is acknowledged does not', async () => {
      const { url } = await start();
      const first = collector({ url, protocolVersion });
      await first.open();
      await send(url, 10);
      await first.handed(10);
      expect(first.texts()).toEqual(numbers(10));
      expect(first.inbox.state()).toMatchObject({ connected: true, unacknowledged: 10 });
      for (const i of [0, 2, 4, 6, 8]) first.deliveries[i]?.acknowledge();
      expect(first.inbox.state().unacknowledged).toBe(5);
      await first.inbox.close();

      const second = collector({ url, protocolVersion });
      await second.open();
      await second.handed(5);
      // Anything else that were to come again would be ahead of a message published now.
      await send(url, 1);
      await second.handed(6);
      expect(second.texts()).toEqual(['1', '3', '5', '7', '9', '0']);
      expect(second.deliveries.map(({ duplicate }) => duplicate)).toEqual([
        ...Array.from({ length: 5 }, () => marks),
        false,
      ]);
    });

    it('an acknowledgement is dropped with its connection; the inbox comes back by itself', async () => {
      const { url, port } = await start();
      const line = await startLine(port);
      const { inbox, open, handed, deliveries, texts } = collector({ url: line.url, protocolVersion });
      await open();
      await send(url, 3);
      await handed(3);
      line.cut();
      await expect.poll(() => inbox.state().connected).toBe(false);
      expect(inbox.state()).toMatchObject({ unacknowledged: 0, reason: 'no connection to the broker' });
      for (const delivery of deliveries) delivery.acknowledge();
      await handed(6);
      expect(texts()).toEqual([...numbers(3), ...numbers(3)]);
      await expect.poll(() => inbox.state().connected).toBe(true);
      // Late ones, of the connection that is gone, settle nothing of the new one.
      for (const delivery of deliveries.slice(0, 3)) delivery.acknowledge();
      expect(inbox.state().unacknowledged).toBe(3);
      for (const delivery of deliveries.slice(3)) delivery.acknowledge();
      expect(inbox.state().unacknowledged).toBe(0);
    });

    it('a paused inbox hands nothing over, and may still acknowledge', async () => {
      const { url } = await start();
      const first = collector({ url, protocolVersion });
      await first.open();
      await send(url, 1);
      await first.handed(1);
      await first.inbox.pause();
      await send(url, 1);
      first.deliveries[0]?.acknowledge();
      await first.inbox.close();
      expect(first.texts()).toEqual(['0']);

      const second = collector({ url, protocolVersion });
      await second.open();
      await second.handed(1);
      await second.inbox.close();
      expect(second.texts()).toEqual(['0']);
    });

    it('QoS 0 is handed over and has nothing to acknowledge', async () => {
      const { url } = await start();
      const { inbox, open, handed, deliveries } = collector({ url, protocolVersion });
      await open();
      (await station(url)).publish(TOPIC, 'x', { qos: 0 });
      await handed(1);
      deliveries[0]?.acknowledge();
      await send(url, 1);
      await handed(2);
      expect(inbox.state().unacknowledged).toBe(1);
    });
  });
});

describe('MQTT 3.1.1', () => {
  it('is fallen back to when the broker does not speak 5', async () => {
    const { url } = await startAedes();
    const { open, handed } = collector({ url });
    await open();
    await send(url, 1);
    await expect(handed(1)).resolves.toBeUndefined();
  });

  it('a receiver that acknowledges nothing for longer than the keepalive keeps its connection', async () => {
    const { url, aedes } = await startAedes();
    const { inbox, open, handed, deliveries } = collector({ url, keepaliveSeconds: 1 });
    await open();
    await send(url, 5);
    await handed(5);
    let pings = 0;
    const pinged = new Promise<void>((resolve) =>
      aedes.on('ping', () => {
        if (++pings === 4) resolve();
      }),
    );
    let lost = 0;
    aedes.on('clientDisconnect', ({ id }) => {
      if (id === 'ingest') lost++;
    });
    await pinged; // each ping is sent only when the answer to the one before has been read
    expect(lost).toBe(0);
    expect(inbox.state()).toMatchObject({ connected: true, unacknowledged: 5 });
    for (const delivery of deliveries) delivery.acknowledge();
    expect(inbox.state().unacknowledged).toBe(0);
  });
});

describe.skipIf(!mosquittoBinary)(
  mosquittoBinary ? 'MQTT 5' : 'MQTT 5: mosquitto is not on this machine',
  () => {
    it('the window is honoured: the broker holds what is beyond it, and sends it when there is room', async () => {
      const { url } = await mosquitto();
      const { inbox, open, handed, deliveries, texts } = collector({ url, window: 10 });
      await open();
      await send(url, 50);
      // QoS 0 is not held by the window: all that was sent before it has come before it.
      (await station(url)).publish(TOPIC, 'mark', { qos: 0 });
      await handed(11);
      expect(texts()).toEqual([...numbers(10), 'mark']);
      expect(inbox.state()).toMatchObject({ window: 10, unacknowledged: 11 });
      for (let i = 0; i < 51; i++) {
        await handed(i + 1);
        deliveries[i]?.acknowledge();
      }
      expect(texts().filter((text) => text !== 'mark')).toEqual(numbers(50));
      expect(inbox.state().unacknowledged).toBe(0);
    });

    it('a broker that forgot us (restart without persistence) is asked for our topics again', async () => {
      const broker = await mosquitto({ persistence: false });
      const { inbox, open, handed, deliveries } = collector({ url: broker.url });
      await open();
      await broker.kill('SIGKILL');
      await expect.poll(() => inbox.state().connected).toBe(false);
      await broker.restart();
      await expect.poll(() => inbox.state().connected).toBe(true);
      await send(broker.url, 1);
      await handed(1);
      expect(deliveries.length).toBe(1);
    });

    it('wrong credentials are refused for good, not tried with another version', async () => {
      const { url } = await mosquitto({ extra: ['allow_anonymous false'] });
      const { open } = collector({ url, username: 'nobody', password: 'x' });
      await expect(open()).rejects.toMatchObject({ code: 'broker-refused' });
    });
  },
);

describe('open', () => {
  it('without a client id is a fault of the configuration', async () => {
    const { open } = collector({ url: 'mqtt://127.0.0.1:1', clientId: '' });
    await expect(open()).rejects.toMatchObject({ code: 'configuration-invalid' });
  });

  it('without a broker is broker-unavailable', async () => {
    const { open, inbox } = collector({ url: `mqtt://127.0.0.1:${await freePort()}` });
    await expect(open()).rejects.toMatchObject({ code: 'broker-unavailable' });
    expect(inbox.state()).toMatchObject({ connected: false, reason: 'not opened' });
  });
});
