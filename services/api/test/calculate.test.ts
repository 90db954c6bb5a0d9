import type { Registry } from '@lanbi/model';
import { createLogger, createMetrics, systemClock } from '@lanbi/runtime';
import { createEmbeddedStore } from '@lanbi/store-embedded';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApi } from '../src/index.ts';

const registry: Registry = {
  regions: new Map(),
  stations: new Map(),
  lakes: new Map(),
  rivers: new Map(),
  sections: new Map(),
  stationsOfSection: new Map(),
};
const store = createEmbeddedStore({ path: ':memory:' });
const deps = {
  store,
  registry,
  clock: systemClock,
  metrics: createMetrics(),
  log: createLogger('silent'),
  replayer: {
    replay: async () => undefined,
    replayAll: async () => ({ stored: 0, partly: 0, refused: 0 }),
  },
  readiness: async () => [],
  apiKeys: [],
};
let api: Awaited<ReturnType<typeof createApi>>;

beforeAll(async () => {
  await store.open();
  api = await createApi(deps);
});
afterAll(async () => {
  await api.close();
  await store.close();
});

const post = async (path: string, payload: object) =>
  (await api.inject({ method: 'POST', url: `/v1/calculate/${path}`, payload })).json();
const clean = { so2: 10, no2: 15, co: 0.5, o3: 60, pm10: 20, pm2_5: 10 };

describe('POST /v1/calculate/aqi', () => {
  const daily = (at: string, values: object) =>
    post('aqi', { kind: 'daily', at, values: { ...clean, ...values } });

  it('chooses the edition by the date: PM2.5 70 is level 2 on 2026-02-28 and level 3 a day later', async () => {
    expect(await daily('2026-02-28', { pm2_5: 70 })).toMatchObject({ level: 2, edition: 'HJ 633-2012' });
    expect(await daily('2026-03-01', { pm2_5: 70 })).toMatchObject({ level: 3, edition: 'HJ 633-2026' });
  });

  it('is exact where doubles are not', async () => {
    expect(await daily('2026-03-01', { co: 2.2 })).toMatchObject({ subIndices: { co: 55 }, primary: ['co'] });
    const hourly = await post('aqi', { kind: 'hourly', at: '2026-03-01', values: { ...clean, co: 65.4 } });
    expect(hourly).toMatchObject({ aqi: 218, level: 5 });
  });

  it('lists ties together', async () => {
    const { aqi, primary } = await daily('2026-04-01', { pm2_5: 60, pm10: 120 });
    expect([aqi, [...primary].sort()]).toEqual([100, ['pm10', 'pm2_5']]);
  });

  it('withholds the index of 2026 when something is missing, not when it is not monitored', async () => {
    expect(await daily('2026-04-01', { pm10: null })).toMatchObject({
      aqi: null,
      reason: 'incomplete',
      missing: { pm10: 'no-data' },
    });
    expect(await daily('2026-04-01', { pm10: null, pm2_5: 70 })).toMatchObject({ level: 3 });
    expect(await daily('2026-04-01', { pm10: 'not-monitored' })).toMatchObject({
      missing: { pm10: 'not-monitored' },
      level: 1,
    });
  });

  it('refuses a method that the edition does not have, and says which there are', async () => {
    const hourly = { kind: 'hourly', at: '2026-04-01', values: clean };
    expect(await post('aqi', { ...hourly, method: 'live' })).toMatchObject({
      status: 400,
      type: expect.stringMatching(/unknown-edition$/),
      detail: 'no hourly method live of HJ 633-2026; there are hourly',
    });
    expect(await post('aqi', { ...hourly, method: 'hourly' })).toMatchObject({ method: 'hourly', level: 1 });
    expect(await post('aqi', { ...hourly, edition: '2012', method: 'daily' })).toMatchObject({ status: 400 });
  });

  it('takes the sliding means that the text of 2012 asks for', async () => {
    const asked = { kind: 'hourly', edition: '2012', method: 'text', values: clean };
    expect(await post('aqi', asked)).toMatchObject({ missing: { pm10: 'no-data', pm2_5: 'no-data' } });
    const further = { o3_8h: 161, pm10_24h: 20, pm2_5_24h: 10 };
    expect(await post('aqi', { ...asked, further })).toMatchObject({
      aqi: 101,
      primary: ['o3'],
      missing: {},
    });
  });

  it('refuses what it does not know, as a problem', async () => {
    const response = await api.inject({
      method: 'POST',
      url: '/v1/calculate/aqi',
      payload: { kind: 'daily', edition: '1999', values: clean },
    });
    expect(response.statusCode).toBe(400);
    expect(response.headers['content-type']).toContain('application/problem+json');
    expect(response.json()).toMatchObject({ status: 400, type: expect.stringMatching(/unknown-edition$/) });
    const negative = await api.inject({
      method: 'POST',
      url: '/v1/calculate/aqi',
      payload: { kind: 'daily', values: { ...clean, co: -1 } },
    });
    expect(negative.json()).toMatchObject({ status: 400, type: expect.stringMatching(/bad-request$/) });
  });
});

describe('POST /v1/calculate/composite-index', () => {
  it.each([
    ['婺源 2023-09', '2023-09-30', { so2: 11, no2: 16, pm10: 40, pm2_5: 16, co: 0.6, o3: 139 }, 2.63],
    ['普宁 2025', '2025-12-31', { so2: 6, no2: 12, pm10: 51, pm2_5: 19, co: 0.9, o3: 137 }, 2.75],
  ])('%s as published', async (_name, at, values, index) => {
    expect(await post('composite-index', { at, values })).toMatchObject({ index, edition: 'GB 3095-2012' });
  });
});

