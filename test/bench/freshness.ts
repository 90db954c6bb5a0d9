import { monitorEventLoopDelay } from 'node:perf_hooks';
import mqtt, { type MqttClient } from 'mqtt';
import { cpuOf } from './support/cpu.ts';
import { startLiveProgram } from './support/program.ts';

const STATIONS = 200;
const SECONDS = 15;
const RATES = [100, 1_000] as const;
const HOUR = 3_600_000;
const START = Date.parse('2024-01-01T00:00:00+08:00');
/** How long the last results may take. */
const REST_MS = 5_000;

const registryFile = JSON.stringify({
  regions: [{ id: 'r', name: { zh: '市', en: 'R' }, kind: 'city' }],
  stations: Array.from({ length: STATIONS }, (_, at) => ({
    id: `A${at}`,
    medium: 'air',
    name: `A${at}`,
    region: 'r',
  })),
});

/** Hours of one station that were published and wait for something, in their order. */
type Waiting = { readonly to: number; readonly at: number }[];

/** Milliseconds from the publication of each hour until an hour that is not before it came back under a topic. */
class Delays {
  readonly #waiting = new Map<string, Waiting>();
  readonly all: number[] = [];

  publish(station: string, to: number): void {
    const waiting = this.#waiting.get(station) ?? [];
    waiting.push({ to, at: performance.now() });
    this.#waiting.set(station, waiting);
  }

  came(station: string, to: number): void {
    const waiting = this.#waiting.get(station) ?? [];
    const now = performance.now();
    while ((waiting[0]?.to ?? Number.POSITIVE_INFINITY) <= to)
      this.all.push(now - (waiting.shift()?.at ?? now));
  }

  percentile(share: number): string {
    const sorted = this.all.toSorted((a, b) => a - b);
    return (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN).toFixed(0);
  }
}

/** Sends hours of all stations in turn at a rate, each hour later than those before. Answers the hour behind the last. */
async function send(
  client: MqttClient,
  perSecond: number,
  first: number,
  published: Delays[],
): Promise<number> {
  const begin = performance.now();
  let sent = 0;
  while (performance.now() - begin < SECONDS * 1000) {
    for (const due = ((performance.now() - begin) / 1000) * perSecond; sent < due; sent += 1) {
      const to = START + (first + Math.floor(sent / STATIONS)) * HOUR;
      const station = `A${sent % STATIONS}`;
      for (const delays of published) delays.publish(station, to);
      const values = { pm2_5: 20 + (sent % 90), pm10: 50 + (sent % 90), so2: 9, no2: 33, co: 0.7, o3: 80 };
      client.publish(`env/v1/air/${station}/observations`, JSON.stringify({ ts: to, values }), { qos: 1 });
    }
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  await new Promise((resolve) => setTimeout(resolve, REST_MS));
  return first + Math.ceil(sent / STATIONS);
}

export const bench = {
  name: `freshness: from the publication of an hour to its retained result, ${STATIONS} stations, a process of its own`,
  async run(): Promise<void> {
    const { program, brokerUrl, stop } = await startLiveProgram(registryFile);
    const client = await mqtt.connectAsync(brokerUrl);
    const reader = await mqtt.connectAsync(brokerUrl);
    let copies = new Delays();
    let results = new Delays();
    reader.on('message', (topic, payload) => {
      const said = JSON.parse(payload.toString());
      const [, , , , , id = ''] = topic.split('/');
      if (topic.startsWith('env/v1/results/')) results.came(id, Date.parse(said.to));
      else copies.came(topic.split('/')[3] ?? '', said.ts);
    });
    await reader.subscribeAsync(['env/v1/results/air/stations/+', 'env/v1/air/+/observations'], { qos: 1 });
    let hour = 1;
    for (const rate of RATES) {
      [copies, results] = [new Delays(), new Delays()];
      const loop = monitorEventLoopDelay({ resolution: 5 });
      loop.enable();
      const used = cpuOf(program.pid);
      hour = await send(client, rate, hour, [copies, results]);
      const each = (cpuOf(program.pid) - used) / results.all.length;
      loop.disable();
      console.log(
        `${rate}/s: result p50 ${results.percentile(0.5)}, p99 ${results.percentile(0.99)} ms of ${results.all.length}; the stored message itself to a subscriber p50 ${copies.percentile(0.5)}, p99 ${copies.percentile(0.99)} ms of ${copies.all.length}; ${each.toFixed(0)} µs of processor time a message; the loop of the measuring process p99 ${(loop.percentile(99) / 1e6).toFixed(0)} ms`,
      );
    }
    await client.endAsync(true);
    await reader.endAsync(true);
    await stop();
  },
};
