import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { IClientOptions } from 'mqtt';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { hashPassword } from '../src/index.ts';
import { bench, event } from './stations.ts';

const as = (username: string, more: IClientOptions = {}): IClientOptions => ({
  username,
  password: `secret of ${username}`,
  ...more,
});

let lines: string[];
beforeAll(async () => {
  const line = async (name: string, role = '') => `${name}:${await hashPassword(`secret of ${name}`)}${role}`;
  lines = ['# stations', await line('A'), await line('B'), await line('wall', ':reader')];
});

async function usersFile(content: readonly string[] = lines): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'lanbi-users-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, 'users');
  await writeFile(file, content.join('\n'), { mode: 0o600 });
  return file;
}

const guarded = async () => bench({ usersFile: await usersFile() });

describe('who may come in', () => {
  it.each([
    ['nobody', {}],
    ['a wrong password', as('A', { password: 'wrong' })],
    ['a name that is not there', as('C')],
    ['a name without a password', { username: 'A' }],
  ])('%s may not', async (_name, options: IClientOptions) => {
    const { station, broker } = await guarded();
    await expect(station(options)).rejects.toMatchObject({ code: 4 });
    await expect.poll(() => broker.state().closed['bad-credentials']).toBe(1);
  });

  it('a file that changes is read again; with faults the one before holds', async () => {
    const usersPath = await usersFile(lines.slice(0, 2));
    const said: object[] = [];
    const log = { info() {}, warn() {}, error: (context: object) => said.push(context) };
    const { station } = await bench({ usersFile: usersPath, log });
    await expect(station(as('B'))).rejects.toMatchObject({ code: 4 });
    await writeFile(usersPath, lines.join('\n'));
    await expect(station(as('B'))).resolves.toBeDefined();
    await writeFile(usersPath, 'A:my plain password\n');
    await expect(station(as('B'))).resolves.toBeDefined();
    expect(JSON.stringify(said)).toContain('line 1: not name:hash');
    expect(JSON.stringify(said)).not.toContain('plain password');
  });

  it('a file with faults opens no broker, and says where they are', async () => {
    const faulty = await usersFile(['A:x', lines[1] ?? '', lines[1] ?? '', 'lanbi-ingest:y']);
    await expect(bench({ usersFile: faulty })).rejects.toThrow(/line 1[\s\S]*line 3: A stands[\s\S]*line 4/);
    await expect(bench({ usersFile: `${faulty}-not` })).rejects.toMatchObject({
      code: 'configuration-invalid',
    });
  });
});

describe('a station', () => {
  it('publishes under its own id', async () => {
    const { station, handed, deliveries } = await guarded();
    const client = await station(as('A'));
    const published = client.publishAsync('env/v1/air/A/observations', '1', { qos: 1 });
    await handed(1);
    deliveries[0]?.acknowledge();
    await expect(published).resolves.toBeDefined();
  });

  it.each([
    'env/v1/air/B/observations',
    'env/v1/air/B/status',
    'env/v1/air/A/errors',
    'env/v1/results/air/stations/A',
    'env/v1/alerts/rule/A',
    'env/v1/air/A/observation',
    'anything',
  ])('never as another, and nothing else: %s ends its connection', async (topic) => {
    const { station, broker, deliveries } = await guarded();
    const client = await station(as('A'));
    let answered = false;
    client.publish(topic, 'forged', { qos: 1 }, (error) => {
      answered = !error;
    });
    await event(client, 'close');
    expect({ answered, deliveries }).toEqual({ answered: false, deliveries: [] });
    await expect.poll(() => broker.state().closed['not-authorized']).toBe(1);
  });

  it('hears its own errors and the results, and nothing else', async () => {
    const { station } = await guarded();
    const client = await station(as('A'));
    const granted = async (topic: string): Promise<number> => {
      const asked = await client.subscribeAsync(topic, { qos: 1 }).catch(() => [{ qos: 128 }]);
      return asked[0]?.qos ?? 128;
    };
    expect(await granted('env/v1/air/A/errors')).toBe(1);
    expect(await granted('env/v1/+/A/errors')).toBe(1);
    expect(await granted('env/v1/results/#')).toBe(1);
    expect(await granted('env/v1/results/air/+/A')).toBe(1);
    for (const topic of ['#', '+/#', 'env/#', 'env/v1/+/+/errors', 'env/v1/air/B/errors', '$SYS/#'])
      expect([topic, await granted(topic)]).toEqual([topic, 128]);
    for (const topic of ['env/v1/air/A/observations', 'env/v1/alerts/#'])
      expect([topic, await granted(topic)]).toEqual([topic, 128]);
  });

  it.each(['env/v1/air/B/status', 'env/v1/air/A/observations'])(
    'leaves no last will on %s',
    async (topic) => {
      const { station, broker } = await guarded();
      const will = { topic, payload: Buffer.from('offline'), qos: 1, retain: true } as const;
      await expect(station(as('A', { will }))).rejects.toMatchObject({ code: 5 });
      await expect.poll(() => broker.state().closed['not-authorized']).toBe(1);
    },
  );
});

describe('a reader', () => {
  it('hears everything and says nothing', async () => {
    const { station, broker } = await guarded();
    const reader = await station(as('wall'));
    const heard = new Promise<string>((resolve) => reader.once('message', (topic) => resolve(topic)));
    await reader.subscribeAsync('env/v1/#', { qos: 1 });
    await broker.publisher.publish({ topic: 'env/v1/air/B/errors', payload: '{}', retain: false });
    expect(await heard).toBe('env/v1/air/B/errors');
    reader.publish('env/v1/air/wall/observations', '1', { qos: 1 });
    await event(reader, 'close');
  });
});

describe('client ids', () => {
  it('the id of another station is refused, and that station lives on', async () => {
    const { station, broker, handed, deliveries } = await guarded();
    const first = await station(as('A', { clientId: 'A', clean: false }));
    await expect(station(as('B', { clientId: 'A' }))).rejects.toMatchObject({ code: 2 });
    await expect(station(as('B', { clientId: 'lanbi-ingest' }))).rejects.toMatchObject({ code: 2 });
    await expect.poll(() => broker.state().closed['client-id-taken']).toBe(2);
    const published = first.publishAsync('env/v1/air/A/observations', '1', { qos: 1 });
    await handed(1);
    deliveries[0]?.acknowledge();
    await published;
    expect(first.connected).toBe(true);
  });

  it('two stations may call their sessions alike; a wrong password ends nobody', async () => {
    const { station } = await guarded();
    const first = await station(as('A', { clientId: 'logger' }));
    await station(as('B', { clientId: 'logger' }));
    await expect(station(as('A', { clientId: 'logger', password: 'x' }))).rejects.toMatchObject({ code: 4 });
    await expect(first.subscribeAsync('env/v1/air/A/errors')).resolves.toBeDefined();
    const closed = event(first, 'close');
    await station(as('A', { clientId: 'logger' })); // itself, coming back
    await closed;
  });
});
