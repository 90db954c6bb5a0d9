import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openssl } from '@lanbi/testkit/servers/certificate';
import { mosquittoBinary } from '@lanbi/testkit/servers/mosquitto';
import { passwordTool, type Shipped, startShipped } from '@lanbi/testkit/servers/mosquitto-shipped';
import mqtt, { type IClientOptions, type MqttClient } from 'mqtt';
import { describe, expect, it, onTestFinished } from 'vitest';
import { metric, startTestApp, until } from '../support/app.ts';

const REGISTRY = {
  regions: [{ id: 'city', name: 'city', kind: 'city' }],
  stations: [{ id: 'A', medium: 'air', name: 'A', region: 'city' }],
};
const READING = JSON.stringify({ ts: '2026-04-01T08:00:00+08:00', values: { pm2_5: 35 } });
const here = mosquittoBinary !== undefined && passwordTool !== undefined && openssl !== undefined;

const start = async (name: Parameters<typeof startShipped>[0]): Promise<Shipped> => {
  const shipped = await startShipped(name);
  onTestFinished(() => shipped.stop());
  return shipped;
};

async function client(url: string, username: string, more: IClientOptions = {}): Promise<MqttClient> {
  const password = `secret of ${username}`;
  const options: IClientOptions = { protocolVersion: 5, reconnectPeriod: 0, username, password, ...more };
  const connected = await mqtt.connectAsync(url, options);
  connected.on('error', () => {});
  onTestFinished(() => connected.endAsync(true));
  return connected;
}

function certificateFile(pem: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'lanbi-ca-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'ca.pem'), pem);
  return join(folder, 'ca.pem');
}

/** What mosquitto answers on MQTT 5: undefined when it takes it, else the reason. */
const refusal = (who: MqttClient, topic: string): Promise<string | undefined> =>
  who.publishAsync(topic, 'x', { qos: 1 }).then(
    () => undefined,
    (error: Error) => error.message,
  );

describe.skipIf(!here)(
  here ? 'the shipped rules of mosquitto' : 'the shipped rules: mosquitto or openssl is not on this machine',
  () => {
    it('let nobody in without a password, and stations not where lanbi is', async () => {
      const { stations, lanbi } = await start('mosquitto.conf');
      for (const url of [stations, lanbi])
        await expect(mqtt.connectAsync(url, { reconnectPeriod: 0 }, false)).rejects.toThrow(
          /not authorized/i,
        );
      await expect(client(stations, 'A', { password: 'x' })).rejects.toThrow(/not authorized/i);
      await expect(client(lanbi, 'A')).rejects.toThrow(/not authorized/i);
      await expect(client(stations, 'lanbi')).rejects.toThrow(/not authorized/i);
    });

    it('let a station publish under its own id and nothing else', async () => {
      const { stations } = await start('mosquitto.conf');
      // One at a time: 2.0.11 ends some connections after a refusal.
      const granted = async (topics: readonly string[]) => {
        const answers: [string, boolean][] = [];
        for (const topic of topics) {
          const why = await refusal(await client(stations, 'A'), topic);
          answers.push([topic, why === undefined]);
        }
        return answers;
      };
      const own = ['env/v1/air/A/observations', 'env/v1/water/A/hj212', 'env/v1/air/A/status'];
      const others = [
        'env/v1/air/B/observations',
        'env/v1/air/A/errors',
        'env/v1/results/air/stations/A',
        'env/v1/alerts/rule/A',
        'lanbi/echo/lanbi-ingest',
        'anything',
      ];
      expect(await granted(own)).toEqual(own.map((topic) => [topic, true]));
      expect(await granted(others)).toEqual(others.map((topic) => [topic, false]));
    });

    it('let a station receive its errors and the results only; lanbi receives all and publishes results', async () => {
      const { stations, lanbi } = await start('mosquitto.conf');
      const [station, other, us] = [
        await client(stations, 'A'),
        await client(stations, 'B'),
        await client(lanbi, 'lanbi'),
      ];
      const heard = { station: [] as string[], us: [] as string[] };
      station.on('message', (topic) => heard.station.push(topic));
      us.on('message', (topic) => heard.us.push(topic));
      await station.subscribeAsync('env/v1/#', { qos: 1 });
      await us.subscribeAsync('env/v1/#', { qos: 1 });
      await other.publishAsync('env/v1/air/B/observations', 'x', { qos: 1 });
      await us.publishAsync('env/v1/air/B/errors', 'x', { qos: 1 });
      await us.publishAsync('env/v1/air/A/errors', 'x', { qos: 1 });
      await us.publishAsync('env/v1/results/air/stations/B', 'x', { qos: 1 });
      const own = ['env/v1/air/A/errors', 'env/v1/results/air/stations/B'];
      await expect.poll(() => heard.us.length).toBe(4);
      await expect.poll(() => heard.station).toEqual(own);
      expect(heard.us).toEqual(['env/v1/air/B/observations', 'env/v1/air/B/errors', ...own]);
    });

    it('give a session to its user: the id of another ends nobody’s connection', async () => {
      const { stations } = await start('mosquitto.conf');
      const first = await client(stations, 'A', { clientId: 'A' });
      const thief = await client(stations, 'B', { clientId: 'A' });
      const us = await client(stations, 'reader', { clientId: 'lanbi-ingest' });
      expect(await refusal(first, 'env/v1/air/A/observations')).toBeUndefined();
      expect(await refusal(thief, 'env/v1/air/A/observations')).toMatch(/not authorized/i);
      expect([first, thief, us].every(({ connected }) => connected)).toBe(true);
    });

    it('end the connection of a packet of more than a MiB', async () => {
      const { stations } = await start('mosquitto.conf');
      const station = await client(stations, 'A', { protocolVersion: 4 });
      const closed = new Promise<void>((resolve) => station.once('close', () => resolve()));
      station.publish('env/v1/air/A/observations', Buffer.alloc(2 << 20), { qos: 1 });
      await closed;
      expect(station.connected).toBe(false);
    });

    it.each(['mosquitto.conf', 'mosquitto-tls.conf', 'mosquitto-container.conf'] as const)(
      '%s carries the pipeline',
      async (name) => {
        const { stations, lanbi, ca } = await start(name);
        const env = {
          LANBI_MQTT_URL: lanbi,
          LANBI_MQTT_USERNAME: 'lanbi',
          LANBI_MQTT_PASSWORD: 'secret of lanbi',
          ...(ca && { LANBI_MQTT_CA: certificateFile(ca) }),
        };
        const app = await startTestApp(REGISTRY, env);
        onTestFinished(() => app.stop());
        expect(app.brokerUrl).not.toContain('secret');
        const station = await client(stations, 'A', { ...(ca && { ca }) });
        await station.publishAsync('env/v1/air/A/observations', READING, { qos: 1 });
        await until(async () => (await metric(app, 'lanbi_ingest_messages_stored')) === 1, 'it is stored');
        expect(await metric(app, 'lanbi_inbox_connected')).toBe(1);
        if (ca) await expect(client(stations, 'A')).rejects.toThrow(/self.signed/i);
      },
    );

    it('differ between plain and TLS in the listeners only', () => {
      const shared = (name: string): string =>
        readFileSync(new URL(`../../infra/mosquitto/${name}`, import.meta.url), 'utf8')
          .split('\n')
          .filter((line) => !/^(#|listener|certfile|keyfile|tls_version)/.test(line))
          .join('\n');
      expect(shared('mosquitto-tls.conf')).toBe(shared('mosquitto.conf'));
    });
  },
);
