import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, startApp } from '@lanbi/all-in-one';
import type { Clock } from '@lanbi/model';
import { parseRegistry } from '@lanbi/registry';
import { createLogger, readConfig, systemClock } from '@lanbi/runtime';
import mqtt, { type MqttClient } from 'mqtt';

/** The program in this process, on free ports, with a temporary data folder that `stop` removes. */
export interface TestApp extends App {
  /** A station's connection. */
  connect(): Promise<MqttClient>;
  get(path: string): Promise<Response>;
  json<Answer>(path: string): Promise<Answer>;
  post(path: string, body: unknown): Promise<Response>;
}

export async function startTestApp(
  registryFile: object,
  env: Record<string, string> = {},
  clock: Clock = systemClock,
): Promise<TestApp> {
  const folder = await mkdtemp(join(tmpdir(), 'lanbi-'));
  const parsed = parseRegistry([{ name: 'test.json', text: JSON.stringify(registryFile) }]);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  const config = readConfig({
    LANBI_HTTP_PORT: '0',
    LANBI_MQTT_PORT: '0',
    LANBI_DATA_DIR: folder,
    LANBI_DEMO: 'false',
    LANBI_LOG_LEVEL: 'silent',
    ...env,
  });
  const app = await startApp({
    config,
    registry: parsed.registry,
    clock,
    log: createLogger(config.logLevel),
  });
  const clients: MqttClient[] = [];
  // Tests that read many answers spent 7 % of their time on packing and unpacking them.
  const get = (path: string) => fetch(app.apiUrl + path, { headers: { 'accept-encoding': 'identity' } });
  return {
    ...app,
    async connect() {
      const client = await mqtt.connectAsync(app.brokerUrl, { reconnectPeriod: 0 });
      clients.push(client);
      return client;
    },
    get,
    json: async <Answer>(path: string) => (await (await get(path)).json()) as Answer,
    post: (path, body) =>
      fetch(app.apiUrl + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    async stop() {
      for (const client of clients) await client.endAsync(true);
      await app.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Waits until `ready` says so, polling; fails loudly at the deadline. */
export async function until(
  ready: () => Promise<boolean>,
  what: string,
  deadlineMs = 60_000,
  everyMs = 50,
): Promise<void> {
  const end = performance.now() + deadlineMs;
  while (!(await ready())) {
    if (performance.now() > end) throw new Error(`not within ${deadlineMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}

/** The value of a metric, all labels together. */
export async function metric(app: TestApp, name: string): Promise<number> {
  const text = await (await app.get('/metrics')).text();
  const lines = text
    .split('\n')
    .filter((line) => line.startsWith(name) && /[ {]|_total/.test(line.slice(name.length, name.length + 6)));
  return lines.reduce((total, line) => total + Number(line.split(' ').at(-1)), 0);
}
