import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@lanbi/testkit/servers/free-port';
import mqtt, { type MqttClient } from 'mqtt';
import { startProgram, stopProgram } from './support/program.ts';

const QUIET = 20;
const EACH = 50;
const START = Date.parse('2026-04-01T00:00:00+08:00');

const ids = [...Array.from({ length: QUIET }, (_, i) => `Q${i}`), 'NOISY'];
const registryFile = JSON.stringify({
  regions: [{ id: 'r', name: 'R', kind: 'city' }],
  stations: ids.map((id) => ({ id, medium: 'air', name: id, region: 'r' })),
});

const payload = (hour: number): string =>
  JSON.stringify({ ts: START + hour * 3_600_000, values: { pm2_5: 30 + (hour % 40), pm10: 60, so2: 9 } });
const topic = (id: string): string => `env/v1/air/${id}/observations`;

interface Noise {
  /** Messages acknowledged so far. */
  count(): number;
  stop(): Promise<void>;
}

/** Keeps 2,000 messages in flight until it is stopped. */
function makeNoise(client: MqttClient): Noise {
  let [next, acknowledged, stopped] = [0, 0, false];
  const line = async (): Promise<void> => {
    while (!stopped) {
      await client.publishAsync(topic('NOISY'), payload(next++ % 4_000), { qos: 1 });
      acknowledged++;
    }
  };
  const lines = Promise.all(Array.from({ length: 2_000 }, line));
  return {
    count: () => acknowledged,
    async stop() {
      stopped = true;
      await lines;
    },
  };
}

/** Milliseconds from PUBLISH to PUBACK of each message of the quiet stations, which say one every 100 ms. */
async function quietLatencies(clients: readonly MqttClient[]): Promise<number[]> {
  const latencies: number[] = [];
  for (let hour = 0; hour < EACH; hour++) {
    const pause = new Promise((resolve) => setTimeout(resolve, 100));
    await Promise.all(
      clients.map(async (client, i) => {
        const start = performance.now();
        await client.publishAsync(topic(`Q${i}`), payload(hour), { qos: 1 });
        latencies.push(performance.now() - start);
      }),
    );
    await pause;
  }
  return latencies.sort((a, b) => a - b);
}

const quantile = (sorted: readonly number[], part: number): string =>
  (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN).toFixed(1);

/** @param quiet begins once so many messages of the noisy station were acknowledged; undefined: it says nothing */
async function measure(name: string, rate: string, quiet?: number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'lanbi-bench-'));
  const port = await freePort();
  const place = { folder, registry: registryFile, http: await freePort(), broker: port, stationRate: rate };
  const program = await startProgram(place);
  const clients = await Promise.all(ids.map(() => mqtt.connectAsync(`mqtt://127.0.0.1:${port}`)));
  const last = clients.at(-1);
  const noise = quiet !== undefined && last ? makeNoise(last) : undefined;
  while (noise && noise.count() < (quiet ?? 0)) await new Promise((resolve) => setTimeout(resolve, 10));
  const [start, before] = [performance.now(), noise?.count() ?? 0];
  const latencies = await quietLatencies(clients.slice(0, QUIET));
  const perSecond = (((noise?.count() ?? 0) - before) * 1000) / (performance.now() - start);
  await noise?.stop();
  const rateText = Math.round(perSecond).toLocaleString('en');
  console.log(
    `${name}: p50 ${quantile(latencies, 0.5)} ms, p99 ${quantile(latencies, 0.99)} ms; noise ${rateText} messages/s`,
  );
  await Promise.all(clients.map((client) => client.endAsync(true)));
  await stopProgram(program);
  await rm(folder, { recursive: true, force: true });
}

export const bench = {
  name: `fairness: PUBACK after the commit of ${QUIET} quiet stations beside a noisy one, embedded broker`,
  async run(): Promise<void> {
    await measure('alone', '1000');
    // What a station has saved up is let through at once: ten seconds of its rate.
    await measure('noisy neighbour, its first 10,000 messages', '1000', 0);
    await measure('noisy neighbour, then at its rate of 1,000', '1000', 10_000);
    await measure('noisy neighbour, no rate', '0', 0);
  },
};
