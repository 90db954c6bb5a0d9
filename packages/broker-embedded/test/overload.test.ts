import { connect } from 'node:net';
import fc from 'fast-check';
import { generate } from 'mqtt-packet';
import { describe, expect, it } from 'vitest';
import { createInbound } from '../src/inbound.ts';
import { createStationScheduler, type Waiting } from '../src/station-scheduler.ts';
import { bench, event, TOPIC, tcp } from './stations.ts';

const acknowledgeAll = async (count: number, { handed, deliveries }: Awaited<ReturnType<typeof bench>>) => {
  for (let i = 0; i < count; i++) {
    await handed(i + 1);
    deliveries[i]?.acknowledge();
  }
};

/** A packet of any type but PUBLISH. */
const other = (length: number): Buffer => generateOf(0x80, Buffer.alloc(length, 0xff));

function generateOf(first: number, body: Buffer): Buffer {
  const header = [first];
  let rest = body.length;
  do {
    header.push((rest & 0x7f) | (rest > 127 ? 0x80 : 0));
    rest >>= 7;
  } while (rest > 0);
  return Buffer.concat([Buffer.from(header), body]);
}

const publish = (topic: string, payload: number): Buffer =>
  generate({
    ...{ cmd: 'publish', qos: 1, dup: false, retain: true, messageId: 513 },
    topic,
    payload: Buffer.alloc(payload, 'x'),
  });

/** What aedes gets in place of one that is dropped: QoS and id are its own. */
const STAND_IN = generate({
  ...{ cmd: 'publish', qos: 1, dup: false, retain: false, messageId: 513 },
  topic: '$lanbi/not-taken',
  payload: '',
});

describe('packets', () => {
  it('of a station that are too large are acknowledged and not kept; before the log-in they end it', async () => {
    const { station, port, broker, deliveries, handed } = await bench();
    const client = await station();
    for (const qos of [0, 1, 2] as const)
      await client.publishAsync(TOPIC, Buffer.alloc(2 << 20, 'x'), { qos });
    const published = client.publishAsync(TOPIC, '1', { qos: 1 });
    await handed(1);
    deliveries[0]?.acknowledge();
    await published;
    expect(deliveries.map(({ payload }) => Buffer.from(payload).toString())).toEqual(['1']);
    expect(broker.state().dropped['message-too-large']).toBe(3);
    // 200 MiB announced before CONNECT: the header is enough.
    const stranger = connect(port, '127.0.0.1').on('error', () => {});
    const ended = new Promise<void>((resolve) => stranger.once('close', () => resolve()));
    stranger.write(Uint8Array.of(0x10, 0x80, 0x80, 0x80, 0x64, 0));
    await ended;
    await expect.poll(() => broker.state().closed['packet-too-large']).toBe(1);
  });

  it('of another kind that are too large end the connection', async () => {
    const { station, broker } = await bench();
    const client = await station();
    const closed = event(client, 'close');
    client.stream.write(other(100 * 1024));
    await closed;
    await expect.poll(() => broker.state().closed['packet-too-large']).toBe(1);
  });

  it('are found by their headers however the bytes are cut', () => {
    const cuts = fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 5 });
    const one = fc.oneof(
      fc.integer({ min: 0, max: 400 }).map((length) => ({ packet: other(length), passed: other(length) })),
      fc.integer({ min: 0, max: 350 }).map((size) => {
        const packet = publish('env/v1/air/a1/observations', size);
        return { packet, passed: packet };
      }),
      fc.integer({ min: 400, max: 1_000 }).map((size) => ({ packet: publish('a', size), passed: STAND_IN })),
      fc
        .constantFrom('', '#', 'env/+/x', 'a/#', 'a\0', '/'.repeat(100))
        .map((topic) => ({ packet: publish(topic, 10), passed: STAND_IN })),
    );
    fc.assert(
      fc.property(fc.array(one, { maxLength: 20 }), cuts, (packets, steps) => {
        const bytes = Buffer.concat(packets.map(({ packet }) => packet));
        let dropped = 0;
        let count = 0;
        const inbound = createInbound({
          ...{ maxPublishBytes: 400, maxOtherBytes: 410, packet: () => count++, dropped: () => dropped++ },
        });
        const out: Buffer[] = [];
        for (let at = 0, i = 0; at < bytes.length; i++) {
          const step = steps[i % steps.length] ?? 1;
          const passed = inbound(bytes.subarray(at, at + step));
          if ('bytes' in passed) out.push(passed.bytes);
          at += step;
        }
        expect(Buffer.concat(out).equals(Buffer.concat(packets.map(({ passed }) => passed)))).toBe(true);
        expect(count).toBe(packets.length);
        expect(dropped).toBe(packets.filter(({ passed }) => passed === STAND_IN).length);
      }),
    );
  });
});

describe('connections', () => {
  it('are bounded; one more is refused and counted, and there is room again when one goes', async () => {
    const { broker, station } = await bench({ maxConnections: 2 });
    const [first] = [await station(), await station()];
    await expect(station()).rejects.toMatchObject({ code: 3 });
    expect(broker.state()).toMatchObject({ connections: 2, closed: { connections: 1 } });
    first?.stream.destroy();
    await expect.poll(() => broker.state().connections).toBe(1);
    await expect(station()).resolves.toBeDefined();
  });

  it('of one address have a bound of their own; a session that comes again takes the place of its own', async () => {
    const { broker, station } = await bench({ maxConnections: 5, maxConnectionsPerAddress: 2 });
    await station({ clientId: 'one' });
    await station({ clientId: 'two' });
    await expect(station({ clientId: 'three' })).rejects.toMatchObject({ code: 3 });
    await station({ clientId: 'one' });
    await expect.poll(() => broker.state().connections).toBe(2);
  });
});

