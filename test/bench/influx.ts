import { readFileSync } from 'node:fs';
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
import { createInfluxStore } from '@lanbi/store-influx';
import mqtt from 'mqtt';
import { createApart } from '../support/apart.ts';
import { influxEnvironment, influxEnvironments } from '../support/influx-buckets.ts';
import { type Influxd, influxSource, startInfluxd } from '../support/influxd.ts';
import { mosquittoBinary, startMosquitto } from '../support/mosquitto.ts';

const STATIONS = 200;
const TOTAL = 200_000;
const TOPIC = 'env/v1/+/+/observations';
const START = Date.parse('2026-04-01T00:00:00+08:00');
const STORED = /^lanbi_ingest_messages_stored_total (\d+)/m;
const TICKS = 100;

interface Run {
  readonly perSecond: number;
  /** Microseconds of CPU per message, in this process and in influxd. */
  readonly ours: number;
  readonly influxd: number;
}

const payload = (i: number): string =>
  JSON.stringify({
    ts: START + Math.floor(i / STATIONS) * 3_600_000,
    values: { pm2_5: 30 + (i % 40), pm10: 60 + (i % 50), so2: 9, no2: 33, co: 0.7, o3: 80 },
  });

const REGISTRY = {
  regions: [{ id: 'r', name: 'R', kind: 'city' }],
  stations: Array.from({ length: STATIONS }, (_, i) => ({
    id: `A${i}`,
    medium: 'air',
    name: `A${i}`,
    region: 'r',
  })),
};

function registryOf(): Registry {
  const parsed = parseRegistry([{ name: 'bench', text: JSON.stringify(REGISTRY) }]);
  if (!parsed.ok) throw new Error('the registry of the benchmark has faults');
  return parsed.registry;
}

const session = (clientId: string) =>
  ({
    clientId,
    clean: false,
    protocolVersion: 5,
    properties: { sessionExpiryInterval: 3600, receiveMaximum: 5_000 },
  }) as const;

/** Queues the same messages for persistent sessions, so that only the receivers are timed. */
async function queueFor(url: string, clientIds: readonly string[]): Promise<void> {
  for (const clientId of clientIds) {
    const reader = await mqtt.connectAsync(url, session(clientId));
    await reader.subscribeAsync(TOPIC, { qos: 1 });
    await reader.endAsync();
  }
  const writer = await mqtt.connectAsync(url, { protocolVersion: 5 });
  for (let from = 0; from < TOTAL; from += 5_000) {
    const sent = Array.from({ length: 5_000 }, (_, i) =>
      writer.publishAsync(`env/v1/air/A${(from + i) % STATIONS}/observations`, payload(from + i), { qos: 1 }),
    );
    await Promise.all(sent);
  }
  await writer.endAsync();
}

/** Microseconds of CPU that a process has used; 0 where that can't be asked. */
function cpuOf(pid: number | undefined): number {
  if (pid === undefined) return 0;
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return ((Number(fields[11]) + Number(fields[12])) * 1e6) / TICKS;
}

function cpuOfOurs(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}

/** @param cpu CPU of ours until now, in microseconds; of this process where not given */
async function timed(influxd: Influxd, work: () => Promise<void>, cpu = cpuOfOurs): Promise<Run> {
  const [start, own, theirs] = [performance.now(), cpu(), cpuOf(influxd.pid)];
  await work();
  const elapsed = performance.now() - start;
  return {
    perSecond: (TOTAL * 1000) / elapsed,
    ours: (cpu() - own) / TOTAL,
    influxd: (cpuOf(influxd.pid) - theirs) / TOTAL,
  };
}

async function nothingStored(url: string): Promise<void> {
  const client = mqtt.connect(url, session('bench-nothing'));
  let count = 0;
  await new Promise<void>((resolve) => {
    client.on('message', () => {
      count += 1;
      if (count === TOTAL) resolve();
    });
  });
  await client.endAsync();
}

