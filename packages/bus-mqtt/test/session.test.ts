import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mosquittoBinary } from '@lanbi/testkit/servers/mosquitto';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createFilterMemory, makeMqttSession } from '../src/index.ts';
import { collector, mosquitto, station, TOPIC } from './support.ts';

const TOPICS = ['env/v1/+/+/observations'];

describe.skipIf(!mosquittoBinary)('a session that is made before the first start', () => {
  function memory() {
    const folder = mkdtempSync(join(tmpdir(), 'lanbi-session-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    return createFilterMemory(join(folder, 'subscriptions.json'));
  }

  it('keeps what stations publish until the inbox opens', async () => {
    const { url } = await mosquitto();
    const options = { url, clientId: 'ingest', topics: TOPICS, memory: memory() };
    expect(await makeMqttSession(options)).toBe('made');
    const a1 = await station(url);
    for (let n = 0; n < 400; n += 1) await a1.publishAsync(TOPIC, String(n), { qos: 1 });
    const { open, handed, texts, deliveries } = collector(options);
    await open();
    await handed(400);
    expect(texts()).toEqual(Array.from({ length: 400 }, (_, n) => String(n)));
    for (const { acknowledge } of deliveries) acknowledge();
  });

  it('takes nothing and acknowledges nothing where it is there, and is not asked for twice', async () => {
    const { url } = await mosquitto();
    const known = { url, clientId: 'ingest', topics: TOPICS, memory: memory() };
    await makeMqttSession(known);
    const a1 = await station(url);
    await a1.publishAsync(TOPIC, 'kept', { qos: 1 });
    expect(await makeMqttSession(known)).toBe('there');
    // Without the list of subscriptions it is made again, and what waits in it stays.
    expect(await makeMqttSession({ ...known, memory: memory() })).toBe('made');
    const { open, handed, texts } = collector(known);
    await open();
    await handed(1);
    expect(texts()).toEqual(['kept']);
  });
});