describe('a flood', () => {
  it('is held: what the broker has of a station is bounded, all is acknowledged in the end', async () => {
    const all = await bench({ window: 10 });
    const client = await all.station();
    const published = Array.from({ length: 5_000 }, (_, i) => client.publishAsync(TOPIC, `${i}`, { qos: 1 }));
    let most = 0;
    for (let i = 0; i < 5_000; i++) {
      await all.handed(i + 1);
      most = Math.max(most, all.broker.state().waiting + all.broker.inbox.state().unacknowledged);
      all.deliveries[i]?.acknowledge();
    }
    await Promise.all(published);
    // 100 that we read on behind, and the packets of one read of the socket (64 KiB of at least 34 bytes).
    expect(most).toBeLessThanOrEqual(100 + 65_536 / 34);
    expect(new Set(all.deliveries.map(({ payload }) => Buffer.from(payload).toString())).size).toBe(5_000);
  });

  it('of connections that come and go leaves nothing behind', async () => {
    const { station, broker, handed } = await bench({ window: 1 });
    await (await station()).publish(TOPIC, 'first', { qos: 1 });
    await handed(1);
    for (let i = 0; i < 5; i++) {
      const client = await station();
      for (let k = 0; k < 50; k++) client.publish(TOPIC, 'more', { qos: 1 });
      await expect.poll(() => broker.state().waiting).toBe(50);
      client.stream.destroy();
      await expect.poll(() => broker.state().waiting).toBe(0);
    }
  });

  it('of one station does not stand before another: they take turns', async () => {
    const all = await bench({ window: 1 });
    const [noisy, quiet] = [await all.station(), await all.station()];
    for (let i = 0; i < 200; i++) noisy.publish('env/v1/air/noisy/observations', 'n', { qos: 1 });
    await expect.poll(() => all.broker.state().waiting).toBeGreaterThan(100);
    const before = all.deliveries.length;
    const answered = quiet.publishAsync('env/v1/air/quiet/observations', 'q', { qos: 1 });
    const waiting = all.broker.state().waiting;
    await expect.poll(() => all.broker.state().waiting).toBe(waiting + 1);
    await acknowledgeAll(before + 2, all);
    await answered;
    const at = all.deliveries.findIndex(({ topic }) => topic.includes('/quiet/'));
    expect(at - before).toBeLessThanOrEqual(1);
  });
});

describe('while nothing is acknowledged', () => {
  it('a station keeps its connection: its PINGREQ is answered', async () => {
    const { station, deliveries, handed } = await bench();
    const client = await station({ keepalive: 1 });
    const published = client.publishAsync(TOPIC, '1', { qos: 1 });
    await handed(1);
    let answers = 0;
    const answered = new Promise<void>((resolve) =>
      client.on('packetreceive', ({ cmd }) => {
        if (cmd === 'pingresp' && ++answers === 3) resolve();
      }),
    );
    await answered;
    expect(client.connected).toBe(true);
    deliveries[0]?.acknowledge();
    await published;
  });

  it('a station that says nothing for one and a half keepalives is noticed', async () => {
    const { port, broker } = await bench();
    const { socket, ended } = await tcp(port);
    // CONNECT, clean, keepalive 1 s, client id x; then silence.
    socket.write(Uint8Array.of(0x10, 13, 0, 4, 0x4d, 0x51, 0x54, 0x54, 4, 2, 0, 1, 0, 1, 0x78));
    await ended;
    await expect.poll(() => broker.state().closed.keepalive).toBe(1);
  });

  it('a subscriber that reads nothing holds up no station', async () => {
    const all = await bench({ stationRate: 0 });
    const deaf = await all.station();
    await deaf.subscribeAsync('#', { qos: 1 });
    deaf.stream.pause();
    const client = await all.station();
    const payload = Buffer.alloc(64 * 1024, 'x');
    const published = Array.from({ length: 400 }, () => client.publishAsync(TOPIC, payload, { qos: 1 }));
    await acknowledgeAll(400, all);
    expect((await Promise.all(published)).length).toBe(400);
  });
});

describe('the rate of a station', () => {
  it('holds what is beyond it and drops nothing', async () => {
    const all = await bench({ stationRate: 50 });
    const client = await all.station();
    const published = Array.from({ length: 520 }, (_, i) => client.publishAsync(TOPIC, `${i}`, { qos: 1 }));
    await acknowledgeAll(520, all);
    await Promise.all(published);
    expect(all.broker.state().rateLimited).toBeGreaterThan(0);
  });

  it('is ten seconds of messages at once, then a message each time one is due; a message counts by its KiB', () => {
    let now = 0;
    const scheduler = createStationScheduler<Waiting>({
      stationWindow: 1_000,
      stationRate: 10,
      now: () => now,
    });
    const taken = (): number => {
      let count = 0;
      for (let item = scheduler.take(); item; item = scheduler.take()) {
        scheduler.done(item);
        count++;
      }
      return count;
    };
    for (let i = 0; i < 200; i++) scheduler.push({ station: 'A', bytes: 100 });
    scheduler.push({ station: 'B', bytes: 100 * 1024 });
    scheduler.push({ station: 'B', bytes: 1 });
    expect(taken()).toBe(100 + 1);
    expect(scheduler.wait()).toBe(100);
    now += 1_000;
    expect(taken()).toBe(10 + 1);
    expect(scheduler.size).toBe(90);
    expect(scheduler.remove(() => true).length).toBe(90);
    expect(scheduler.size).toBe(0);
  });
});
