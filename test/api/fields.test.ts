import { instant } from '@lanbi/standards';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp, until } from '../support/app.ts';

const NOW = Date.parse('2026-04-01T12:10:00+08:00');
const REGISTRY = {
  regions: [{ id: 'c', name: 'c', kind: 'city' }],
  stations: [
    { id: 'A1', medium: 'air', name: 'A1', region: 'c' },
    { id: 'W1', medium: 'water', name: 'W1', region: 'c', section: 's1', period: 14400 },
  ],
  rivers: [{ id: 'r', name: 'r' }],
  sections: [{ id: 's1', name: 's1', region: 'c', river: 'r', waterBody: 'river' }],
};
const AT = '2026-04-01T12:00:00+08:00';
const DAY = 'from=2026-04-01&to=2026-04-01';
const AQI = `/v1/air/stations/A1/aqi?${DAY}`;

interface Rows {
  readonly data: readonly object[];
  readonly meta: object;
}

describe('the columns of a series', () => {
  let app: TestApp;
  const text = async (path: string, accept: string) =>
    (await (await fetch(app.apiUrl + path, { headers: { accept } })).text()).replace('\uFEFF', '');

  beforeAll(async () => {
    app = await startTestApp(REGISTRY, {}, { now: () => instant(NOW) });
    const client = await app.connect();
    const publish = (topic: string, values: object) =>
      client.publishAsync(`env/v1/${topic}/observations`, JSON.stringify({ ts: AT, values }), { qos: 1 });
    await publish('air/A1', { pm2_5: 45, pm10: 50, so2: 9, no2: 30, co: 0.6, o3: 70 });
    await publish('water/W1', { ph: 7.5, do: 8, codmn: 3, nh3n: 0.75, tp: 0.08 });
    await until(async () => (await app.get('/v1/air/stations/A1/aqi/latest')).ok, 'the first hour');
    await until(async () => (await app.get('/v1/water/sections/s1/class/latest')).ok, 'the first class');
  });
  afterAll(() => app.stop());

  it.each([
    // HJ 633-2026, hour: (100 - 50) / (60 - 35) × (45 - 35) + 50 = 70.
    [`${AQI}&fields=to,aqi,concentrations.pm2_5`, { to: AT, aqi: 70, concentrations: { pm2_5: 45 } }],
    [
      `/v1/stations/A1/observations?parameter=co&${DAY}&fields=ts,value,unit`,
      { ts: AT, value: 0.6, unit: 'mg/m3' },
    ],
    // GB 3838-2002 table 1: ammonia 0.75 is within class III (1.0).
    [
      `/v1/water/sections/s1/class?${DAY}&fields=ts,class,determining`,
      { ts: AT, class: 'III', determining: ['nh3n'] },
    ],
  ])('are those that are asked for, in every form: %s', async (path, row) => {
    const { data, meta } = await app.json<Rows>(path);
    expect(data).toEqual([row]);
    expect(meta).toMatchObject({ limit: 100 });
    const lines = (await text(path, 'application/x-ndjson')).trim().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toEqual([row]);
    const [head] = (await text(path, 'text/csv')).split(/\r?\n/);
    expect(head).toBe(/fields=(.*)$/.exec(path)?.[1]);
  });

  it('stand in the order in which they are asked for, a group with all its members', async () => {
    const [head, row] = (await text(`${AQI}&fields=aqi,subIndices,to`, 'text/csv')).split(/\r?\n/);
    expect(head).toBe(
      'aqi,subIndices.so2,subIndices.no2,subIndices.co,subIndices.o3,subIndices.pm10,subIndices.pm2_5,to',
    );
    expect(row?.split(',').at(-2)).toBe('70');
  });

  it('are refused where the call does not have them', async () => {
    const refused = await app.get(`${AQI}&fields=to,concentration`);
    expect([refused.status, await refused.json()]).toMatchObject([
      400,
      {
        errors: [
          { field: 'querystring/fields', message: expect.stringContaining('did you mean concentrations?') },
        ],
      },
    ]);
    // A station is no column of a region's table.
    expect((await app.get(`/v1/air/regions/c/aqi?${DAY}&fields=station`)).status).toBe(400);
  });
});
