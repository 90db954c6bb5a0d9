import { instant } from '@lanbi/standards';
import type { MqttClient } from 'mqtt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { metric, startTestApp, type TestApp, until } from '../support/app.ts';

const NOW = Date.parse('2026-04-01T12:10:00+08:00');
const REGISTRY = {
  regions: [
    { id: 'p', name: { zh: '省', en: 'Province' }, kind: 'province' },
    {
      id: 'c',
      name: { zh: '市', en: 'City' },
      kind: 'city',
      parent: 'p',
      location: { lat: 38.87, lon: 115.46 },
    },
    { id: 'd', name: '区', kind: 'district', parent: 'c' },
    { id: 'other', name: '别市', kind: 'city', parent: 'p' },
  ],
  stations: [
    {
      id: 'A1',
      medium: 'air',
      name: { zh: '一', en: 'One' },
      region: 'd',
      location: { lat: 38.9, lon: 115.4 },
    },
    { id: 'A2', medium: 'air', name: 'A2', region: 'c', role: 'traffic' },
    { id: 'W1', medium: 'water', name: 'W1', region: 'd', section: 's1', period: 14400 },
  ],
  rivers: [{ id: 'r', name: '河' }],
  sections: [
    {
      id: 's1',
      name: '桥',
      region: 'd',
      river: 'r',
      waterBody: 'river',
      target: 'III',
      km: 12.5,
      location: { lat: 38.8, lon: 115.9 },
    },
    { id: 's2', name: '坝', region: 'other', river: 'r', waterBody: 'river' },
  ],
};
const STATIONS = '/v1/air/stations/latest';
const REGIONS = '/v1/air/regions/latest';
const SECTIONS = '/v1/water/sections/latest';

interface Row {
  readonly id: string;
  readonly [name: string]: unknown;
}
interface Rows {
  readonly data: readonly Row[];
  readonly meta: Readonly<Record<string, unknown>>;
}

