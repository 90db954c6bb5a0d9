import { mkdtempSync, rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect as connectTls } from 'node:tls';
import { certificate, openssl } from '@lanbi/testkit/servers/certificate';
import { generate } from 'mqtt-packet';
import { describe, expect, it, onTestFinished } from 'vitest';
import { bench, TOPIC, tcp } from './stations.ts';

const CONNECT = generate({
  cmd: 'connect',
  clientId: 'x',
  protocolId: 'MQTT',
  protocolVersion: 4,
  keepalive: 60,
});

/** So many connections at all times: one that ends is renewed. Each says what `say` makes it say. */
function siege(port: number, count: number, say: (socket: Socket) => void, from = '127.0.0.1'): () => number {
  let over = false;
  let opened = 0;
  const sockets = new Set<Socket>();
  const renew = (): void => {
    if (over) return;
    const socket = connect({ port, host: '127.0.0.1', localAddress: from });
    sockets.add(socket);
    socket
      .on('error', () => {})
      .on('connect', () => {
        opened++;
        say(socket);
      })
      .resume();
    socket.once('close', () => {
      sockets.delete(socket);
      renew();
    });
  };
  for (let i = 0; i < count; i++) renew();
  onTestFinished(() => {
    over = true;
    for (const socket of sockets) socket.destroy();
  });
  return () => opened;
}

/** What a connection that never logs in may say. */
const HOSTILE: Readonly<Record<string, (socket: Socket) => void>> = {
  nothing: () => {},
  'half of a CONNECT': (socket) => socket.write(CONNECT.subarray(0, 9)),
  'a byte a second': (socket) => {
    let at = 0;
    const timer = setInterval(() => socket.write(CONNECT.subarray(at, ++at)), 1_000);
    socket.once('close', () => clearInterval(timer));
  },
  'no MQTT': (socket) => socket.write('GET / HTTP/1.1\r\nhost: a\r\n\r\n'),
  'another packet first': (socket) => socket.write(Uint8Array.of(0xc0, 0)),
};

describe('connections that never log in', () => {
  it.each(Object.keys(HOSTILE))('and say %s: 1,000 of them, renewed, keep no station out', async (name) => {
    const all = await bench({ window: 100 });
    await all.broker.inbox.open((delivery) => delivery.acknowledge());
    const opened = siege(all.port, 1_000, HOSTILE[name] ?? (() => {}));
    await expect.poll(opened).toBeGreaterThan(1_000);
    for (let i = 0; i < 20; i++) {
      const client = await all.station({ connectTimeout: 5_000 });
      await client.publishAsync(TOPIC, `${i}`, { qos: 1 });
    }
    expect(all.broker.state().connections).toBe(20);
    expect(all.broker.state().pending).toBeLessThanOrEqual(1_000);
  });

  it('end after the time for a CONNECT, counted, whatever they have sent of it', async () => {
    const { port, broker } = await bench({ connectMs: 200 });
    const [silent, half] = [await tcp(port), await tcp(port)];
    half.socket.write(CONNECT.subarray(0, 9));
    await Promise.all([silent.ended, half.ended]);
    expect(broker.state()).toMatchObject({ pending: 0, closed: { 'connect-timeout': 2 } });
  });

  it.skipIf(!openssl)('end after the same time when it is the TLS handshake that does not come', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lanbi-tls-'));
    const { cert, key, ca } = certificate(folder);
    rmSync(folder, { recursive: true });
    const { port, broker, station } = await bench({ tls: { cert, key }, connectMs: 300 });
    const silent = await tcp(port);
    const shaken = connectTls({ port, host: '127.0.0.1', ca });
    shaken.on('error', () => {}).resume();
    const ended = new Promise<void>((resolve) => shaken.once('close', () => resolve()));
    await Promise.all([silent.ended, ended]);
    expect(broker.state()).toMatchObject({ pending: 0, closed: { 'connect-timeout': 2 } });
    await expect(station({ ca })).resolves.toBeDefined();
  });

  it('give way, the oldest of the address with the most of them, and no other', async () => {
    const { port, broker, station } = await bench({ maxPending: 8, maxPendingPerAddress: 6 });
    const quiet = connect({ port, host: '127.0.0.1', localAddress: '127.0.0.2' }).on('error', () => {});
    onTestFinished(() => void quiet.destroy());
    await expect.poll(() => broker.state().pending).toBe(1);
    const client = await station();
    const loud = [];
    for (let i = 0; i < 10; i++) loud.push(await tcp(port));
    await expect.poll(() => broker.state().closed.pending).toBe(4);
    await Promise.all(loud.slice(0, 4).map(({ ended }) => ended));
    expect([client.connected, quiet.destroyed, broker.state().pending]).toEqual([true, false, 7]);
  });

  it('are not mistaken for stations that arrive together: all of these are read before one is ended', async () => {
    const { station, broker } = await bench({ maxPending: 100, maxPendingPerAddress: 50 });
    const fleet = await Promise.all(Array.from({ length: 90 }, () => station()));
    expect([fleet.length, broker.state().connections]).toEqual([90, 90]);
  });
});
