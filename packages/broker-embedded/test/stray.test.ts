import { connect } from 'node:net';
import { generate, type Packet, parser } from 'mqtt-packet';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { BrokerOptions } from '../src/index.ts';
import { bench, TOPIC } from './stations.ts';

const errorsTopic: BrokerOptions['errorsTopic'] = () => 'env/v1/air/a1/errors';

/** A client without a library, so that it may say what a library would not. */
async function raw(port: number, clientId = 'a1') {
  const socket = connect(port, '127.0.0.1').on('error', () => {});
  onTestFinished(() => void socket.destroy());
  const answers: Packet[] = [];
  const reading = parser().on('packet', (packet: Packet) => answers.push(packet));
  socket.on('data', (bytes) => reading.parse(bytes));
  const write = (packet: Packet): void => void socket.write(generate(packet));
  const publish = (id: number, topic: string, qos: 0 | 1 | 2, payload: string | Buffer = 'x'): void => {
    // Not by `generate`, which looks at topics.
    const name = Buffer.from(topic);
    const length = 2 + name.length + (qos > 0 ? 2 : 0) + payload.length;
    const rest: number[] = [];
    for (let left = length; ; left >>= 7) {
      rest.push((left & 0x7f) | (left > 127 ? 0x80 : 0));
      if (left < 128) break;
    }
    const ids = qos > 0 ? [id >> 8, id & 0xff] : [];
    const head = Uint8Array.of(0x30 | (qos << 1), ...rest, name.length >> 8, name.length & 0xff);
    socket.write(Buffer.concat([head, name, Uint8Array.from(ids), Buffer.from(payload)]));
  };
  write({
    cmd: 'connect',
    clientId,
    protocolId: 'MQTT',
    protocolVersion: 4,
    keepalive: 60,
    clean: true,
  });
  await expect.poll(() => answers.length).toBe(1);
  return { socket, answers, publish, write };
}

const STRAY = [
  'env/v1/air/a1/diagnostics',
  'env/v1/air/a1',
  'env/v1/results/air/stations/a1',
  'env/v1/alerts/r/a1',
  'homie/5/a1/$state',
  '$SYS/broker/uptime',
  '/',
  '',
  'env/v1/air/+/observations',
  'env/v1/air/a1/#',
  '#',
  `${'a/'.repeat(120)}a`,
  'x'.repeat(2_000),
];

describe('a message to a topic that is not for its client', () => {
  it.each(STRAY)(
    '%j, of any QoS, is acknowledged and dropped, and the six readings after it come',
    async (topic) => {
      const { port, broker } = await bench();
      const taken: string[] = [];
      await broker.inbox.open((delivery) => {
        taken.push(Buffer.from(delivery.payload).toString());
        delivery.acknowledge();
      });
      const station = await raw(port);
      station.publish(0, topic, 0);
      station.publish(1, topic, 1);
      station.publish(2, topic, 2);
      await expect.poll(() => station.answers.map(({ cmd }) => cmd)).toEqual(['connack', 'puback', 'pubrec']);
      station.write({ cmd: 'pubrel', messageId: 2 });
      for (let i = 0; i < 6; i++) station.publish(10 + i, TOPIC, 1, `${i}`);
      await expect.poll(() => station.answers.length).toBe(10);
      expect(taken).toEqual(['0', '1', '2', '3', '4', '5']);
      expect(station.socket.destroyed).toBe(false);
      const { dropped, closed } = broker.state();
      expect(dropped['topic-not-allowed'] + dropped['topic-invalid']).toBe(3);
      expect(Object.values(closed).reduce((sum, each) => sum + each, 0)).toBe(0);
    },
  );

  it('is reported on the errors topic and in the log with client and address, once for many', async () => {
    const said: object[] = [];
    const log = { info() {}, error() {}, warn: (context: object) => said.push(context) };
    const { station, broker } = await bench({ log, errorsTopic });
    const client = await station({ clientId: 'a1' });
    const heard: unknown[] = [];
    client.on('message', (_topic, payload) => heard.push(JSON.parse(payload.toString())));
    await client.subscribeAsync('env/v1/air/a1/errors', { qos: 1 });
    for (let i = 0; i < 50; i++) await client.publishAsync('env/v1/air/a1/diagnostics', 'x', { qos: 1 });
    await expect.poll(() => heard.length).toBe(1);
    expect(heard).toMatchObject([
      { topic: 'env/v1/air/a1/diagnostics', scope: 'message', reason: 'unknown-topic', dropped: 1 },
    ]);
    expect(said).toEqual([
      expect.objectContaining({ client: 'a1', address: '127.0.0.1', topic: 'env/v1/air/a1/diagnostics' }),
    ]);
    expect(broker.state().dropped['topic-not-allowed']).toBe(50);
  });

  it('is dropped: no subscriber receives it, nothing of it is retained', async () => {
    const { station, broker } = await bench();
    const [watcher, client] = [await station(), await station()];
    const heard: string[] = [];
    watcher.on('message', (topic) => heard.push(topic));
    await watcher.subscribeAsync('#', { qos: 1 });
    for (const qos of [0, 1, 2] as const)
      await client.publishAsync('env/v1/results/air/stations/a1', 'forged', { qos, retain: true });
    const later = await station();
    later.on('message', (topic) => heard.push(topic));
    await later.subscribeAsync('#', { qos: 1 });
    await broker.publisher.publish({ topic: 'env/v1/alerts/r/last', payload: '', retain: false });
    await expect.poll(() => heard).toEqual(['env/v1/alerts/r/last', 'env/v1/alerts/r/last']);
  });

  it.each(['env/v1/results/air/stations/a1', '#', ''])(
    'as a last will on %j is dropped, and the client comes in',
    async (topic) => {
      const { port, broker } = await bench({ errorsTopic });
      const socket = connect(port, '127.0.0.1').on('error', () => {});
      onTestFinished(() => void socket.destroy());
      const connack = new Promise<number>((resolve) =>
        socket.once('data', (bytes) => resolve(bytes[3] ?? -1)),
      );
      const will = { topic, payload: Buffer.from('gone'), qos: 1, retain: true } as const;
      const protocol = { protocolId: 'MQTT', protocolVersion: 4 } as const;
      if (topic === '') {
        const like = generate({ cmd: 'connect', clientId: 'a1', ...protocol, will: { ...will, topic: 'x' } });
        const at = like.lastIndexOf('x');
        const bytes = Buffer.concat([like.subarray(0, at), like.subarray(at + 1)]);
        bytes[at - 1] = 0;
        bytes[1] = (bytes[1] ?? 0) - 1;
        socket.write(bytes);
      } else socket.write(generate({ cmd: 'connect', clientId: 'a1', ...protocol, will }));
      expect(await connack).toBe(0);
      expect(broker.state().dropped['will-not-allowed']).toBe(1);
    },
  );

  it('without end is read no faster than others are served', async () => {
    const { port, broker } = await bench();
    await broker.inbox.open((delivery) => delivery.acknowledge());
    const [loud, quiet] = [await raw(port), await raw(port, 'a2')];
    for (let i = 0; i < 20_000; i++) loud.publish(0, 'x', 0);
    await expect.poll(() => broker.state().dropped['topic-not-allowed']).toBeGreaterThan(0);
    quiet.publish(1, TOPIC, 1);
    await expect.poll(() => quiet.answers.length).toBe(2);
    // Ten seconds' worth at once, and what one read of the socket (64 KiB of 6 bytes) held.
    expect(broker.state().dropped['topic-not-allowed']).toBeLessThanOrEqual(11_000 + 65_536 / 6);
  });
});
