import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { instant } from '@lanbi/standards';
import { mosquittoBinary, startMosquitto } from '@lanbi/testkit/servers/mosquitto';
import mqtt from 'mqtt';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startTestApp, type TestApp } from '../support/app.ts';

const NOW = instant(Date.parse('2026-04-01T10:30:00+08:00'));
const RULE = {
  id: 'high',
  subject: { kind: 'station', medium: 'air', id: '*' },
  figure: 'pm2_5',
  op: '>',
  raise: 75,
  text: { zh: '高', en: 'high' },
};
const registry = (ids: readonly string[]) => ({
  regions: [
    { id: 'r', name: 'R', kind: 'city' },
    ...ids.map((id) => ({ id: `c-${id}`, name: id, kind: 'city' })),
  ],
  stations: ids.map((id) => ({ id, medium: 'air', name: id, region: `c-${id}`, role: 'evaluation' })),
});

/** Topics that a broker keeps a message under, and the messages: those that come before an echo. */
async function keptAt(url: string): Promise<Record<string, unknown>> {
  const reader = await mqtt.connectAsync(url);
  const kept: Record<string, unknown> = {};
  const echoed = new Promise<void>((resolve) => {
    reader.on('message', (topic, payload, { retain }) => {
      if (retain) kept[topic] = JSON.parse(payload.toString());
      if (topic === 'test/echo') resolve();
    });
  });
  await reader.subscribeAsync(['env/v1/alerts/#', 'env/v1/results/#', 'test/echo'], { qos: 0 });
  await reader.publishAsync('test/echo', '');
  await echoed;
  await reader.endAsync();
  return kept;
}

const OF_A3 = [
  'env/v1/alerts/high/A3',
  'env/v1/results/air/regions/c-A3',
  'env/v1/results/air/stations/A3',
] as const;
/** Of a lanbi with another registry and other rules at the same broker; one of the rules has the same id. */
const OF_ANOTHER = [
  'env/v1/alerts/high/B7',
  'env/v1/alerts/low/A1',
  'env/v1/results/air/stations/B7',
] as const;
const OF_A1 = OF_A3.map((topic) => topic.replace('A3', 'A1'));

async function sayHours(url: string, ids: readonly string[]): Promise<void> {
  const client = await mqtt.connectAsync(url);
  const values = { pm2_5: 90, pm10: 100, so2: 9, no2: 30, co: 0.6, o3: 70 };
  for (const id of ids)
    await client.publishAsync(
      `env/v1/air/${id}/observations`,
      JSON.stringify({ ts: '2026-04-01T10:00:00+08:00', values }),
      { qos: 1 },
    );
  await client.endAsync();
}

const put = (app: TestApp) => app.post('/v1/alert-rules', RULE);

describe('a retained topic of what has ended', () => {
  it.skipIf(!mosquittoBinary)('is cleared at the start with a registry that lacks its station', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'lanbi-ended-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const broker = await startMosquitto();
    onTestFinished(() => broker.stop());
    const start = (...ids: readonly string[]) =>
      startTestApp(registry(ids), { LANBI_MQTT_URL: broker.url, LANBI_DATA_DIR: folder }, { now: () => NOW });
    const topics = async () => Object.keys(await keptAt(broker.url));

    const first = await start('A1', 'A3');
    await put(first);
    await sayHours(broker.url, ['A1', 'A3']);
    await expect.poll(topics, { timeout: 300_000 }).toEqual(expect.arrayContaining([...OF_A3, ...OF_A1]));
    await expect
      .poll(async () => (await keptAt(broker.url))['env/v1/alerts/high/A3'], { timeout: 300_000 })
      .toMatchObject({ state: 'firing' });
    await first.stop();
    // Of somebody else, who happens to speak beside us.
    const other = await mqtt.connectAsync(broker.url);
    onTestFinished(() => other.endAsync(true));
    await other.publishAsync('env/v1/results/noise/meters/N1', '{}', { qos: 1, retain: true });
    for (const topic of OF_ANOTHER) await other.publishAsync(topic, '{}', { qos: 1, retain: true });

    const second = await start('A1');
    onTestFinished(() => second.stop());
    await expect
      .poll(async () => (await topics()).filter((topic) => /A3/.test(topic)), { timeout: 300_000 })
      .toEqual([]);
    const kept = await keptAt(broker.url);
    expect(Object.keys(kept)).toEqual(
      expect.arrayContaining([...OF_A1, 'env/v1/results/noise/meters/N1', ...OF_ANOTHER]),
    );
    expect(kept['env/v1/alerts/high/A1']).toMatchObject({ state: 'firing' });
    const history = await second.json<{ data: readonly { state: string; notification: string }[] }>(
      '/v1/alerts/history?ruleId=high&subject=A3',
    );
    expect(history.data.at(-1)).toMatchObject({ state: 'resolved', notification: 'current' });
  });

  it('has its last state and is cleared when its rule is deleted', async () => {
    const app = await startTestApp(registry(['A1']), {}, { now: () => NOW });
    onTestFinished(() => app.stop());
    const client = await app.connect();
    const said: string[] = [];
    client.on('message', (_topic, payload) => void said.push(payload.toString()));
    await client.subscribeAsync('env/v1/alerts/high/A1', { qos: 1 });
    const states = () => said.map((text) => (text === '' ? 'cleared' : JSON.parse(text).state));
    await put(app);
    await sayHours(app.brokerUrl, ['A1']);
    await expect.poll(() => states().at(-1), { timeout: 300_000 }).toBe('firing');
    await fetch(`${app.apiUrl}/v1/alert-rules/high`, { method: 'DELETE' });
    await expect.poll(() => states().slice(-2), { timeout: 300_000 }).toEqual(['resolved', 'cleared']);
  });

  it('of an alert without a last state is cleared too', async () => {
    const app = await startTestApp(registry(['A1']), {}, { now: () => NOW });
    onTestFinished(() => app.stop());
    const client = await app.connect();
    const said: string[] = [];
    client.on('message', (_topic, payload) => void said.push(payload.toString()));
    await client.subscribeAsync('env/v1/alerts/high/A1', { qos: 1 });
    await app.post('/v1/alert-rules', { ...RULE, raise: 500 });
    await sayHours(app.brokerUrl, ['A1']);
    await expect.poll(() => said.at(-1), { timeout: 300_000 }).toContain('"state":"ok"');
    await fetch(`${app.apiUrl}/v1/alert-rules/high`, { method: 'DELETE' });
    await expect.poll(() => said.at(-1), { timeout: 300_000 }).toBe('');
  });
});
