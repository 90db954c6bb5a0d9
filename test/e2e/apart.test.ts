import { getPriority } from 'node:os';
import { PIPELINE } from '@lanbi/runtime';
import { hour2018 } from '@lanbi/testkit/data/published-air';
import { sharedData } from '@lanbi/testkit/data/shared-data';
import { influxEnvironments } from '@lanbi/testkit/servers/influx-buckets';
import { type Influxd, ownInfluxd, startInfluxd } from '@lanbi/testkit/servers/influxd';
import { type Mosquitto, mosquittoBinary, startMosquitto } from '@lanbi/testkit/servers/mosquitto';
import mqtt, { type MqttClient } from 'mqtt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Apart, createApart } from '../support/apart.ts';
import { until } from '../support/app.ts';

const LATEST = 'aqi/latest';
const HOURS =
  sharedData === undefined ? [] : hour2018().filter(({ values }) => Object.keys(values).length > 0);
const registry = {
  regions: [{ id: 'china', name: '中国', kind: 'province' }],
  stations: HOURS.map(({ station, plan }) => ({
    id: station,
    medium: 'air',
    name: station,
    region: 'china',
    parameters: plan,
  })),
};

type Role = (typeof PIPELINE)[number];

interface Figure {
  readonly aqi: number | null;
  readonly primary: readonly string[];
  readonly revision: number;
}

