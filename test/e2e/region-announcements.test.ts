import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseInstant } from '@lanbi/standards';
import type { MqttClient } from 'mqtt';
import { afterAll, expect, it } from 'vitest';
import { startTestApp, type TestApp, until } from '../support/app.ts';

const POINTS = ['A', 'B', 'C', 'D'];
const FILE = {
  regions: [
    { id: 'city', name: 'city', kind: 'city' },
    { id: 'other', name: 'other', kind: 'city' },
  ],
  stations: [
    ...POINTS.map((id) => ({ id, medium: 'air', name: id, region: 'city', role: 'evaluation' })),
    { id: 'X', medium: 'air', name: 'x', region: 'other', role: 'evaluation' },
  ],
};
const folder = mkdtempSync(join(tmpdir(), 'lanbi-announced-'));
const now = parseInstant('2026-04-01T12:00:00+08:00') ?? (0 as never);
const start = () => startTestApp(FILE, { LANBI_DATA_DIR: folder }, { now: () => now });
const apps: TestApp[] = [];
afterAll(async () => {
  for (const app of apps) await app.stop();
  rmSync(folder, { recursive: true, force: true });
});

interface Announced {
  readonly to: string;
  readonly aqi: { readonly aqi: number };
}

/** Everything that is announced of regions, newest last. */
async function heard(app: TestApp) {
  const client = await app.connect();
  const announced = new Map<string, Announced[]>();
  client.on('message', (topic, payload) => {
    const region = topic.split('/').at(-1) ?? '';
    announced.set(region, [...(announced.get(region) ?? []), JSON.parse(String(payload)) as Announced]);
  });
  await client.subscribeAsync('env/v1/results/air/regions/+', { qos: 1 });
  return (region: string) => announced.get(region) ?? [];
}

const hour = (n: number) => `2026-04-01T${String(n).padStart(2, '0')}:00:00+08:00`;

async function say(client: MqttClient, station: string, n: number, pm2_5: number): Promise<void> {
  const values = { so2: 5, no2: 10, co: 0.5, o3: 40, pm10: 30, pm2_5 };
  const payload = JSON.stringify({ ts: hour(n), period: 3600, values });
  await client.publishAsync(`env/v1/air/${station}/observations`, payload, { qos: 1 });
}

it('a region is announced once enough of its points are there; a new subscriber and a restart find it again', {
  timeout: 300_000,
}, async () => {
  const app = await start();
  apps.push(app);
  const client = await app.connect();
  const announced = await heard(app);
  const last = (of: typeof announced, region: string) => of(region).at(-1)?.to;
  const all = (n: number) => `the city at ${hour(n)}`;

  for (const station of POINTS) await say(client, station, 8, 60);
  await until(async () => last(announced, 'city') === hour(8), all(8));

  // One of four points at 09:00: fewer than 75 %, so that 08:00 stays. The entry behind it shows that it was seen.
  await say(client, 'A', 9, 200);
  await say(client, 'X', 9, 60);
  await until(async () => last(announced, 'other') === hour(9), 'the other city at 09:00');
  expect(announced('city').map(({ to }) => to)).not.toContain(hour(9));

  // A correction of the announced hour is announced, while the next hour still waits.
  const before = announced('city').at(-1)?.aqi.aqi ?? 0;
  for (const station of POINTS) await say(client, station, 8, 120);
  await until(async () => (announced('city').at(-1)?.aqi.aqi ?? 0) > before, 'the correction');
  expect(last(announced, 'city')).toBe(hour(8));

  const late = await heard(app);
  await until(async () => last(late, 'city') === hour(8), 'retained for a new subscriber');

  // The embedded broker forgets what it retained: a start announces it again, although the latest hour waits.
  await app.stop();
  apps.pop();
  const again = await start();
  apps.push(again);
  const found = await heard(again);
  await until(async () => last(found, 'city') === hour(8), 'announced again after a restart');

  const speaker = await again.connect();
  for (const station of ['B', 'C']) await say(speaker, station, 9, 200);
  await until(async () => last(found, 'city') === hour(9), all(9));
});
