import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { instant } from '@lanbi/standards';
import type { MqttClient } from 'mqtt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { metric, startTestApp, type TestApp, until } from '../support/app.ts';

const NOW = Date.parse('2026-04-01T12:10:00+08:00');
const HOUR = '2026-04-01T12:00:00+08:00';
const REGISTRY = {
  regions: [{ id: 'c', name: 'c', kind: 'city' }],
  stations: [{ id: 'A1', medium: 'air', name: 'A1', region: 'c' }],
};
const VALUES = { pm2_5: 35, pm10: 50, so2: 9, no2: 30, co: 0.6, o3: 70 };
const LATEST = '/v1/air/stations/A1/aqi/latest';

/** What a client without `Accept-Encoding` gets, such as a poller written with a plain socket. */
async function plain(url: string, headers: Record<string, string> = {}) {
  const { promise, resolve, reject } = Promise.withResolvers<import('node:http').IncomingMessage>();
  request(url, { headers }, resolve).on('error', reject).end();
  const response = await promise;
  const body = await text(response);
  return { status: response.statusCode, etag: response.headers.etag ?? '', body };
}

describe('figures that are kept as bytes', () => {
  let app: TestApp;
  let station: MqttClient;
  const publish = (values: object, ts = HOUR) =>
    station.publishAsync('env/v1/air/A1/observations', JSON.stringify({ ts, values }), { qos: 1 });
  const evaluated = () =>
    until(async () => (await metric(app, 'lanbi_evaluate_lag')) === 0, 'all is evaluated');
  const shown = async (path: string) => JSON.parse((await plain(app.apiUrl + path)).body);

  beforeAll(async () => {
    app = await startTestApp(REGISTRY, {}, { now: () => instant(NOW) });
    station = await app.connect();
    await publish(VALUES);
    await until(async () => (await app.get(LATEST)).ok, 'the first index');
    await evaluated();
  });
  afterAll(() => app.stop());

  it.each([
    [LATEST, ({ concentrations }: { concentrations: { pm2_5: number } }) => concentrations.pm2_5],
    [
      `/v1/air/stations/A1/aqi?from=2026-04-01&to=2026-04-01`,
      ({ data }: { data: { concentrations: { pm2_5: number } }[] }) => data.at(-1)?.concentrations.pm2_5,
    ],
    [
      '/v1/stations/A1/latest',
      ({ data }: { data: { parameter: string; value: number }[] }) =>
        data.find(({ parameter }) => parameter === 'pm2_5')?.value,
    ],
  ])('show a correction as soon as it is evaluated: %s', async (path, readingOf) => {
    for (const pm2_5 of [41, 42, 43, 44, 45]) {
      await shown(path);
      await publish({ ...VALUES, pm2_5 });
      await evaluated();
      await expect.poll(async () => readingOf((await shown(path)) as never)).toBe(pm2_5);
      // Other requests, in other ways, get the same answer.
      expect(readingOf((await app.json(path)) as never)).toBe(pm2_5);
    }
  });

  it('answer a poller with its tag 304 until something changed', async () => {
    const url = app.apiUrl + LATEST;
    const { etag } = await plain(url);
    for (let n = 0; n < 3; n++)
      expect(await plain(url, { 'if-none-match': etag })).toEqual({ status: 304, etag, body: '' });
    await publish({ ...VALUES, pm2_5: 50 });
    await evaluated();
    await expect.poll(async () => (await plain(url, { 'if-none-match': etag })).status).toBe(200);
  });
});
