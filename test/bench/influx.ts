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
import { influxEnvironment, influxEnvironments } from '@lanbi/testkit/servers/influx-buckets';
import { type Influxd, influxSource, startInfluxd } from '@lanbi/testkit/servers/influxd';
import { mosquittoBinary, startMosquitto } from '@lanbi/testkit/servers/mosquitto';
import mqtt from 'mqtt';
import { createApart } from '../support/apart.ts';
import { bare } from './support/bare-pipeline.ts';
import { cpuOf } from './support/cpu.ts';

const STATIONS = 200;
const TOTAL = 200_000;
const TOPIC = 'env/v1/+/+/observations';
const START = Date.parse('2026-04-01T00:00:00+08:00');
const STORED = /^lanbi_ingest_messages_stored_total (\d+)/m;

interface Run {
  readonly perSecond: number;
  /** Microseconds of CPU per message, in this process and in influxd. */
  readonly ours: number;
  readonly influxd: number;
}

/** Hours of a station with a course through the day and some noise: what never changes is a fault of its own. */
function payload(i: number): string {
  const hour = Math.floor(i / STATIONS);
  const noise = (i * 7919) % 17;
  const day = Math.sin((hour / 12) * Math.PI + i);
  const values = {
    pm2_5: Math.round(45 + 20 * day) + noise,
    pm10: Math.round(80 + 30 * day) + noise,
    so2: 9 + (noise % 4),
    no2: Math.round(33 - 10 * day) + (noise % 5),
    co: (7 + (noise % 6)) / 10,
    o3: Math.round(80 - 40 * day) + noise,
  };
  return JSON.stringify({ ts: START + hour * 3_600_000, values });
}

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

function cpuOfOurs(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}

/**
 * @param work resolves when all is stored; calls `begin` when it is ready to receive, with what was stored until then.
 * Without a call all of it is timed
 * @param cpu CPU of ours until now, in microseconds; of this process where not given
 */
async function timed(
  influxd: Influxd,
  work: (begin: (stored: number) => void) => Promise<void>,
  cpu = cpuOfOurs,
): Promise<Run> {
  let [start, own, theirs, before] = [0, 0, 0, 0];
  const begin = (stored: number): void => {
    [start, own, theirs, before] = [performance.now(), cpu(), cpuOf(influxd.pid), stored];
  };
  begin(0);
  await work(begin);
  const elapsed = performance.now() - start;
  const count = TOTAL - before;
  return {
    perSecond: (count * 1000) / elapsed,
    ours: (cpu() - own) / count,
    influxd: (cpuOf(influxd.pid) - theirs) / count,
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

const storedOf = async (text: () => Promise<string>): Promise<number> =>
  Number(STORED.exec(await text())?.[1] ?? 0);

/** Until all is stored, asked more often towards the end: the metrics of 200 stations cost milliseconds to tell. */
async function stored(text: () => Promise<string>): Promise<void> {
  for (;;) {
    const count = await storedOf(text);
    if (count >= TOTAL) return;
    await new Promise((resolve) => setTimeout(resolve, count > 0.97 * TOTAL ? 50 : 500));
  }
}

/** The least that there could be: parsed, written, acknowledged. */
async function nothingElse(url: string, influxd: Influxd): Promise<Run> {
  const { INFLUX_BUCKET: bucket = '' } = await influxEnvironment(influxd);
  const of = { mqttUrl: url, clientId: 'bench-bare', topic: TOPIC, influx: influxd, bucket, total: TOTAL };
  return timed(influxd, () => bare(of));
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
  const run = await timed(influxd, async (begin) => {
    const app = await startApp({
      config,
      registry: registryOf(),
      clock: systemClock,
      log: createLogger('error'),
    });
    stop = () => app.stop();
    const text = async (): Promise<string> => (await fetch(`${app.apiUrl}/metrics`)).text();
    begin(await storedOf(text));
    await stored(text);
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
    async (begin) => {
      await start('ingest');
      const text = async (): Promise<string> => (await fetch(`${at.ingest}/metrics`)).text();
      begin(await storedOf(text));
      await stored(text);
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
      const sessions = ['bench-nothing', 'bench-bare', 'bench-ingest', 'apart-ingest-ingest', 'lanbi-ingest'];
      await queueFor(broker.url, sessions);
      tell('subscriber that stores nothing', await timed(influxd, () => nothingStored(broker.url)));
      tell('parsed and written, nothing else', await nothingElse(broker.url, influxd));
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
