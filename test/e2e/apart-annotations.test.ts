import { influxEnvironments } from '@lanbi/testkit/servers/influx-buckets';
import { type Influxd, ownInfluxd, startInfluxd } from '@lanbi/testkit/servers/influxd';
import { type Mosquitto, mosquittoBinary, startMosquitto } from '@lanbi/testkit/servers/mosquitto';
import mqtt from 'mqtt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Apart, createApart } from '../support/apart.ts';
import { until } from '../support/app.ts';

const registry = {
  regions: [{ id: 'baoding', name: '保定市', kind: 'city' }],
  stations: [{ id: 'A1', medium: 'air', name: 'A1', region: 'baoding', role: 'evaluation' }],
};
/** PM10 of two days, µg/m³: the second is a day of dust. */
const DAYS = [
  ['2025-04-09', 70],
  ['2025-04-10', 630],
] as const;
/** Quotients of the others by the limits of GB 3095-2012: SO2 6/60, NO2 4/40, PM2.5 3.5/35, CO 0.4/4, O3 16/160 are 0.1 each. */
const OTHERS = { so2: 6, no2: 4, pm2_5: 3.5, co: 0.4, o3: 16 };

const RULE = {
  id: 'composite',
  subject: { kind: 'region', id: 'baoding' },
  figure: 'composite-index.rolling-7d',
  op: '>',
  raise: 3,
  staleAfter: 'P366D',
  text: { zh: '综合指数', en: 'composite index' },
};
const SPAN = { from: '2025-04-10T00:00:00+08:00', to: '2025-04-11T00:00:00+08:00' };

describe.skipIf(!mosquittoBinary || !ownInfluxd)(
  'annotations in processes apart',
  { timeout: 300_000 },
  () => {
    let influxd: Influxd;
    let broker: Mosquitto;
    let apart: Apart;
    beforeAll(async () => {
      [influxd, broker] = await Promise.all([startInfluxd(), startMosquitto()]);
      const influx = await influxEnvironments(influxd);
      const env = { LANBI_MQTT_URL: broker.url, LANBI_PERIOD_COVERAGE: '10' };
      apart = await createApart(registry, (role) => ({ ...env, ...influx(role) }));
      await apart.start('ingest', 'evaluate', 'alert', 'api');
      const station = await mqtt.connectAsync(broker.url);
      for (const [day, pm10] of DAYS)
        for (let hour = 1; hour <= 24; hour += 1) {
          // The stamp of an hour is its end.
          const ts = new Date(Date.parse(`${day}T00:00:00+08:00`) + hour * 3_600_000).toISOString();
          const payload = JSON.stringify({ ts, values: { ...OTHERS, pm10 } });
          await station.publishAsync('env/v1/air/A1/observations', payload, { qos: 1 });
        }
      await station.endAsync();
    });
    afterAll(async () => {
      await apart?.stop();
      await broker?.stop();
      await influxd?.stop();
    });

    const post = async <Answer>(path: string, body: object): Promise<Answer> => {
      const answer = await fetch(apart.url.api + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      const text = await answer.text();
      if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`);
      return JSON.parse(text) as Answer;
    };
    /** Values of the transitions that the process of alerts computes. */
    const values = async (): Promise<readonly (readonly [string, number])[]> => {
      const body = { rule: RULE, ...SPAN };
      const { data } = await post<{ data: { transitions: { state: string; value: number }[] }[] }>(
        '/v1/alert-rules/dry-run',
        body,
      );
      return data.flatMap(({ transitions }) =>
        transitions.map(({ state, value }) => [state, value] as const),
      );
    };
    const isFiring = async () => (await values()).some(([state]) => state === 'firing');

    it('are taken into account by alerts, also after each of both processes starts again', async () => {
      // (70 + 630) / 2 / 70 = 5 for PM10, and 0.5 for the others.
      await until(isFiring, 'an index of both days', 60_000);
      expect((await values()).find(([state]) => state === 'firing')?.[1]).toBeCloseTo(5.5, 2);
      const { id } = await post<{ id: number }>('/v1/annotations', {
        kind: 'dust-day',
        region: 'baoding',
        pollutants: ['pm10'],
        from: '2025-04-10',
        reason: 'notice 12',
      });
      // 70 / 70 = 1 for PM10 without the day of dust: 1.5 does not raise.
      await until(async () => !(await isFiring()), 'an index without the day of dust', 20_000);
      for (const role of ['alert', 'api'] as const) {
        apart.program[role].signal('SIGTERM');
        expect(await apart.program[role].ended()).toEqual({ code: 0, signal: null });
        await apart.start(role);
        expect(await isFiring()).toBe(false);
      }
      await post(`/v1/annotations/${id}/withdraw`, { reason: 'not confirmed' });
      await until(isFiring, 'an index of both days again', 20_000);
    });
  },
);
