import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mosquittoBinary } from '@lanbi/testkit/servers/mosquitto';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createFilterMemory } from '../src/index.ts';
import { collector, mosquitto, startAedes, station } from './support.ts';

const topicOf = (i: number): string => `env/v1/air/S${i % 20}/observations`;

async function send(url: string, count: number, name = ''): Promise<string[]> {
  const client = await station(url);
  const all = Array.from({ length: count }, (_, i) => `${name}${i}`);
  await Promise.all(all.map((text, i) => client.publishAsync(topicOf(i), text, { qos: 1 })));
  return all;
}

const acknowledgeAll = ({ deliveries }: ReturnType<typeof collector>): void => {
  for (const delivery of deliveries) delivery.acknowledge();
};

describe.skipIf(!mosquittoBinary)(
  mosquittoBinary ? 'several processes' : 'several processes: mosquitto is not on this machine',
  () => {
    it.each([4, 5] as const)(
      'as shards take each message exactly once, a station always in the same one (%i)',
      async (protocolVersion) => {
        const { url } = await mosquitto();
        const shards = [0, 1, 2].map((index) =>
          collector({ url, protocolVersion, clientId: `ingest-${index}`, shard: { index, of: 3 } }),
        );
        await Promise.all(shards.map(({ open }) => open()));
        const sent = await send(url, 200);
        const texts = (): string[] => shards.flatMap((one) => one.texts());
        await expect.poll(() => texts().length).toBe(200);
        expect(texts().sort()).toEqual(sent.sort());
        const homes = shards.map(({ deliveries }) => new Set(deliveries.map(({ topic }) => topic)));
        expect(homes.reduce((total, { size }) => total + size, 0)).toBe(20);
        expect(homes.every(({ size }) => size > 0)).toBe(true);
      },
    );

    it('a shard that was away finds its stations’ messages, which no other took', async () => {
      const { url } = await mosquitto();
      const of = (index: number) => collector({ url, clientId: `ingest-${index}`, shard: { index, of: 2 } });
      const [here, away] = [of(0), of(1)];
      await Promise.all([here.open(), away.open()]);
      await away.inbox.close();
      const sent = await send(url, 100);
      const back = of(1);
      await back.open();
      await expect.poll(() => here.texts().length + back.texts().length).toBe(100);
      expect([...here.texts(), ...back.texts()].sort()).toEqual(sent.sort());
    });

    it('share the messages of a group; what one had not acknowledged waits for it to come back', async () => {
      const { url } = await mosquitto();
      const of = (clientId: string) => collector({ url, clientId, share: 'ingest', window: 10 });
      const [one, two] = [of('ingest-0'), of('ingest-1')];
      await Promise.all([one.open(), two.open()]);
      const sent = await send(url, 20);
      await expect.poll(() => one.texts().length + two.texts().length).toBe(20);
      expect([...one.texts(), ...two.texts()].sort()).toEqual(sent.sort());
      acknowledgeAll(two);
      const owed = one.texts();
      await one.inbox.close();
      const again = of('ingest-0');
      await again.open();
      await again.handed(owed.length);
      expect(again.texts().sort()).toEqual(owed.sort());
    });

    it('a shared subscription asks for MQTT 5 and nothing else', async () => {
      const { url } = await startAedes();
      const { open } = collector({ url, share: 'ingest' });
      await expect(open()).rejects.toMatchObject({ code: 'broker-refused' });
    });

    it('a filter that is no longer wanted is taken back, also after a kill in between', async () => {
      const { url } = await mosquitto();
      const folder = mkdtempSync(join(tmpdir(), 'lanbi-filters-'));
      onTestFinished(() => rmSync(folder, { recursive: true }));
      const memory = createFilterMemory(join(folder, 'new', 'filters.json'));
      const first = collector({ url, memory, topics: ['env/v1/air/+/observations', 'old/#'] });
      await first.open();
      await first.inbox.close();
      const writer = await station(url);
      const second = collector({ url, memory, topics: ['env/v1/air/+/observations'] });
      await second.open();
      expect(memory.read('ingest')).toEqual(['env/v1/air/+/observations']);
      await writer.publishAsync('old/1', 'unwanted', { qos: 1 });
      await writer.publishAsync(topicOf(1), 'wanted', { qos: 1 });
      await second.handed(1);
      expect(second.texts()).toEqual(['wanted']);
    });
  },
);

