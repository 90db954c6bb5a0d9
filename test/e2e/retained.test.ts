import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mosquittoBinary, startMosquitto } from '@lanbi/testkit/servers/mosquitto';
import mqtt from 'mqtt';
import { describe, expect, it, onTestFinished } from 'vitest';
import { metric, startTestApp, type TestApp, until } from '../support/app.ts';

const REGISTRY = {
  regions: [{ id: 'r', name: 'R', kind: 'city' }],
  stations: [{ id: 'A1', medium: 'air', name: 'A1', region: 'r' }],
};
const TOPIC = 'env/v1/air/A1/observations';
const hour = (value: number): string =>
  JSON.stringify({ ts: '2026-04-01T08:00:00+08:00', values: { pm2_5: value } });

async function started(env: Record<string, string>): Promise<TestApp> {
  const app = await startTestApp(REGISTRY, env);
  onTestFinished(() => app.stop());
  return app;
}

async function stationAt(url: string): Promise<(value: number, retain?: boolean) => Promise<unknown>> {
  const station = await mqtt.connectAsync(url);
  onTestFinished(() => station.endAsync(true));
  return (value, retain = false) => station.publishAsync(TOPIC, hour(value), { qos: 1, retain });
}

const latest = (app: TestApp) => app.json('/v1/stations/A1/latest');

describe.skipIf(!mosquittoBinary)('telemetry that mosquitto had kept (RETAIN)', () => {
  it('does not replace its own correction when lanbi comes under a new client id', async () => {
    const broker = await startMosquitto();
    onTestFinished(() => broker.stop());
    const say = await stationAt(broker.url);
    const folder = await mkdtemp(join(tmpdir(), 'lanbi-retained-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const first = await startTestApp(REGISTRY, { LANBI_MQTT_URL: broker.url, LANBI_DATA_DIR: folder });
    await say(500, true);
    await say(35);
    await until(async () => (await metric(first, 'lanbi_ingest_messages_stored')) === 2, 'both are stored');
    await first.stop();

    const anew = { LANBI_MQTT_URL: broker.url, LANBI_MQTT_CLIENT_ID: 'lanbi-2' };
    const second = await startTestApp(REGISTRY, { ...anew, LANBI_DATA_DIR: folder });
    onTestFinished(() => second.stop());
    await until(async () => (await metric(second, 'lanbi_ingest_retained_observations')) === 1, 'it came');
    expect(await latest(second)).toMatchObject({ data: [{ value: 35, revision: 2 }] });
  });

  it('fills a gap, and what a station says corrects it', async () => {
    const broker = await startMosquitto();
    onTestFinished(() => broker.stop());
    const say = await stationAt(broker.url);
    await say(500, true);
    const app = await started({ LANBI_MQTT_URL: broker.url });
    await until(async () => (await metric(app, 'lanbi_ingest_retained_observations')) === 1, 'it came');
    expect(await latest(app)).toMatchObject({ data: [{ value: 500, revision: 1 }] });
    await say(35);
    await until(async () => (await metric(app, 'lanbi_ingest_messages_stored')) === 2, 'the correction');
    expect(await latest(app)).toMatchObject({ data: [{ value: 35, revision: 2 }] });
  });
});

describe('telemetry that a station asks the embedded broker to keep', () => {
  it('is stored like other telemetry, since the station sends it now, and is not kept', async () => {
    const app = await started({});
    const say = await stationAt(app.brokerUrl);
    await say(500);
    await say(35, true);
    await until(async () => (await metric(app, 'lanbi_ingest_messages_stored')) === 2, 'both are stored');
    expect(await latest(app)).toMatchObject({ data: [{ value: 35, revision: 2 }] });
    expect(await metric(app, 'lanbi_ingest_retained_observations')).toBe(0);
    const heard: boolean[] = [];
    const reader = await mqtt.connectAsync(app.brokerUrl);
    onTestFinished(() => reader.endAsync(true));
    reader.on('message', (_topic, _payload, { retain }) => void heard.push(retain));
    await reader.subscribeAsync('env/v1/air/#');
    await say(36);
    await until(async () => heard.length > 0, 'the live one');
    expect(heard).toEqual([false]);
  });
});
