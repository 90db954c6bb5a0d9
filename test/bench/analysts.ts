import mqtt, { type MqttClient } from 'mqtt';
import { startLiveProgram } from './support/program.ts';

const STATIONS = 12;
const HOURS = 366 * 24;
const BATCH = 732;
const HOUR = 3_600_000;
const START = Date.parse('2024-01-01T00:00:00+08:00');
const ANALYSTS = 8;
const PER_SECOND = 100;
const SECONDS = 20;

const ids = Array.from({ length: STATIONS }, (_, at) => `A${at}`);
const registryFile = JSON.stringify({
  regions: [{ id: 'r', name: { zh: '市', en: 'R' }, kind: 'city' }],
  stations: ids.map((id) => ({ id, medium: 'air', name: id, region: 'r' })),
});

const hourOf = (hour: number, station: number) => ({
  ts: START + hour * HOUR,
  values: {
    pm2_5: 20 + ((hour * 7 + station) % 90),
    pm10: 50 + (hour % 90),
    so2: 9,
    no2: 33,
    co: 0.7,
    o3: 80,
  },
});

const publish = (client: MqttClient, station: number, body: unknown) =>
  client.publishAsync(`env/v1/air/A${station}/observations`, JSON.stringify(body), { qos: 1 });

async function fill(client: MqttClient, url: string): Promise<void> {
  for (let first = 1; first <= HOURS; first += BATCH)
    await Promise.all(
      ids.map((_, station) =>
        publish(
          client,
          station,
          Array.from({ length: BATCH }, (_, at) => hourOf(first + at, station)),
        ),
      ),
    );
  const isDone = async (): Promise<boolean> => {
    const text = await (await fetch(`${url}/metrics`)).text();
    return /^lanbi_evaluate_lag 0$/m.test(text);
  };
  while (!(await isDone())) await new Promise((resolve) => setTimeout(resolve, 500));
}

/** Milliseconds from each message to its acknowledgement, the smallest first, until `stopped`. */
async function acknowledgements(
  client: MqttClient,
  first: number,
  stopped: () => boolean,
): Promise<number[]> {
  const begin = performance.now();
  const delays: number[] = [];
  const waiting: Promise<void>[] = [];
  for (let sent = 0; !stopped(); await new Promise((resolve) => setTimeout(resolve, 2)))
    for (const due = ((performance.now() - begin) / 1000) * PER_SECOND; sent < due; sent += 1) {
      const at = performance.now();
      const hour = hourOf(first + Math.floor(sent / STATIONS), sent % STATIONS);
      waiting.push(
        publish(client, sent % STATIONS, hour).then(() => void delays.push(performance.now() - at)),
      );
    }
  await Promise.all(waiting);
  return delays.sort((a, b) => a - b);
}

const at = (sorted: readonly number[], share: number): string =>
  (sorted[Math.floor(sorted.length * share)] ?? Number.NaN).toFixed(0);

const show = (delays: readonly number[]): string =>
  `p50 ${at(delays, 0.5)}, p99 ${at(delays, 0.99)}, largest ${(delays.at(-1) ?? Number.NaN).toFixed(0)} ms of ${delays.length}`;

/** Asks for whole years again and again; answers how often. */
async function analyse(url: string, station: number, stopped: () => boolean): Promise<number> {
  let answers = 0;
  for (; !stopped(); answers += 1) {
    const year = `${url}/v1/air/stations/A${station % STATIONS}/aqi?from=2024&to=2024`;
    const answer = await fetch(year, { headers: { accept: 'text/csv' } });
    if (!answer.ok) throw new Error(`${year}: ${answer.status}`);
    await answer.arrayBuffer();
  }
  return answers;
}

export const bench = {
  name: `acknowledgements at ${PER_SECOND}/s while ${ANALYSTS} ask for years of hours as CSV, a process of its own`,
  async run(): Promise<void> {
    const { url, brokerUrl, stop } = await startLiveProgram(registryFile);
    const client = await mqtt.connectAsync(brokerUrl);
    await fill(client, url);
    const within = (seconds: number) => {
      const end = performance.now() + seconds * 1000;
      return () => performance.now() > end;
    };
    const alone = await acknowledgements(client, HOURS + 1, within(SECONDS / 2));
    const stopped = within(SECONDS);
    const analysing = Array.from({ length: ANALYSTS }, (_, station) => analyse(url, station, stopped));
    const beside = await acknowledgements(client, HOURS + 1_000, stopped);
    const answers = (await Promise.all(analysing)).reduce((sum, each) => sum + each, 0);
    console.log(`nobody asks: ${show(alone)}`);
    console.log(`${ANALYSTS} ask for years (${answers} answers): ${show(beside)}`);
    await client.endAsync(true);
    await stop();
  },
};
