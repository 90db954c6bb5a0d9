import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mosquittoBinary, startMosquitto } from '@lanbi/testkit/servers/mosquitto';
import mqtt from 'mqtt';
import { expect, it, onTestFinished } from 'vitest';
import { metric, startTestApp, until } from '../support/app.ts';

const REGISTRY = {
  regions: [{ id: 'r', name: 'R', kind: 'city' }],
  stations: [{ id: 'A1', medium: 'air', name: 'A1', region: 'r' }],
};
const hour = (n: number): string =>
  JSON.stringify({ ts: Date.parse('2026-04-01T00:00:00+08:00') + n * 3_600_000, values: { pm2_5: 35 } });

it.skipIf(!mosquittoBinary)(
  'a first start that fails at its store leaves a session, in which the broker keeps what is published',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'lanbi-first-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const broker = await startMosquitto();
    onTestFinished(() => broker.stop());
    const settings = { LANBI_MQTT_URL: broker.url, LANBI_DATA_DIR: folder };
    await writeFile(
      join(folder, 'lanbi.db'),
      'this is no database, whatever its name says; it is long enough',
    );
    await expect(startTestApp(REGISTRY, settings)).rejects.toThrow(/lanbi\.db/);
    await rm(join(folder, 'lanbi.db'));

    const station = await mqtt.connectAsync(broker.url);
    onTestFinished(() => station.endAsync(true));
    for (let n = 0; n < 400; n += 1)
      await station.publishAsync('env/v1/air/A1/observations', hour(n), { qos: 1 });
    const app = await startTestApp(REGISTRY, settings);
    onTestFinished(() => app.stop());
    await until(async () => (await metric(app, 'lanbi_ingest_messages_stored')) === 400, 'all 400');
  },
);
