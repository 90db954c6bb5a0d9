import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LanbiError } from '@lanbi/model';
import { certificate, openssl } from '@lanbi/testkit/servers/certificate';
import { describe, expect, it } from 'vitest';
import { createEmbeddedBroker } from '../src/index.ts';
import { bench, event, TOPIC, tcp } from './stations.ts';

describe('what clients may say', () => {
  it.each([
    'env/v1/results/air/stations/a1',
    'env/v1/alerts/rule/a1',
    'env/v1/air/a1/errors',
    '$SYS/anything',
  ])('%s is ours: what a client says there is acknowledged and goes nowhere', async (topic) => {
    const { station, broker } = await bench();
    const [watcher, client] = [await station(), await station()];
    const heard: string[] = [];
    watcher.on('message', (on) => heard.push(on));
    await watcher.subscribeAsync('#', { qos: 1 });
    await client.publishAsync(topic, 'forged', { qos: 1, retain: true });
    await broker.publisher.publish({ topic: 'env/v1/alerts/r/last', payload: 'last', retain: false });
    await expect.poll(() => heard).toEqual(['env/v1/alerts/r/last']);
    expect([client.connected, broker.state().dropped['topic-not-allowed']]).toEqual([true, 1]);
  });

  it('a status is theirs; the last will says offline, and stays for later subscribers', async () => {
    const { station } = await bench();
    const topic = 'env/v1/air/a1/status';
    const client = await station({ will: { topic, payload: Buffer.from('offline'), qos: 1, retain: true } });
    await client.publishAsync(topic, 'online', { qos: 1, retain: true });
    const watcher = await station();
    const heard: string[] = [];
    const offline = new Promise<void>((resolve) =>
      watcher.on('message', (_topic, payload) => {
        heard.push(payload.toString());
        if (payload.toString() === 'offline') resolve();
      }),
    );
    await watcher.subscribeAsync('env/v1/+/+/status', { qos: 1 });
    client.stream.destroy();
    await offline;
    expect(heard).toEqual(['online', 'offline']);
    const later = await station();
    const kept = new Promise((resolve) =>
      later.once('message', (_topic, payload, packet) => resolve([payload.toString(), packet.retain])),
    );
    await later.subscribeAsync(topic);
    expect(await kept).toEqual(['offline', true]);
  });

  it('a message of 1 MiB passes, so that ingest can refuse it with a reason', async () => {
    const { station, deliveries, handed } = await bench();
    const client = await station();
    client.publish(TOPIC, Buffer.alloc(1 << 20, 'x'), { qos: 1 });
    await handed(1);
    expect(deliveries[0]?.payload.length).toBe(1 << 20);
  });
});

describe('publisher', () => {
  it('a retained result reaches a later subscriber', async () => {
    const { station, broker } = await bench();
    const topic = 'env/v1/results/air/stations/a1';
    await broker.publisher.publish({ topic, payload: '{"aqi":50}', retain: true });
    const client = await station();
    const heard = new Promise((resolve) =>
      client.once('message', (_topic, payload) => resolve(payload.toString())),
    );
    await client.subscribeAsync('env/v1/results/#', { qos: 1 });
    expect(await heard).toBe('{"aqi":50}');
  });

  it('rejects with broker-unavailable while the broker is not open', async () => {
    const { broker } = await bench();
    await broker.close();
    const message = { topic: 'env/v1/alerts/r/a1', payload: '{}', retain: false };
    await expect(broker.publisher.publish(message)).rejects.toMatchObject({ code: 'broker-unavailable' });
  });
});

describe('open and close', () => {
  it('a port in use is said so, and leaves nothing behind', async () => {
    const { port } = await bench();
    const second = createEmbeddedBroker({ port, isTelemetry: () => true });
    const failure = await second.open().catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(LanbiError);
    expect(failure).toMatchObject({
      code: 'address-in-use',
      message: expect.stringContaining(`127.0.0.1:${port}`),
    });
    expect(second.inbox.state()).toMatchObject({ connected: false });
  });

  it('close ends stations, bare connections and what is unacknowledged, and says how much that was', async () => {
    const said: object[] = [];
    const log = { info() {}, error() {}, warn: (context: object) => said.push(context) };
    const { station, handed, broker, port } = await bench({ log });
    const client = await station();
    const bare = await tcp(port);
    client.publish(TOPIC, '1', { qos: 1 });
    await handed(1);
    const closed = event(client, 'close');
    await broker.close();
    await Promise.all([closed, bare.ended]);
    await broker.close();
    expect(said).toContainEqual({ unacknowledged: 1 });
    expect(broker.inbox.state()).toEqual({
      connected: false,
      unacknowledged: 0,
      window: 5_000,
      reason: 'the embedded broker is not open',
      redelivered: 0,
      droppedAcknowledgements: 0,
      reconnects: 0,
    });
  });

  it('opens again after close', async () => {
    const { broker } = await bench();
    await broker.close();
    const { port } = await broker.open();
    expect(port).toBeGreaterThan(0);
  });
});

describe.skipIf(!openssl)(openssl ? 'TLS' : 'TLS: openssl is not on this machine', () => {
  it('with a certificate it speaks TLS and nothing else', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lanbi-tls-'));
    const { ca, cert, key } = certificate(folder);
    rmSync(folder, { recursive: true });
    const { station, url, port, handed, deliveries } = await bench({ tls: { cert, key } });
    expect(url).toMatch(/^mqtts:/);
    await expect(station()).rejects.toThrow(/self.signed/i);
    const client = await station({ ca });
    const published = client.publishAsync(TOPIC, '1', { qos: 1 });
    await handed(1);
    deliveries[0]?.acknowledge();
    await expect(published).resolves.toBeDefined();
    const { socket, ended } = await tcp(port);
    socket.write(Uint8Array.of(0x10, 13, 0, 4, 0x4d, 0x51, 0x54, 0x54, 4, 2, 0, 1, 0, 1, 0x78));
    await ended;
  });

  it('a key that is not of the certificate is said so', async () => {
    const broker = createEmbeddedBroker({ port: 0, isTelemetry: () => true, tls: { cert: 'x', key: 'y' } });
    await expect(broker.open()).rejects.toMatchObject({ code: 'configuration-invalid' });
  });
});