/** Until all is stored, asked more often towards the end: the metrics of 200 stations cost milliseconds to tell. */
async function stored(text: () => Promise<string>): Promise<void> {
  for (;;) {
    const count = Number(STORED.exec(await text())?.[1] ?? 0);
    if (count >= TOTAL) return;
    await new Promise((resolve) => setTimeout(resolve, count > 0.97 * TOTAL ? 50 : 500));
  }
}

/** Ingest, spool and store in this process, nothing else. */
async function ingestAlone(url: string, influxd: Influxd, folder: string): Promise<Run> {
  const env = await influxEnvironment(influxd);
  const store = createInfluxStore({
    url: influxd.url,
    token: influxd.token,
    org: influxd.org,
    bucket: env['INFLUX_BUCKET'] ?? '',
    path: join(folder, 'recent.db'),
    now: () => systemClock.now(),
  });
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
  const run = await timed(influxd, async () => {
    await ingest.start();
    await stored(() => metrics.text());
  });
  await ingest.stop();
  await store.close();
  await spool.close();
  return run;
}

/** Everything on: evaluation, announcements and the API run beside. */
async function pipeline(url: string, influxd: Influxd, folder: string): Promise<Run> {
  const config = readConfig({
    LANBI_HTTP_PORT: '0',
    LANBI_MQTT_URL: url,
    LANBI_DATA_DIR: folder,
    LANBI_LOG_LEVEL: 'error',
    ...(await influxEnvironment(influxd)),
  });
  let stop: () => Promise<void> = async () => {};
  const run = await timed(influxd, async () => {
    const app = await startApp({
      config,
      registry: registryOf(),
      clock: systemClock,
      log: createLogger('error'),
    });
    stop = () => app.stop();
    await stored(async () => (await fetch(`${app.apiUrl}/metrics`)).text());
  });
  await stop();
  return run;
}

/** Everything on, in processes of their own: `ingest` is timed, the others follow as they can. */
async function apart(url: string, influxd: Influxd): Promise<Run> {
  const env = await influxEnvironments(influxd);
  const {
    program,
    url: at,
    start,
    stop,
  } = await createApart(REGISTRY, (role) => ({
    ...{ LANBI_MQTT_URL: url, LANBI_MQTT_CLIENT_ID: `apart-${role}`, ...env(role) },
  }));
  await start('evaluate', 'alert', 'api');
  const cpu = (): number => cpuOf(program.ingest.pid || undefined);
  const run = await timed(
    influxd,
    async () => {
      await start('ingest');
      await stored(async () => (await fetch(`${at.ingest}/metrics`)).text());
    },
    cpu,
  );
  await stop();
  return run;
}

const tell = (name: string, { perSecond, ours, influxd }: Run): void => {
  const rate = Math.round(perSecond).toLocaleString('en');
  console.log(
    `${name}: ${rate} messages/s, ${ours.toFixed(1)} µs of CPU a message here, ${influxd.toFixed(1)} in influxd`,
  );
};

export const bench = {
  name: `influx: ${TOTAL.toLocaleString('en')} QoS 1 messages of six values, queued in mosquitto, acknowledged after the 204`,
  async run(): Promise<void> {
    if (!mosquittoBinary || influxSource === undefined) {
      console.log('not run: no mosquitto or no InfluxDB on this machine');
      return;
    }
    const [broker, influxd] = await Promise.all([startMosquitto(), startInfluxd()]);
    const folder = await mkdtemp(join(tmpdir(), 'lanbi-bench-'));
    try {
      await queueFor(broker.url, ['bench-nothing', 'bench-ingest', 'apart-ingest-ingest', 'lanbi-ingest']);
      tell('subscriber that stores nothing', await timed(influxd, () => nothingStored(broker.url)));
      tell('ingest alone', await ingestAlone(broker.url, influxd, join(folder, 'alone')));
      tell('ingest as a process, the others beside it', await apart(broker.url, influxd));
      tell('everything on in one process', await pipeline(broker.url, influxd, join(folder, 'whole')));
    } finally {
      await broker.stop();
      await influxd.stop();
      await rm(folder, { recursive: true, force: true });
    }
  },
};
