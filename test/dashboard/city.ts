import { instant } from '@lanbi/standards';
import type { Browser } from 'playwright-core';
import { startTestApp, type TestApp, until } from '../support/app.ts';

/** The program with the readings of the city, and a browser. */
export interface City {
  readonly app: TestApp;
  readonly browser: Browser;
}

const HOUR = 3_600_000;
/** What the clocks of the program and of the browser show. */
export const NOW = Date.parse('2026-04-03T10:05:00+08:00');
const FIRST = Date.parse('2026-04-01T00:00:00+08:00');
export const MARKUP = '<img src=x onerror="document.title=1">';

const place = (lat: number, lon: number) => ({ location: { lat, lon } });

/** A small city with a lake; one name holds markup, one district is silent. */
export const CITY = {
  regions: [
    { id: 'city', name: { zh: '试验市', en: 'Trial city' }, kind: 'city' },
    {
      ...{ id: 'north', name: { zh: '北区', en: 'North' }, kind: 'district', parent: 'city' },
      targets: { '2026': { pm2_5: 40, composite_index: 4.4, good_days: 250, o3: 160 } },
    },
    { id: 'south', name: { zh: MARKUP, en: MARKUP }, kind: 'district', parent: 'city' },
    { id: 'quiet', name: { zh: '静区', en: 'Quiet' }, kind: 'district', parent: 'city' },
  ],
  stations: [
    {
      id: 'N1',
      medium: 'air',
      name: { zh: '北一', en: 'North one' },
      region: 'north',
      parameters: ['pm2_5', 'pm10', 'so2', 'no2', 'co', 'o3', 'wind_speed', 'wind_direction'],
      ...place(38.9, 115.4),
    },
    {
      id: 'L1',
      medium: 'air',
      name: { zh: '北二', en: 'North two' },
      region: 'north',
      role: 'other',
      ...place(39.1, 115.5),
    },
    { id: 'S1', medium: 'air', name: { zh: MARKUP, en: MARKUP }, region: 'south', ...place(38.9, 115.4) },
    {
      id: 'Q1',
      medium: 'air',
      name: { zh: '静一', en: 'Quiet one' },
      region: 'quiet',
      ...place(38.7, 115.6),
    },
    { id: 'W1', medium: 'water', name: 'W1', region: 'north', section: 'upper', period: 14400 },
    { id: 'W2', medium: 'water', name: 'W2', region: 'south', section: 'mouth', period: 14400 },
    { id: 'W3', medium: 'water', name: 'W3', region: 'south', section: 'middle', period: 14400 },
  ],
  lakes: [{ id: 'lake', name: { zh: '试验湖', en: 'Trial lake' }, basin: 'b' }],
  rivers: [{ id: 'river', name: { zh: '试验河', en: 'Trial river' }, basin: 'b', inflowOf: 'lake' }],
  sections: [
    {
      id: 'upper',
      name: { zh: '上游', en: 'Upper' },
      river: 'river',
      km: 10,
      region: 'north',
      waterBody: 'river',
      target: 'III',
      control: 'national',
      ...place(38.95, 115.3),
    },
    {
      id: 'mouth',
      name: { zh: '河口', en: 'Mouth' },
      river: 'river',
      km: 40,
      region: 'south',
      waterBody: 'river',
      target: 'II',
      control: 'provincial',
      ...place(38.8, 115.7),
    },
    {
      id: 'middle',
      name: { zh: '湖心', en: 'Middle' },
      lake: 'lake',
      region: 'south',
      waterBody: 'lake',
      target: 'III',
      control: 'national',
      ...place(38.75, 115.9),
    },
  ],
};

/** Readings that rise and fall over the hours, each station on its own level. */
const airAt = (hour: number, level: number) => ({
  pm2_5: level + (hour % 12) * 3,
  pm10: 2 * level + (hour % 7) * 4,
  so2: 8 + (hour % 3),
  no2: 30 + (hour % 5),
  co: 0.8,
  o3: 60 + (hour % 24),
});
const windAt = (hour: number) => ({ wind_speed: 1 + (hour % 4), wind_direction: (hour * 30) % 360 });
const waterAt = (hour: number, nh3n: number) => ({
  water_temperature: 12,
  ph: 7.9,
  do: 9.1,
  codmn: 3.2,
  nh3n: nh3n + (hour % 8) / 100,
  tp: 0.04,
  tn: 1.9,
});

const hours = (step: number): number[] =>
  Array.from({ length: Math.floor((NOW - FIRST) / HOUR / step) }, (_, at) => (at + 1) * step);
const messages = (step: number, valuesAt: (hour: number) => object) =>
  hours(step)
    // A gap of three hours this morning, which stays a gap.
    .filter((hour) => hour < 50 || hour > 52)
    .map((hour) => ({ ts: new Date(FIRST + hour * HOUR).toISOString(), values: valuesAt(hour) }));

/** The program with that city and two and a half days of its readings, at a fixed time. */
export async function startCity(env: Record<string, string> = {}): Promise<TestApp> {
  const app = await startTestApp(CITY, env, { now: () => instant(NOW) });
  const station = await app.connect();
  const publish = (medium: string, id: string, all: object) =>
    station.publishAsync(`env/v1/${medium}/${id}/observations`, JSON.stringify(all), { qos: 1 });
  // The last of this one is three hours old: it is late. Districts do not count it.
  const late = messages(1, (hour) => airAt(hour, 25)).filter(({ ts }) => Date.parse(ts) <= NOW - 3 * HOUR);
  await publish('air', 'L1', late);
  await publish(
    'air',
    'N1',
    messages(1, (hour) => ({ ...airAt(hour, 25), ...windAt(hour) })),
  );
  await publish(
    'air',
    'S1',
    messages(1, (hour) => airAt(hour, 70)),
  );
  await publish(
    'water',
    'W1',
    messages(4, (hour) => waterAt(hour, 0.2)),
  );
  await publish(
    'water',
    'W2',
    messages(4, (hour) => waterAt(hour, 0.6)),
  );
  await publish(
    'water',
    'W3',
    messages(4, (hour) => waterAt(hour, 0.2)),
  );
  await until(async () => {
    const { evaluation } = await app.json<{ evaluation?: { complete: boolean } }>(
      '/v1/air/regions/city/aqi/latest',
    );
    const { class: found } = await app.json<{ class?: string }>('/v1/water/sections/middle/class/latest');
    const ready = (await (await app.get('/readyz')).json()) as { status: string };
    return evaluation?.complete === true && found !== undefined && ready.status === 'ready';
  }, 'all is evaluated');
  // A correction, of a station that no region counts, and dust on a day that is not over.
  const corrected = { ts: '2026-04-02T05:00:00+08:00', values: airAt(29, 40) };
  await publish('air', 'L1', [corrected]);
  await until(
    async () => (await app.json<{ data: unknown[] }>('/v1/audit?subject=L1')).data.length > 0,
    'the correction is evaluated',
  );
  await app.post('/v1/annotations', {
    ...{ kind: 'dust-day', region: 'city', pollutants: ['pm10'] },
    ...{ from: '2026-04-03', reason: 'notice 3' },
  });
  return app;
}