describe('POST /v1/calculate/composite-index by annex C', () => {
  const values = { so2: 6, no2: 12, pm10: 51, pm2_5: 19, co: 0.9, o3: 137 };

  it('takes the percentiles, and is incomplete without them', async () => {
    const asked = { at: '2025-12-31', method: 'annex-c', values };
    expect(await post('composite-index', asked)).toMatchObject({ index: null, reason: 'incomplete' });
    // so2 max(0.10, 0.20) no2 max(0.30, 0.50) pm10 max(0.73, 0.80) pm2_5 max(0.54, 0.40) co 0.22 o3 0.86
    const percentiles = { so2: 30, no2: 40, pm10: 120, pm2_5: 30 };
    expect(await post('composite-index', { ...asked, percentiles })).toMatchObject({
      index: 3.12,
      method: 'annex-c',
      terms: { so2: 0.2, no2: 0.5, pm10: 0.8, pm2_5: 0.54, co: 0.22, o3: 0.86 },
      primary: ['o3'],
    });
  });
});

describe('POST /v1/calculate/water-class', () => {
  it.each([
    ['river', { do: 5, codmn: 0.89, nh3n: 0.006, tp: 0.057 }, 'III'],
    ['lake', { do: 9, codmn: 1, nh3n: 0.1, tp: 0.05 }, 'III'],
    ['river', { ph: 9.01, do: 9 }, 'worse-than-V'],
    ['river', { ph: 8.45, do: 7.34 }, 'II'],
  ])('%s %o is %s', async (waterBody, values, expected) => {
    expect(await post('water-class', { waterBody, values })).toMatchObject({
      class: expected,
      edition: 'GB 3838-2002',
    });
  });

  it('gives null and the reason when no item takes part', async () => {
    expect(await post('water-class', { waterBody: 'river', values: { tp: null } })).toMatchObject({
      class: null,
      reason: 'no-data',
    });
  });
});

describe('operations', () => {
  it('describe every route in OpenAPI 3.1', async () => {
    const document = (await api.inject('/openapi.json')).json();
    expect(document.openapi).toMatch(/^3\.1\./);
    expect(Object.keys(document.paths).sort()).toEqual(
      [
        '/healthz',
        '/readyz',
        '/metrics',
        ...['stations', 'sections', 'regions', 'rivers', 'lakes'].flatMap((list) => [
          `/v1/${list}`,
          `/v1/${list}/{id}`,
        ]),
        '/v1/figures',
        '/v1/parameters',
        '/v1/stations/{id}/latest',
        '/v1/stations/{id}/observations',
        ...['stations', 'regions'].flatMap((kind) => [
          `/v1/air/${kind}/{id}/aqi`,
          `/v1/air/${kind}/latest`,
          `/v1/air/${kind}/{id}/aqi/latest`,
          `/v1/air/${kind}/{id}/composite-index`,
        ]),
        ...['', '/replay', '/{id}', '/{id}/replay'].map((path) => `/v1/dead-letters${path}`),
        '/v1/air/rankings',
        '/v1/air/regions/{id}/targets',
        ...['hours', 'days', 'periods', 'completeness'].map((table) => `/v1/air/${table}`),
        ...['samples', 'days', 'months', 'completeness', 'rivers', 'lakes', 'exceedances', 'trophic'].map(
          (table) => `/v1/water/${table}`,
        ),
        '/v1/corrections',
        ...['', '/{id}', '/{id}/withdraw'].map((path) => `/v1/annotations${path}`),
        ...['/published', '/published/{number}', '/{period}/publish'].map((path) => `/v1/bulletins${path}`),
        '/v1/water/rankings',
        '/v1/water/regions/{id}/quality-index',
        '/v1/water/sections/{id}/trend',
        '/v1/audit',
        '/v1/recompute',
        '/v1/water/sections/latest',
        '/v1/water/sections/{id}/class',
        '/v1/water/sections/{id}/class/latest',
        '/v1/water/rivers/{id}/class',
        '/v1/water/lakes/{id}/class',
        '/v1/water/summary',
        '/v1/bulletins/{period}',
        '/v1/calculate/aqi',
        '/v1/calculate/composite-index',
        '/v1/calculate/water-class',
      ].sort(),
    );
  });

  it('answer an unknown path and an unknown station as problems', async () => {
    for (const url of [
      '/nothing',
      '/v1/stations/NOBODY',
      '/v1/stations/NOBODY/latest',
      '/v1/air/stations/X/aqi/latest',
    ]) {
      const response = await api.inject(url);
      expect([url, response.statusCode, response.json().type]).toEqual([
        url,
        404,
        expect.stringMatching(/not-found$/),
      ]);
    }
  });
});

describe('a body with a value of another type says what stands there and what is wanted', () => {
  const values = (of: object) => ({ kind: 'hourly', values: of });

  it.each([
    [
      'aqi',
      values({ pm2_5: '35' }),
      'body/values/pm2_5: "35" is a text; write the number without quotes: 35',
    ],
    ['aqi', values({ pm2_5: '<2' }), 'body/values/pm2_5: found "<2"; write a number such as 35'],
    ['aqi', values([]), 'body/values: found []; write an object'],
    ['aqi', [], 'body: found []; write an object'],
    ['aqi', { ...values({}), at: 5 }, 'body/at: found 5; write a text in double quotes'],
    [
      'water-class',
      { waterBody: 'river', values: { do: true } },
      'body/values/do: found true; write a number',
    ],
  ])('%s %j', async (path, body, part) => {
    const { detail } = await post(path, body);
    expect(detail).toContain(part);
    expect(detail).not.toMatch(/invalid input|expected|received/i);
  });
});
