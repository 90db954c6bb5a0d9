import { mosquittoBinary, startMosquitto } from '@lanbi/testkit/servers/mosquitto';
import mqtt, { type MqttClient } from 'mqtt';
import { expect, it, onTestFinished } from 'vitest';
import { type MessageCounts, until } from './support/accounting.ts';
import { caughtUp, type Line, lineThrough, memoryOf, redeliveredTo, type Sample } from './support/memory.ts';
import { createSubject, type Subject } from './support/subject.ts';
import { tell } from './support/tell.ts';

/** Messages of six values: 600,000 are ten hours of 1,000 stations that speak every minute. */
const MESSAGES = Number(process.env['LANBI_TEST_SOAK']);
const STATIONS = 1_000;
/** Measured in so many places, from the third part on: caches are full by then. */
const SAMPLES = 24;
const WARM = SAMPLES / 3;
const STEP = MESSAGES / SAMPLES;
/** A client has 65,535 packet ids. */
const AT_ONCE = 25_000;
const FIRST = Date.parse('2026-01-01T00:00:00+08:00');

const REGISTRY = {
  regions: [{ id: 'r', name: 'R', kind: 'city' }],
  stations: Array.from({ length: STATIONS }, (_, i) => ({
    id: `S${i}`,
    medium: 'air',
    name: `S${i}`,
    region: 'r',
    period: 60,
  })),
};

function message(n: number): { readonly topic: string; readonly payload: string } {
  const minute = Math.floor(n / STATIONS) + 1;
  const values = { pm2_5: 30 + (n % 40), pm10: 60 + (n % 50), so2: 9, no2: 33 + (n % 7), co: 0.7, o3: 80 };
  return {
    topic: `env/v1/air/S${n % STATIONS}/observations`,
    payload: JSON.stringify({ ts: FIRST + minute * 60_000, values }),
  };
}

/** A heap that a small machine gives: what is kept needlessly does not fit into it, and garbage is not left lying. */
const HEAP = '--max-old-space-size=512';

/** Publishes a step and waits until it is stored, evaluated and judged: the queue in the broker is not what is measured. */
async function step(client: MqttClient, subject: Subject, from: number): Promise<Sample> {
  for (let part = from; part < from + STEP; part += AT_ONCE) {
    const sent = Array.from({ length: Math.min(AT_ONCE, from + STEP - part) }, (_, i) => {
      const { topic, payload } = message(part + i);
      return client.publishAsync(topic, payload, { qos: 1 });
    });
    await Promise.all(sent);
  }
  const done = ({ stored, waiting }: MessageCounts): boolean => stored >= from + STEP && waiting === 0;
  await until(subject, done, `${from + STEP} are stored`);
  await caughtUp(subject);
  return { at: from + STEP, ...(await memoryOf(subject)) };
}

const mebibytes = (bytes: number): string => `${(bytes / 1_048_576).toFixed(1)} MiB`;

function textOf({ first, last, slope }: Line): string {
  return `on the line ${mebibytes(first)} to ${mebibytes(last)}, ${mebibytes(slope * 100_000)} per 100,000 messages`;
}

it.skipIf(!mosquittoBinary)(
  'a soak: memory after the first third stays where it is',
  async () => {
    const broker = await startMosquitto();
    onTestFinished(() => broker.stop());
    const subject = await createSubject({
      registry: REGISTRY,
      env: { LANBI_MQTT_URL: broker.url, NODE_OPTIONS: HEAP },
    });
    expect(await subject.start(), subject.said()).toBe('running');
    const client = await mqtt.connectAsync(broker.url, { protocolVersion: 5 });
    onTestFinished(() => client.endAsync(true));
    const begun = performance.now();
    const samples: Sample[] = [];
    for (let from = 0; from < MESSAGES; from += STEP) samples.push(await step(client, subject, from));
    const seconds = (performance.now() - begun) / 1000;
    const redelivered = await redeliveredTo(subject);
    const warm = samples.slice(WARM);
    const resident = lineThrough(warm, 'resident');
    const heap = lineThrough(warm, 'heap');
    tell('soak', {
      messages: MESSAGES,
      values: MESSAGES * 6,
      seconds: seconds.toFixed(0),
      'first RSS after warm-up': mebibytes(warm[0]?.resident ?? 0),
      'last RSS': mebibytes(warm.at(-1)?.resident ?? 0),
      RSS: textOf(resident),
      'heap used': textOf(heap),
      heap: HEAP,
      redelivered,
      warnings: subject.said() || 'none',
    });
    // A connection that is given up while messages come is answered by all that was in flight, again and again.
    expect(redelivered).toBe(0);
    expect(resident.last / resident.first).toBeLessThan(1.25);
  },
  300_000 + 2 * MESSAGES,
);