describe.skipIf(!mosquittoBinary || !ownInfluxd || sharedData === undefined)(
  'ingest, evaluate, alert and api as four processes',
  { timeout: 300_000 },
  () => {
    let influxd: Influxd;
    let broker: Mosquitto;
    let apart: Apart;
    let station: MqttClient;

    beforeAll(async () => {
      [influxd, broker] = await Promise.all([startInfluxd(), startMosquitto()]);
      const influx = await influxEnvironments(influxd);
      const { url } = broker;
      apart = await createApart(registry, (role) => ({ LANBI_MQTT_URL: url, ...influx(role) }));
      await apart.start('ingest', 'evaluate', 'alert', 'api');
      station = await mqtt.connectAsync(broker.url);
    });
    afterAll(async () => {
      await station?.endAsync(true);
      await apart?.stop();
      await broker?.stop();
      await influxd?.stop();
    });

    const get = (path: string, role: Role = 'api') => fetch(apart.url[role] + path);
    const json = async <Answer>(path: string, role: Role = 'api') =>
      (await (await get(path, role)).json()) as Answer;
    const send = (method: string, path: string, body: object) =>
      fetch(apart.url.api + path, {
        method,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    const say = (id: string, payload: string) =>
      station.publishAsync(`env/v1/air/${id}/observations`, payload, { qos: 1 });
    const latest = async (id: string) => {
      const answer = await get(`/v1/air/stations/${id}/${LATEST}`);
      return answer.ok ? ((await answer.json()) as Figure) : undefined;
    };
    const published = HOURS.filter(({ aqi }) => aqi !== null);
    const [one] = published;

    it('say which roles they are, and are ready in each', async () => {
      for (const role of PIPELINE) {
        expect(apart.program[role].printed()).toContain(`roles    ${role}; of other processes: `);
        const { checks } = await json<{ checks: { ok: boolean }[] }>('/readyz', role);
        expect(checks.filter(({ ok }) => !ok)).toEqual([]);
        const follows = role === 'evaluate' || role === 'alert';
        expect(getPriority(apart.program[role].pid) > getPriority()).toBe(follows);
      }
      const checks = async (role: Role) =>
        (await json<{ checks: { name: string }[] }>('/readyz', role)).checks.map(({ name }) => name);
      expect(await checks('ingest')).toEqual(['store', 'broker', 'ingest', 'tell']);
      expect(await checks('evaluate')).toEqual(['store', 'feed', 'evaluate', 'announce', 'tell-results']);
      expect(await checks('api')).toEqual(['store', 'feed', 'annotations']);
    });

    it('answer all 1,475 published indices and primary pollutants of 2018-02-20 07:00', {
      timeout: 300_000,
    }, async () => {
      await Promise.all(HOURS.map(({ station: id, ts, values }) => say(id, JSON.stringify({ ts, values }))));
      const last = published.map(({ station: id }) => id);
      await until(
        async () => (await Promise.all(last.map(latest))).every((figure) => figure !== undefined),
        'every station has an index',
        100_000,
      );
      expect(published).toHaveLength(1475);
      for (const { station: id, aqi, primary } of published) {
        const figure = await latest(id);
        expect([id, figure?.aqi, new Set(figure?.primary)]).toEqual([id, aqi, primary]);
      }
    });

    it('answer what is polled while InfluxDB answers nothing', { timeout: 8_000 }, async () => {
      await influxd.kill('SIGSTOP');
      try {
        const id = one?.station ?? '';
        expect((await latest(id))?.aqi).toBe(one?.aqi);
        const readings = await json<{ data: { parameter: string }[]; suspectUnknown?: true }>(
          `/v1/stations/${id}/latest`,
        );
        expect(readings.data.map(({ parameter }) => parameter)).toContain('pm2_5');
        // Flags stand in InfluxDB.
        expect(readings.suspectUnknown).toBe(true);
      } finally {
        await influxd.kill('SIGCONT');
      }
    });

    it('keep alerts, dead letters and the audit trail where they are, and answer them at the API', async () => {
      const id = one?.station ?? '';
      const rule = {
        id: 'fine',
        subject: { kind: 'station', id },
        figure: 'pm2_5',
        op: '>',
        raise: 400,
        clear: 300,
        text: { zh: '细颗粒物', en: 'fine particles' },
      };
      expect(await (await send('POST', '/v1/alert-rules', rule)).text()).toContain('"revision":1');
      await say(id, 'not JSON');
      const lastHour = new Date(Math.floor(Date.now() / 3_600_000) * 3_600_000).toISOString();
      await say(id, JSON.stringify({ ts: lastHour, values: { pm2_5: 450 } }));
      await say(id, JSON.stringify({ ts: one?.ts, values: { ...one?.values, pm2_5: 450 } }));
      const list = async (path: string) => (await json<{ data: object[] }>(path)).data;
      await until(async () => (await list('/v1/dead-letters')).length === 1, 'the dead letter');
      await until(
        async () => JSON.stringify(await list('/v1/alerts?ruleId=fine')).includes('firing'),
        'the alert',
      );
      await until(
        async () => (await list(`/v1/audit?subject=${id}`)).length > 0,
        'the line of the audit trail',
      );
      const [letter] = (await list('/v1/dead-letters')) as { id: number }[];
      const replayed = await send('POST', `/v1/dead-letters/${letter?.id}/replay`, {});
      expect([replayed.status, ((await replayed.json()) as { topic: string }).topic]).toEqual([
        200,
        `env/v1/air/${id}/observations`,
      ]);
      expect((await get('/v1/dead-letters', 'evaluate')).status).toBe(404);
    });

    it('stream results and alerts through the API', async () => {
      const stop = new AbortController();
      const stream = await fetch(`${apart.url.api}/v1/stream?topics=results`, { signal: stop.signal });
      expect(stream.headers.get('content-type')).toContain('text/event-stream');
      const two = published[1];
      await say(two?.station ?? '', JSON.stringify({ ts: two?.ts, values: { ...two?.values, so2: 77 } }));
      let text = '';
      for await (const chunk of stream.body ?? []) {
        text += Buffer.from(chunk).toString();
        if (text.includes(`"subject":"${two?.station}"`)) break;
      }
      stop.abort();
      expect(text).toContain('event: result');
    });

    it('describe every call at the API, whoever answers it', async () => {
      const { paths } = await json<{ paths: Record<string, unknown> }>('/openapi.json');
      for (const path of ['/v1/alerts', '/v1/alert-rules', '/v1/dead-letters', '/v1/audit', '/v1/stations'])
        expect(paths).toHaveProperty([path]);
    });

    it('say who is missing when one of them is, and go on without', async () => {
      apart.program.alert.signal('SIGTERM');
      expect(await apart.program.alert.ended()).toEqual({ code: 0, signal: null });
      const answer = await get('/v1/alerts');
      expect([answer.status, answer.headers.get('content-type')]).toEqual([
        503,
        expect.stringContaining('application/problem+json'),
      ]);
      expect(((await answer.json()) as { detail: string }).detail).toContain('LANBI_ALERT_URL');
      expect((await latest(published[2]?.station ?? ''))?.aqi).toBe(published[2]?.aqi);
      await apart.start('alert');
      expect(JSON.stringify(await json('/v1/alerts?ruleId=fine'))).toContain('firing');
    });

    it('say at the API when what is stored is not evaluated, while the evaluator is away (issue 20, no. 21)', async () => {
      interface State {
        readonly provisional: boolean;
        readonly evaluation: {
          readonly complete: boolean;
          readonly behind: number;
          readonly since: string | null;
        };
      }
      const third = published[2];
      const id = third?.station ?? '';
      const stateOf = (of: string) => json<State>(`/v1/air/stations/${of}/${LATEST}`);
      const complete = { complete: true, behind: 0, since: null };
      await until(async () => (await stateOf(id)).evaluation.complete, 'all is evaluated');
      apart.program.evaluate.signal('SIGTERM');
      await apart.program.evaluate.ended();
      await say(id, JSON.stringify({ ts: third?.ts, values: { ...third?.values, so2: 78 } }));
      await until(async () => !(await stateOf(id)).evaluation.complete, 'the API says so');
      expect(await stateOf(id)).toMatchObject({
        provisional: true,
        evaluation: { complete: false, behind: expect.any(Number), since: expect.stringMatching(/\+08:00$/) },
      });
      // Nothing of the other stations waits.
      expect((await stateOf(published[5]?.station ?? '')).evaluation).toEqual(complete);
      await apart.start('evaluate');
      await until(async () => (await stateOf(id)).evaluation.complete, 'it is evaluated');
      expect((await stateOf(id)).evaluation).toEqual(complete);
    });

    it('take up where they were when killed: what was stored meanwhile is evaluated, once', async () => {
      const third = published[3];
      const id = third?.station ?? '';
      for (const role of ['evaluate', 'api'] as const) {
        apart.program[role].signal('SIGKILL');
        await apart.program[role].ended();
      }
      await say(id, JSON.stringify({ ts: third?.ts, values: { ...third?.values, pm2_5: 500 } }));
      await apart.start('evaluate', 'api');
      await until(async () => (await latest(id))?.aqi === 500, 'the corrected index');
      expect((await latest(id))?.revision).toBe(2);
      const others: (Figure | undefined)[] = [];
      // One after the other: of a thousand at once some may be refused.
      for (const { station: other } of published.slice(4)) others.push(await latest(other));
      expect(others.map((figure) => figure?.aqi)).toEqual(published.slice(4).map(({ aqi }) => aqi));
      expect(new Set(others.map((figure) => figure?.revision))).toEqual(new Set([1]));
    });
  },
);
