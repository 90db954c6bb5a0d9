import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startApp } from '@lanbi/all-in-one';
import { createMqttInbox } from '@lanbi/bus-mqtt';
import { createIngest } from '@lanbi/ingest';
import type { Registry } from '@lanbi/model';
import { parseRegistry } from '@lanbi/registry';
import { createLogger, createMetrics, readConfig, systemClock } from '@lanbi/runtime';
import { createSpool } from '@lanbi/spool';
import { createEmbeddedStore } from '@lanbi/store-embedded';
import { mosquittoBinary, startMosquitto } from '@lanbi/testkit/servers/mosquitto';
import mqtt from 'mqtt';

const STATIONS = 200;
/** Hours of a station: enough that the start of the program is a small part of the time. */
const EACH = 400;
const TOTAL = STATIONS * EACH;
/** Messages that are published together: a client has 65,535 packet identifiers. */
const AT_ONCE = 20_000;
const TOPIC = 'env/v1/+/+/observations';
const START = Date.parse('2026-04-01T00:00:00+08:00');

const registryFile = JSON.stringify({
  regions: [{ id: 'r', name: 'R', kind: 'city' }],
  stations: Array.from({ length: STATIONS }, (_, i) => ({
    id: `A${i}`,
    medium: 'air',
    name: `A${i}`,
    region: 'r',
  })),
});

const payload = (i: number): string =>
  JSON.stringify({
    ts: START + Math.floor(i / STATIONS) * 3_600_000,
    values: { pm2_5: 30 + (i % 40), pm10: 60 + (i % 50), so2: 9, no2: 33, co: 0.7, o3: 80 },
  });

/** Queues the same messages for a persistent session, so that only the receiver is timed. */
async function queueFor(url: string, clientId: string): Promise<void> {
  const reader = await mqtt.connectAsync(url, {
    clientId,
    clean: false,
    protocolVersion: 5,
    properties: { sessionExpiryInterval: 3600 },
  });
  await reader.subscribeAsync(TOPIC, { qos: 1 });
  await reader.endAsync();
  const writer = await mqtt.connectAsync(url, { protocolVersion: 5 });
  for (let first = 0; first < TOTAL; first += AT_ONCE) {
    const sent = Array.from({ length: Math.min(AT_ONCE, TOTAL - first) }, (_, at) => {
      const i = first + at;
      return writer.publishAsync(`env/v1/air/A${i % STATIONS}/observations`, payload(i), { qos: 1 });
    });
    await Promise.all(sent);
  }
  await writer.endAsync();
}

/** A subscriber of the same client that stores nothing: the ceiling. Messages per second. */
async function nothingStored(url: string): Promise<number> {
  await queueFor(url, 'bench-nothing');
  const start = performance.now();
  let count = 0;
  const client = mqtt.connect(url, {
    clientId: 'bench-nothing',
    clean: false,
    protocolVersion: 5,
    properties: { sessionExpiryInterval: 3600, receiveMaximum: 5_000 },
  });
  await new Promise<void>((resolve) => {
    client.on('message', () => {
      count += 1;
      if (count === TOTAL) resolve();
    });
  });
  const elapsed = performance.now() - start;
  await client.endAsync();
  return (TOTAL * 1000) / elapsed;
}

/** The whole pipeline: acknowledged after the commit. Evaluation runs beside it. */
async function pipeline(url: string): Promise<{ readonly rate: number; readonly lag: number }> {
  await queueFor(url, 'lanbi-ingest');
  const folder = await mkdtemp(join(tmpdir(), 'lanbi-bench-'));
  const config = readConfig({
    LANBI_HTTP_PORT: '0',
    LANBI_MQTT_URL: url,
    LANBI_DATA_DIR: folder,
    LANBI_LOG_LEVEL: 'error',
  });
  const start = performance.now();
  const app = await startApp({
    config,
    registry: registryOf(),
    clock: systemClock,
    log: createLogger('error'),
  });
  while (!(await acknowledged(app.apiUrl))) await new Promise((resolve) => setTimeout(resolve, 10));
  const elapsed = performance.now() - start;
  const lag = await evaluatedWithin(app.apiUrl);
  await app.stop();
  await rm(folder, { recursive: true, force: true });
  return { rate: (TOTAL * 1000) / elapsed, lag };
}

/** Ingest, spool and embedded store in this process, nothing else: acknowledged after the commit. */
async function ingestAlone(url: string): Promise<number> {
  await queueFor(url, 'bench-ingest');
  const folder = await mkdtemp(join(tmpdir(), 'lanbi-bench-'));
  const store = createEmbeddedStore({ path: join(folder, 'lanbi.db') });
  const spool = createSpool({ path: join(folder, 'spool.db'), maxBytes: 1e9 });
  await store.open();
  await spool.open();
  const metrics = createMetrics();
  const ingest = createIngest({
    inbox: createMqttInbox({ url, clientId: 'bench-ingest', topics: [TOPIC] }),
    publisher: { publish: async () => undefined },
    store,
    spool,
    registry: registryOf(),
    clock: systemClock,
    metrics,
    log: createLogger('error'),
  });
  const start = performance.now();
  await ingest.start();
  while (Number(STORED.exec(await metrics.text())?.[1] ?? 0) < TOTAL)
    await new Promise((resolve) => setTimeout(resolve, 10));
  const elapsed = performance.now() - start;
  await ingest.stop();
  await store.close();
  await spool.close();
  await rm(folder, { recursive: true, force: true });
  return (TOTAL * 1000) / elapsed;
}

function registryOf(): Registry {
  const parsed = parseRegistry([{ name: 'bench', text: registryFile }]);
  if (!parsed.ok) throw new Error('the registry of the benchmark has faults');
  return parsed.registry;
}

const LAG = /^lanbi_evaluate_lag (\d+)/m;
const STORED = /^lanbi_ingest_messages_stored_total (\d+)/m;

async function acknowledged(apiUrl: string): Promise<boolean> {
  const text = await (await fetch(`${apiUrl}/metrics`)).text();
  return Number(STORED.exec(text)?.[1] ?? 0) >= TOTAL;
}

/** Seconds until all that is stored is evaluated. */
async function evaluatedWithin(apiUrl: string): Promise<number> {
  const start = performance.now();
  const lag = async () => LAG.exec(await (await fetch(`${apiUrl}/metrics`)).text())?.[1];
  while ((await lag()) !== '0') await new Promise((resolve) => setTimeout(resolve, 10));
  return (performance.now() - start) / 1000;
}

const show = (rate: number): string => Math.round(rate).toLocaleString('en');

export const bench = {
  name: 'ingest: QoS 1 messages of six values, queued in mosquitto',
  async run(): Promise<void> {
    if (!mosquittoBinary) {
      console.log('not run: no mosquitto on this machine');
      return;
    }
    const broker = await startMosquitto();
    try {
      const ceiling = await nothingStored(broker.url);
      const alone = await ingestAlone(broker.url);
      const { rate: ours, lag } = await pipeline(broker.url);
      console.log(`subscriber that stores nothing: ${show(ceiling)} messages/s`);
      console.log(
        `acknowledged after the commit, ingest alone: ${show(alone)} messages/s (${(alone / ceiling).toFixed(2)} of it)`,
      );
      console.log(
        `acknowledged after the commit, with evaluation: ${show(ours)} messages/s (${(ours / ceiling).toFixed(2)} of it), all evaluated ${lag.toFixed(1)} s later`,
      );
    } finally {
      await broker.stop();
    }
  },
};
