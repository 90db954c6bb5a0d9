import { writeFile } from 'node:fs/promises';
import type { IClientOptions } from 'mqtt';
import { beforeAll, describe, expect, it } from 'vitest';
import { bench, event } from './stations.ts';
import { as, lineOf, usersFile } from './users-file.ts';

let lines: string[];
beforeAll(async () => {
  lines = ['# stations', await lineOf('A'), await lineOf('B'), await lineOf('wall', ':reader')];
});

const guarded = async () => bench({ usersFile: await usersFile(lines) });

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
  ])('never as another, and nothing else: what it says on %s is dropped', async (topic) => {
    const { station, broker, deliveries } = await guarded();
    const [reader, client] = [await station(as('wall')), await station(as('A'))];
    const heard: string[] = [];
    reader.on('message', (on) => heard.push(on));
    await reader.subscribeAsync('env/v1/#', { qos: 1 });
    await client.publishAsync(topic, 'forged', { qos: 1, retain: true });
    expect(broker.state().dropped['topic-not-allowed']).toBe(1);
    // Whatever would have been handed on comes before this.
    await broker.publisher.publish({ topic: 'env/v1/air/B/errors', payload: 'last', retain: false });
    await expect.poll(() => heard).toEqual(['env/v1/air/B/errors']);
    const later = await station(as('wall'));
    later.on('message', (on) => heard.push(on));
    await later.subscribeAsync('env/v1/#', { qos: 1 });
    await broker.publisher.publish({ topic: 'env/v1/air/B/errors', payload: 'last', retain: false });
    await expect.poll(() => heard.length).toBe(3);
    expect([deliveries, new Set(heard)]).toEqual([[], new Set(['env/v1/air/B/errors'])]);
  });

  it('receives its own errors and the results, and nothing else', async () => {
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
    'comes in with a last will on %s, and leaves none there',
    async (topic) => {
      const { station, broker, deliveries } = await guarded();
      const reader = await station(as('wall'));
      const heard: string[] = [];
      reader.on('message', (on) => heard.push(on));
      await reader.subscribeAsync('env/v1/#', { qos: 1 });
      const will = { topic, payload: Buffer.from('offline'), qos: 1, retain: true } as const;
      const client = await station(as('A', { will }));
      expect(broker.state().dropped['will-not-allowed']).toBe(1);
      client.stream.destroy();
      await expect.poll(() => broker.state().connections).toBe(1);
      await broker.publisher.publish({ topic: 'env/v1/air/B/errors', payload: 'last', retain: false });
      await expect.poll(() => heard).toEqual(['env/v1/air/B/errors']);
      expect(deliveries).toEqual([]);
    },
  );
});

describe('a reader', () => {
  it('receives everything and publishes nothing', async () => {
    const { station, broker, deliveries } = await guarded();
    const reader = await station(as('wall'));
    const heard = new Promise<string>((resolve) => reader.once('message', (topic) => resolve(topic)));
    await reader.subscribeAsync('env/v1/#', { qos: 1 });
    await broker.publisher.publish({ topic: 'env/v1/air/B/errors', payload: '{}', retain: false });
    expect(await heard).toBe('env/v1/air/B/errors');
    await reader.publishAsync('env/v1/air/wall/observations', '1', { qos: 1 });
    expect([deliveries, broker.state().dropped['topic-not-allowed']]).toEqual([[], 1]);
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
