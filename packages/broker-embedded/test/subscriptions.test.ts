import { describe, expect, it } from 'vitest';
import { bench, TOPIC } from './stations.ts';
import { as, lineOf, usersFile } from './users-file.ts';

type Client = Awaited<ReturnType<Awaited<ReturnType<typeof bench>>['station']>>;

/** The code of a SUBACK for each filter (MQTT 3.1.1, 3.9.3). */
async function granted(client: Client, filters: readonly string[]): Promise<number[]> {
  const codes: number[] = [];
  for (const filter of filters) {
    const [answer] = await client.subscribeAsync(filter, { qos: 1 }).catch(() => [{ qos: 128 }]);
    codes.push(answer?.qos ?? 128);
  }
  return codes;
}

const filters = (count: number): string[] =>
  Array.from({ length: count }, (_, i) => `env/v1/results/air/stations/x${i}`);
const count = (codes: readonly number[], code: number): number => codes.filter((one) => one === code).length;

describe('subscriptions', () => {
  it('of a station are twenty; more are refused, and it goes on', async () => {
    const { station, broker, handed, deliveries } = await bench();
    const client = await station();
    const codes = await granted(client, filters(30));
    expect([count(codes, 1), count(codes, 128)]).toEqual([20, 10]);
    expect(broker.state().subscriptionsRefused).toBe(10);
    const published = client.publishAsync(TOPIC, '1', { qos: 1 });
    await handed(1);
    deliveries[0]?.acknowledge();
    await published;
  });

  it('are bounded in one packet as well, and given back when they are ended', async () => {
    const { station } = await bench();
    const client = await station();
    const heard: string[] = [];
    client.on('packetreceive', (packet) => {
      if (packet.cmd === 'suback')
        heard.push(packet.granted.filter((code) => code === 128).length.toString());
    });
    await client.subscribeAsync(filters(200), { qos: 1 }).catch(() => {});
    expect(heard).toEqual(['180']);
    await client.unsubscribeAsync(filters(5));
    const codes = await granted(client, ['a', 'b', 'c', 'd', 'e', 'f']);
    expect(codes).toEqual([1, 1, 1, 1, 1, 128]);
    // One that is there already is no more than before.
    expect(await granted(client, ['a'])).toEqual([1]);
  });

  it('of a reader are ten times as many', async () => {
    const { station } = await bench({ usersFile: await usersFile([await lineOf('wall', ':reader')]) });
    const codes = await granted(await station(as('wall')), filters(210));
    expect([count(codes, 1), count(codes, 128)]).toEqual([200, 10]);
  });

  it('are short', async () => {
    const { station } = await bench();
    const client = await station();
    const long = [`env/${'x'.repeat(300)}`, 'a/'.repeat(40)];
    expect(await granted(client, long)).toEqual([128, 128]);
  });

  it('that are asked for without end, end the connection', async () => {
    const { station, broker } = await bench();
    const client = await station();
    const closed = new Promise<void>((resolve) => client.once('close', () => resolve()));
    for (let i = 0; i < 1_100; i++) client.subscribe(`env/v1/results/air/stations/x${i}`, () => {});
    await closed;
    await expect.poll(() => broker.state().closed.subscriptions).toBe(1);
    expect(broker.state().subscriptionsRefused).toBeGreaterThanOrEqual(1_000);
  });
});

describe('what is kept of a client', () => {
  it('is a client id of at most 128 characters', async () => {
    const { station } = await bench();
    await expect(station({ clientId: 'x'.repeat(128) })).resolves.toBeDefined();
    await expect(station({ clientId: 'x'.repeat(129) })).rejects.toMatchObject({ code: 2 });
  });

  it('is a last will and a status of at most 1 KiB', async () => {
    const { station, broker } = await bench();
    const topic = 'env/v1/air/a1/status';
    const will = { topic, payload: Buffer.alloc(2_000, 'x'), qos: 1, retain: true } as const;
    const client = await station({ will });
    await client.publishAsync(topic, Buffer.alloc(2_000, 'x'), { qos: 1, retain: true });
    expect(broker.state().dropped).toMatchObject({ 'will-not-allowed': 1, 'message-too-large': 1 });
    await client.publishAsync(topic, 'online', { qos: 1, retain: true });
    const later = await station();
    const kept = new Promise((resolve) =>
      later.once('message', (_topic, payload) => resolve(payload.toString())),
    );
    await later.subscribeAsync(topic);
    expect(await kept).toBe('online');
  });

  it('is nothing of QoS 2 but its ids: 1,500 messages at once come through', async () => {
    const { station, broker } = await bench();
    const taken: string[] = [];
    const open: (() => void)[] = [];
    await broker.inbox.open((delivery) => {
      taken.push(Buffer.from(delivery.payload).toString());
      open.push(delivery.acknowledge);
    });
    const client = await station({ reconnectPeriod: 50 });
    let reconnects = 0;
    client.on('reconnect', () => reconnects++);
    const all = Array.from({ length: 1_500 }, (_, i) => client.publishAsync(TOPIC, `${i}`, { qos: 2 }));
    const done = setInterval(() => {
      for (const acknowledge of open.splice(0)) acknowledge();
    }, 5);
    await Promise.all(all);
    clearInterval(done);
    expect([reconnects, new Set(taken).size]).toEqual([0, 1_500]);
  });
});
