import { readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { generate } from 'mqtt-packet';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { bench } from './stations.ts';
import { as, lineOf, usersFile } from './users-file.ts';

let lines: string[];
beforeAll(async () => {
  lines = [await lineOf('A'), await lineOf('B')];
});

/** Connections with one log-in each, which wait for their answers. Resolves when all are sent. */
async function logins(port: number, count: number, name: (i: number) => string, from = '127.0.0.1') {
  const answers: number[] = [];
  const sent = Array.from({ length: count }, async (_, i) => {
    const socket = connect({ port, host: '127.0.0.1', localAddress: from }).on('error', () => {});
    onTestFinished(() => void socket.destroy());
    socket.on('data', (bytes: Buffer) => answers.push(bytes[3] ?? -1));
    await new Promise<void>((resolve) => socket.once('connect', () => resolve()));
    const password = Buffer.from(`wrong ${i}`);
    const packet = { cmd: 'connect', clientId: `c${i}`, protocolId: 'MQTT', protocolVersion: 4 } as const;
    socket.write(generate({ ...packet, keepalive: 60, username: name(i), password }));
  });
  await Promise.all(sent);
  return answers;
}

const guarded = async () => bench({ usersFile: await usersFile(lines) });

describe('900 wrong passwords', () => {
  it.each([
    ['for the name of the station, from its own address', () => 'A', '127.0.0.1'],
    ['for its name, from elsewhere', () => 'A', '127.0.0.9'],
    ['for names that are not there', (i: number) => `nobody${i}`, '127.0.0.1'],
  ])('%s: its right one is checked among the first', async (_name, name, from) => {
    const { port, station, broker } = await guarded();
    await logins(port, 900, name, from);
    await expect.poll(() => broker.state().waitingLogins).toBeGreaterThan(500);
    await expect(station(as('A'))).resolves.toBeDefined();
    // It did not wait for the others: FIFO would have checked all of them first.
    expect(broker.state().closed['bad-credentials']).toBeLessThan(100);
  });

  it('leave the pool of threads to others: files are read meanwhile', async () => {
    const { port, broker } = await guarded();
    await logins(port, 200, () => 'A');
    for (let i = 0; i < 50; i++) await readFile(new URL(import.meta.url));
    // Four reads can't be behind 200 checks when one thread in four checks.
    expect(broker.state().closed['bad-credentials']).toBeLessThan(150);
  });

  it('cost nothing for a station that was here before: it comes back while all of them wait', async () => {
    const { port, station, broker } = await guarded();
    (await station(as('A'))).end(true);
    await logins(port, 900, () => 'A');
    await expect.poll(() => broker.state().waitingLogins).toBeGreaterThan(500);
    const before = broker.state().closed['bad-credentials'];
    for (let i = 0; i < 20; i++) (await station(as('A'))).end(true);
    expect(broker.state().closed['bad-credentials'] - before).toBeLessThan(40);
  });

  it('that are the same one are checked once', async () => {
    const { station, broker } = await guarded();
    for (let i = 0; i < 30; i++)
      await expect(station(as('A', { password: 'old' }))).rejects.toMatchObject({ code: 4 });
    expect(broker.state().closed['bad-credentials']).toBe(30);
    await expect(station(as('A'))).resolves.toBeDefined();
  });

  it('are logged with their address, once for many', async () => {
    const said: object[] = [];
    const log = { info() {}, error() {}, warn: (context: object) => said.push(context) };
    const { station, broker } = await bench({ usersFile: await usersFile(lines), log });
    for (let i = 0; i < 5; i++)
      await expect(station(as('A', { password: 'old' }))).rejects.toMatchObject({ code: 4 });
    expect(broker.state().closed['bad-credentials']).toBe(5);
    expect(said).toEqual([expect.objectContaining({ user: 'A', address: '127.0.0.1' })]);
  });
});
