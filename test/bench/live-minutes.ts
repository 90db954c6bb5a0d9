import mqtt, { type MqttClient } from 'mqtt';
import { cpuOf } from './support/cpu.ts';
import { startLiveProgram } from './support/program.ts';

const STATIONS = 10_000;
const CITIES = 100;
const PER_SECOND = STATIONS / 60;
/** Minutes that are sent before the count and counted. */
const WARM = 0.5;
const COUNTED = 1;

const registryFile = JSON.stringify({
  regions: Array.from({ length: CITIES }, (_, at) => ({
    id: `r${at}`,
    name: { zh: `市${at}`, en: `R${at}` },
    kind: 'city',
  })),
  stations: Array.from({ length: STATIONS }, (_, at) => ({
    id: `A${at}`,
    medium: 'air',
    name: `A${at}`,
    region: `r${at % CITIES}`,
    period: 60,
  })),
});

/** One value of each station a minute, at its own second of the minute, stamped as it is sent. */
async function send(client: MqttClient, minutes: number): Promise<number> {
  const begin = performance.now();
  let sent = 0;
  while (performance.now() - begin < minutes * 60_000) {
    for (const due = ((performance.now() - begin) / 1000) * PER_SECOND; sent < due; sent += 1) {
      const ts = Math.floor(Date.now() / 60_000) * 60_000;
      const values = { pm2_5: 20 + (sent % 90), pm10: 50 + (sent % 90), so2: 9, no2: 33, co: 0.7, o3: 80 };
      const topic = `env/v1/air/A${sent % STATIONS}/observations`;
      client.publish(topic, JSON.stringify({ ts, values }), { qos: 1 });
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return sent;
}

export const bench = {
  name: `${STATIONS} stations that send a minute's values each minute, live, a process of its own`,
  async run(): Promise<void> {
    const { program, url, brokerUrl, stop } = await startLiveProgram(registryFile);
    const client = await mqtt.connectAsync(brokerUrl);
    await send(client, WARM);
    const [used, begin] = [cpuOf(program.pid), performance.now()];
    const sent = await send(client, COUNTED);
    const metrics = await (await fetch(`${url}/metrics`)).text();
    const lag = /^lanbi_evaluate_lag (\d+)/m.exec(metrics)?.[1];
    const [busy, elapsed] = [cpuOf(program.pid) - used, (performance.now() - begin) * 1000];
    console.log(
      `${(sent / (elapsed / 1e6)).toFixed(0)} messages/s: ${((100 * busy) / elapsed).toFixed(0)} % of a core, ${(busy / sent).toFixed(0)} µs of processor time a message; ${lag} of them stored and not evaluated at the end`,
    );
    await client.endAsync(true);
    await stop();
  },
};