describe('the latest figures of all subjects in one call', () => {
  let app: TestApp;
  let client: MqttClient;
  const publish = (topic: string, ts: string, values: object) =>
    client.publishAsync(`env/v1/${topic}/observations`, JSON.stringify({ ts, values }), { qos: 1 });
  const evaluated = () =>
    until(async () => (await metric(app, 'lanbi_evaluate_lag')) === 0, 'all is evaluated');
  const rows = async (path: string) => (await app.json<Rows>(path)).data;
  const inForm = async (path: string, accept: string) =>
    (await fetch(app.apiUrl + path, { headers: { accept } })).text();

  beforeAll(async () => {
    app = await startTestApp(REGISTRY, {}, { now: () => instant(NOW) });
    client = await app.connect();
    // HJ 633-2026, hour: PM2.5 has the breakpoints of the day, (100 - 50) / (60 - 35) × (45 - 35) + 50 = 70.
    const values = { pm2_5: 45.4, pm10: 50, so2: 9, no2: 30, co: 0.64, o3: 70 };
    await publish('air/A1', '2026-04-01T12:00:00+08:00', values);
    // Class III by table 1: ammonia 0.75 is over class II (0.5) and not over III (1.0).
    await publish('water/W1', '2026-04-01T12:00:00+08:00', {
      ph: 7.5,
      do: 8,
      codmn: 3,
      nh3n: 0.75,
      tp: 0.08,
    });
    await until(async () => (await app.get('/v1/water/sections/s1/class/latest')).ok, 'the first class');
    await evaluated();
  });
  afterAll(() => app.stop());

  it('have a row for each air station, with the reason where there is no figure', async () => {
    const { data, meta } = await app.json<Rows>(STATIONS);
    expect(data).toMatchObject([
      {
        id: 'A1',
        name: { zh: '一', en: 'One' },
        region: 'd',
        regions: ['d', 'c', 'p'],
        role: 'evaluation',
        location: { lat: 38.9, lon: 115.4 },
        to: '2026-04-01T12:00:00+08:00',
        aqi: 70,
        level: 2,
        primary: ['pm2_5'],
        concentrations: { pm2_5: 45, co: 0.6 },
        validity: { kind: 'valid' },
        provisional: true,
        complete: true,
        staleness: { state: 'live', lastSeen: '2026-04-01T12:00:00+08:00' },
        revision: 1,
      },
      {
        id: 'A2',
        to: null,
        aqi: null,
        reason: 'no-data',
        role: 'traffic',
        location: null,
        validity: { kind: 'missing', reason: 'no-data' },
        staleness: { state: 'never-seen' },
      },
    ]);
    expect(data[0]).not.toHaveProperty('edition');
    expect(meta).toMatchObject({
      interval: 'hour',
      edition: 'HJ 633-2026',
      standards: [{ edition: 'HJ 633-2026' }, { edition: expect.stringContaining('GB 3095-2026') }],
      units: { pm2_5: 'ug/m3', co: 'mg/m3' },
      evaluation: { complete: true },
    });
    expect(meta['categories']).toContainEqual({
      level: 2,
      zh: '良',
      en: 'good',
      rgb: [255, 255, 0],
      upTo: 100,
    });
  });

  it('have the districts and cities, and the sections with river, kilometre and target', async () => {
    expect(await rows(REGIONS)).toMatchObject([
      { id: 'c', kind: 'city', regions: ['p'], aqi: 70, coverage: { pm2_5: { expected: 1, observed: 1 } } },
      { id: 'd', kind: 'district', parent: 'c', aqi: 70 },
      { id: 'other', aqi: null, reason: 'no-evaluation-point', location: null },
    ]);
    expect(await rows(SECTIONS)).toMatchObject([
      {
        id: 's1',
        river: 'r',
        km: 12.5,
        target: 'III',
        ts: '2026-04-01T12:00:00+08:00',
        class: 'III',
        determining: ['nh3n'],
        items: { nh3n: { value: 0.75, class: 'III' } },
        exceedances: [],
        stations: ['W1'],
      },
      { id: 's2', class: null, reason: 'no-data', target: null, items: {} },
    ]);
    const { meta } = await app.json<Rows>(SECTIONS);
    expect(meta).toMatchObject({ edition: 'GB 3838-2002', units: { nh3n: 'mg/L' } });
    expect(meta['classes']).toContainEqual(expect.objectContaining({ class: 'III', zh: '良好' }));
  });

  it('say of each subject what its own call says', async () => {
    const single = await app.json<Row>('/v1/air/regions/d/aqi/latest');
    const row = (await rows(REGIONS)).find(({ id }) => id === 'd');
    for (const member of ['aqi', 'level', 'primary', 'subIndices', 'from', 'to', 'revision', 'computedAt'])
      expect([member, row?.[member]]).toEqual([member, single[member]]);
    const sample = await app.json<Row>('/v1/water/sections/s1/class/latest');
    const section = (await rows(SECTIONS))[0];
    for (const member of ['class', 'determining', 'ts', 'target', 'revision', 'computedAt'])
      expect([member, section?.[member]]).toEqual([member, sample[member]]);
  });

  it('take a region with everything below it', async () => {
    const ids = async (path: string) => (await rows(path)).map(({ id }) => id);
    expect(await ids(`${STATIONS}?region=d`)).toEqual(['A1']);
    expect(await ids(`${STATIONS}?region=c`)).toEqual(['A1', 'A2']);
    expect(await ids(`${REGIONS}?region=p`)).toEqual(['c', 'd', 'other']);
    expect(await ids(`${SECTIONS}?region=other`)).toEqual(['s2']);
    const refused = await app.get(`${STATIONS}?region=othr`);
    expect([refused.status, await refused.json()]).toMatchObject([
      404,
      { detail: expect.stringContaining('did you mean other?') },
    ]);
  });

  it('are points on a map as GeoJSON, also without a place', async () => {
    for (const text of [
      await inForm(STATIONS, 'application/geo+json'),
      await inForm(`${STATIONS}?format=geojson`, '*/*'),
    ]) {
      const map = JSON.parse(text);
      expect(map).toMatchObject({
        type: 'FeatureCollection',
        features: [
          {
            type: 'Feature',
            id: 'A1',
            geometry: { type: 'Point', coordinates: [115.4, 38.9] },
            properties: { id: 'A1', aqi: 70 },
          },
          { type: 'Feature', id: 'A2', geometry: null, properties: { aqi: null } },
        ],
        meta: { edition: 'HJ 633-2026' },
      });
      expect(map.features[0].properties).not.toHaveProperty('location');
    }
  });

  it('are a table whose rows say everything themselves', async () => {
    const [head, first, second] = (await inForm(STATIONS, 'text/csv'))
      .replace('\uFEFF', '')
      .split('\r\n')
      .join('\n')
      .split('\n');
    const names = head?.split(',') ?? [];
    const cell = (line: string | undefined, name: string) => line?.split(',')[names.indexOf(name)];
    expect([cell(first, 'id'), cell(first, 'aqi'), cell(first, 'edition')]).toEqual([
      'A1',
      '70',
      'HJ 633-2026',
    ]);
    expect([cell(second, 'id'), cell(second, 'aqi'), cell(second, 'reason')]).toEqual(['A2', '', 'no-data']);
    const lines = (await inForm(`${SECTIONS}?format=ndjson`, '*/*')).trim().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { id: 's1', class: 'III', edition: 'GB 3838-2002' },
      { id: 's2', class: null },
    ]);
  });

  it('take columns by name in every form, and refuse one that they do not have', async () => {
    const asked = `${STATIONS}?fields=aqi,id,concentrations.pm2_5,location`;
    expect(await rows(asked)).toEqual([
      { aqi: 70, id: 'A1', concentrations: { pm2_5: 45 }, location: { lat: 38.9, lon: 115.4 } },
      { aqi: null, id: 'A2', concentrations: {}, location: null },
    ]);
    expect((await inForm(asked, 'text/csv')).replace('\uFEFF', '').trim().split(/\r?\n/)).toEqual([
      'aqi,id,concentrations.pm2_5,location.lat,location.lon',
      '70,A1,45,38.9,115.4',
      ',A2,,,',
    ]);
    expect(
      (await inForm(asked, 'application/x-ndjson'))
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line))[0],
    ).toEqual({
      aqi: 70,
      id: 'A1',
      concentrations: { pm2_5: 45 },
      location: { lat: 38.9, lon: 115.4 },
    });
    const map = JSON.parse(await inForm(asked, 'application/geo+json'));
    expect(map.features[0].properties).toEqual({
      aqi: 70,
      id: 'A1',
      concentrations: { pm2_5: 45 },
      location: { lat: 38.9, lon: 115.4 },
    });
    const refused = await app.get(`${STATIONS}?fields=id,api`);
    expect([refused.status, await refused.json()]).toMatchObject([
      400,
      {
        errors: [
          { field: 'querystring/fields', message: expect.stringContaining('"api"; did you mean aqi?') },
        ],
      },
    ]);
    expect((await app.get(`${STATIONS}?fields=`)).status).toBe(400);
    expect((await app.get(`${STATIONS}?format=xml`)).status).toBe(400);
    expect((await fetch(app.apiUrl + STATIONS, { headers: { accept: 'text/html' } })).status).toBe(406);
  });

  it('show a correction, and are 304 until then', async () => {
    const tag = async (path: string) => (await app.get(path)).headers.get('etag') ?? '';
    const known = await tag(STATIONS);
    const again = () => fetch(app.apiUrl + STATIONS, { headers: { 'if-none-match': known } });
    expect((await again()).status).toBe(304);
    expect(await tag(`${STATIONS}?format=csv`)).not.toBe(known);
    for (const pm2_5 of [46, 47, 48]) {
      await publish('air/A1', '2026-04-01T12:00:00+08:00', { pm2_5 });
      await evaluated();
      // (100 - 50) / (60 - 35) = 2 for each µg/m³ above 35.
      await expect.poll(async () => (await rows(STATIONS))[0]?.['aqi']).toBe(50 + 2 * (pm2_5 - 35));
      await expect.poll(async () => (await rows(REGIONS))[1]?.['aqi']).toBe(50 + 2 * (pm2_5 - 35));
    }
    expect((await again()).status).toBe(200);
  });

  it('do not stand in the way of a subject of that name', async () => {
    expect((await app.get('/v1/air/stations/latest/aqi/latest')).status).toBe(404);
    expect((await app.get('/v1/air/stations/A1/aqi/latest')).status).toBe(200);
  });
});
