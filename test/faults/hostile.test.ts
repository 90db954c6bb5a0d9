import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hashPassword } from '@lanbi/broker-embedded';
import mqtt, { type MqttClient } from 'mqtt';
import { expect, it, onTestFinished } from 'vitest';
import { until } from './support/accounting.ts';
import { HOSTILE } from './support/hostile.ts';
import { memoryOf } from './support/memory.ts';
import { isLong } from './support/rounds.ts';
import { createSubject, type Subject } from './support/subject.ts';
import { tell } from './support/tell.ts';

/** Seconds for which everything runs at once; longer by `npm run faults`. */
const SECONDS = isLong ? 120 : 20;
/**
 * Within which probes and stations are answered. Within `npm test`, where other tests have the machine too, only what
 * hangs is a fault.
 */
const BOUNDS = isLong ? { probe: 1_000, station: 2_000 } : { probe: 5_000, station: 10_000 };
const STATIONS = Array.from({ length: 20 }, (_, i) => `S${i}`);
/** How many of them log in while everything runs. */
const LATE = 5;
const FIRST = Date.parse('2026-01-01T00:00:00+08:00');
/** Of the whole process: without bounds these inputs took a gigabyte and more. */
const RESIDENT = 600 * 1_048_576;

/** With more room V8 collects late, and the size of the process says little about what it holds. */
const HEAP = '--max-old-space-size=256';

const registry = {
  regions: [{ id: 'r', name: 'R', kind: 'city' }],
  stations: ['X', ...STATIONS].map((id) => ({ id, medium: 'air', name: id, region: 'r', period: 60 })),
};

/** A program whose stations have passwords, which are their names twice. */
async function guarded(): Promise<Subject> {
  const folder = await mkdtemp(join(tmpdir(), 'lanbi-hostile-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const lines = await Promise.all(
    ['X', ...STATIONS].map(async (name) => `${name}:${await hashPassword(name + name)}`),
  );
  const file = join(folder, 'users');
  await writeFile(file, lines.join('\n'));
  const env = { LANBI_MQTT_USERS: file, NODE_OPTIONS: HEAP };
  const subject = await createSubject({ registry, env });
  expect(await subject.start(), subject.said()).toBe('running');
  return subject;
}

/** The longest of many times, in milliseconds. */
function longest() {
  const found = { worst: 0, count: 0 };
  return {
    found,
    async time<Value>(work: Promise<Value>): Promise<Value> {
      const begun = performance.now();
      const value = await work;
      found.worst = Math.max(found.worst, performance.now() - begun);
      found.count++;
      return value;
    },
  };
}

it(
  'hostile inputs of every kind at once: probes and all other stations are answered, memory is bounded',
  async () => {
    const subject = await guarded();
    const port = Number(new URL(subject.brokerUrl).port);
    const target = { port, brokerUrl: subject.brokerUrl, apiUrl: subject.apiUrl, victim: 'S19' };
    const insider = { name: 'X', password: 'XX' };
    const [probes, acknowledged] = [longest(), longest()];

    /** As stations do: one that is refused because the server is busy tries again. */
    async function connected(name: string): Promise<MqttClient> {
      const client = mqtt
        .connect(subject.brokerUrl, {
          ...{ username: name, password: name + name, clientId: name, reconnectPeriod: 100 },
        })
        .on('error', () => {});
      onTestFinished(() => client.endAsync(true));
      await new Promise<unknown>((resolve) => client.once('connect', resolve));
      return client;
    }

    // Most stations are logged in before, among them the one whose name is attacked; some log in meanwhile.
    const before = new Map<string, MqttClient>();
    for (const name of STATIONS.slice(LATE)) before.set(name, await connected(name));
    const ends = Object.values(HOSTILE).map((begin) => begin({ ...target, insider }));
    onTestFinished(() => {
      for (const end of ends) end();
    });
    const over = performance.now() + SECONDS * 1_000;

    async function station(name: string): Promise<number> {
      const client = before.get(name) ?? (await connected(name));
      let sent = 0;
      while (performance.now() < over) {
        const payload = JSON.stringify({ ts: FIRST + ++sent * 60_000, values: { pm2_5: sent % 90 } });
        const topic = `env/v1/air/${name}/observations`;
        await acknowledged.time(client.publishAsync(topic, payload, { qos: 1 }));
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
      return sent;
    }

    async function probe(path: string): Promise<void> {
      while (performance.now() < over) {
        const answer = await probes.time(fetch(subject.apiUrl + path));
        expect([path, answer.status, await answer.text()]).toEqual([path, 200, expect.any(String)]);
        await new Promise((resolve) => setTimeout(resolve, 250));
      }
    }

    const [sent] = await Promise.all([
      Promise.all(STATIONS.map(station)),
      probe('/healthz'),
      probe('/readyz'),
    ]);
    const { resident } = await memoryOf(subject);
    for (const end of ends.splice(0)) end();
    const total = sent.reduce((sum, each) => sum + each, 0);
    await until(subject, ({ stored, waiting }) => stored >= total && waiting === 0, `${total} are stored`);
    tell('hostile', {
      seconds: SECONDS,
      readings: total,
      'longest acknowledgement': `${acknowledged.found.worst.toFixed(0)} ms`,
      probes: probes.found.count,
      'longest probe': `${probes.found.worst.toFixed(0)} ms`,
      RSS: `${(resident / 1_048_576).toFixed(0)} MiB`,
    });
    expect(Math.min(...sent)).toBeGreaterThan(0);
    expect(probes.found.worst).toBeLessThan(BOUNDS.probe);
    expect(acknowledged.found.worst).toBeLessThan(BOUNDS.station);
    expect(resident).toBeLessThan(RESIDENT);
  },
  120_000 + 3_000 * SECONDS,
);