describe('a broker that answers pings and delivers nothing', () => {
  it('is trusted while telemetry comes, whatever became of the echo', async () => {
    const { url, aedes } = await startAedes();
    const { inbox, open, handed } = collector({ url, protocolVersion: 4, echoSeconds: 0.1 });
    await open();
    let echoes = 0;
    const many = new Promise<void>((resolve) =>
      aedes.on('publish', ({ topic }) => {
        if (!topic.startsWith('lanbi/echo/')) return;
        echoes += 1;
        // mosquitto drops QoS 0 while much is queued for a client.
        if (echoes > 1) aedes.authorizeForward = (_, packet) => (packet.topic === topic ? null : packet);
        if (echoes > 1) send(url, 1).catch(() => {});
        if (echoes === 8) resolve();
      }),
    );
    await many;
    await handed(6);
    expect(inbox.state()).toMatchObject({ connected: true, reconnects: 0 });
  });

  it('is noticed, said, and connected to anew', async () => {
    const { url, aedes } = await startAedes();
    const { inbox, open, handed } = collector({ url, protocolVersion: 4, echoSeconds: 0.1 });
    await open();
    const deliver = aedes.authorizeForward;
    const echoed = new Promise<void>((resolve) =>
      aedes.on('publish', ({ topic }) => topic.startsWith('lanbi/echo/') && resolve()),
    );
    await echoed;
    aedes.authorizeForward = () => null;
    await expect.poll(() => inbox.state().reason).toBeDefined();
    await expect.poll(() => inbox.state().reconnects).toBeGreaterThan(0);
    aedes.authorizeForward = deliver;
    await expect.poll(() => inbox.state()).toMatchObject({ connected: true });
    await send(url, 1);
    await handed(1);
  });

  it('from the first is not disconnected, and is reported', async () => {
    const { url, aedes } = await startAedes();
    aedes.authorizeForward = (_client, packet) => (packet.topic.startsWith('lanbi/') ? null : packet);
    const said: string[] = [];
    const log = { info() {}, error() {}, warn: (_: object, message: string) => said.push(message) };
    const { inbox, open } = collector({ url, protocolVersion: 4, echoSeconds: 0.05, log });
    await open();
    await expect.poll(() => said.join()).toContain('does not return our echo');
    expect(inbox.state()).toMatchObject({ connected: true, reconnects: 0 });
  });
});

describe.skipIf(!mosquittoBinary)(
  mosquittoBinary ? 'a broker that hangs' : 'a broker that hangs: mosquitto is not on this machine',
  () => {
    it.each([4, 5] as const)(
      'is noticed by the keepalive; what was sent comes when it goes on (%i)',
      async (protocolVersion) => {
        const broker = await mosquitto();
        const all = collector({ url: broker.url, protocolVersion, keepaliveSeconds: 1 });
        await all.open();
        await send(broker.url, 10);
        await all.handed(10);
        await broker.kill('SIGSTOP');
        await expect.poll(() => all.inbox.state().connected).toBe(false);
        acknowledgeAll(all);
        expect(all.inbox.state()).toMatchObject({ unacknowledged: 0, droppedAcknowledgements: 10 });
        await broker.kill('SIGCONT');
        await all.handed(20); // none was acknowledged on the connection that they came by
        expect(all.inbox.state()).toMatchObject({ redelivered: 10 });
      },
    );

    it.each([4, 5] as const)(
      'that is restarted under load loses nothing it took: each message comes at least once (%i)',
      async (protocolVersion) => {
        const broker = await mosquitto();
        const all = collector({ url: broker.url, protocolVersion });
        await all.open();
        const sent = await send(broker.url, 300, 'before ');
        for (const delivery of all.deliveries.slice(0, 100)) delivery.acknowledge();
        await broker.kill('SIGTERM');
        await broker.restart();
        sent.push(...(await send(broker.url, 300, 'after ')));
        await expect.poll(() => new Set(all.texts()).size).toBe(600);
        expect([...new Set(all.texts())].sort()).toEqual(sent.sort());
      },
    );
  },
);
