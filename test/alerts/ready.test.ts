import type { Clock } from '@lanbi/model';
import { instant } from '@lanbi/standards';
import { expect, it, onTestFinished } from 'vitest';
import { startTestApp, type TestApp, until } from '../support/app.ts';

const REGISTRY = {
  regions: [{ id: 'city', name: 'city', kind: 'city' }],
  rivers: [{ id: 'river', name: 'river' }],
  sections: [{ id: 'S', name: 'S', river: 'river', region: 'city', waterBody: 'river', target: 'III' }],
  stations: [
    { id: 'C1', medium: 'air', name: 'C1', region: 'city' },
    { id: 'W1', medium: 'water', name: 'W1', region: 'city', section: 'S', period: 3600 },
  ],
};
const HOUR = 3_600_000;
const BEGIN = Date.parse('2023-01-01T00:00:00+08:00');
const CLEAN = { so2: 10, no2: 20, pm10: 300, pm2_5: 30, co: 0.5, o3: 50 };
const GOOD_WATER = { water_temperature: 20, ph: 7, do: 8, codmn: 2, nh3n: 0.1, tp: 0.05 };

interface Change {
  readonly ruleId: string;
  readonly state: string;
  readonly since: string;
  readonly value: number | null;
  readonly notification: string;
}

async function running() {
  let now = BEGIN;
  const clock: Clock = { now: () => instant(now) };
  const app: TestApp = await startTestApp(REGISTRY, {}, clock);
  onTestFinished(() => app.stop());
  const client = await app.connect();
  return {
    app,
    /** The clock goes to the hour, then the station says its value. */
    async say(station: string, hour: number, values: object): Promise<void> {
      now = Math.max(now, BEGIN + hour * HOUR);
      const medium = station.startsWith('W') ? 'water' : 'air';
      const payload = JSON.stringify({ ts: BEGIN + hour * HOUR, values });
      await client.publishAsync(`env/v1/${medium}/${station}/observations`, payload, { qos: 1 });
    },
    wait(hour: number): void {
      now = BEGIN + hour * HOUR;
    },
    /** What a rule says and said, the turns that are known to hold, in order of event time: state, hour, value. */
    async path(ruleId: string): Promise<readonly (readonly [string, number, number | null])[]> {
      const { data } = await app.json<{ data: Change[] }>(`/v1/alerts/history?ruleId=${ruleId}&limit=1000`);
      const held = new Map<string, Change>();
      for (const change of data)
        if (change.notification === 'retracted') held.delete(change.since);
        else held.set(change.since, change);
      return [...held.values()]
        .sort((a, b) => Date.parse(a.since) - Date.parse(b.since))
        .filter(({ since }) => Date.parse(since) > BEGIN)
        .map(({ state, since, value }) => [state, (Date.parse(since) - BEGIN) / HOUR, value] as const);
    },
  };
}

type Running = Awaited<ReturnType<typeof running>>;

async function expectPath({ path }: Running, rule: string, expected: unknown): Promise<void> {
  const last = (expected as [string, number][]).at(-1);
  await until(
    async () => (await path(rule)).some(([state, hour]) => state === last?.[0] && hour === last?.[1]),
    `${rule} is ${last}`,
  );
  expect([rule, await path(rule)]).toEqual([rule, expected]);
}

it('by the hour: heavy above 200 and severe above 300 for two hours, and PM2.5 above PM10', async () => {
  const at = await running();
  // HJ 633-2012: PM2.5 of 150 is an index of 200, 151 of 201, 250 of 300, 251 of 301; 135 is 178.6, reported as 179.
  for (const [i, pm2_5] of [150, 151, 151, 151, 251, 251, 251, 135].entries())
    await at.say('C1', i + 1, { ...CLEAN, pm2_5 });
  await expectPath(at, 'aqi-heavy', [
    ['ok', 1, 200],
    ['pending', 2, 201],
    ['firing', 4, 201],
    ['resolved', 8, 179],
  ]);
  await expectPath(at, 'aqi-severe', [
    ['ok', 1, 200],
    ['pending', 5, 301],
    ['firing', 7, 301],
    ['resolved', 8, 179],
  ]);
  // PM2.5 is a part of PM10: three hours of 11 µg/m³ above it.
  for (const [i, pm10] of [50, 50, 39, 39, 39, 51].entries())
    await at.say('C1', i + 9, { ...CLEAN, pm10, pm2_5: 50 });
  await expectPath(at, 'pm2_5-above-pm10', [
    ['ok', 1, -150],
    ['pending', 11, 11],
    ['firing', 13, 11],
    ['resolved', 14, -1],
  ]);
}, 300_000);

it('by the day: a heavily polluted day, and the warnings after two and three of them', async () => {
  const at = await running();
  // Days of PM2.5 150, 151, 151, 251, 251, 30: indices of 200, 201, 201, 301, 301; then PM10 of 300, 175.
  for (const [day, pm2_5] of [150, 151, 151, 251, 251, 30].entries())
    for (let hour = 1; hour <= 24; hour++) await at.say('C1', day * 24 + hour, { ...CLEAN, pm2_5 });
  const end = ['resolved', 144, 175];
  await expectPath(at, 'city-aqi-heavy', [['ok', 24, 200], ['firing', 48, 201], end]);
  const pending = ['pending', 48, 201];
  await expectPath(at, 'city-warning-yellow', [['ok', 24, 200], pending, ['firing', 72, 201], end]);
  await expectPath(at, 'city-warning-orange', [['ok', 24, 200], pending, ['firing', 96, 301], end]);
  const severe = [
    ['ok', 24, 200],
    ['pending', 96, 301],
    ['firing', 120, 301],
  ];
  await expectPath(at, 'city-warning-red', [...severe, end]);
}, 300_000);

it('of water: beyond the target, worse than V, NH3-N and DO beyond III', async () => {
  const at = await running();
  // GB 3838-2002 table 1, NH3-N: III 1.0, IV 1.5, V 2.0; DO: III 5, IV 3.
  for (const [i, item] of [
    { nh3n: 1.0 },
    { nh3n: 1.1 },
    { nh3n: 1.5 },
    { nh3n: 2.0 },
    { nh3n: 2.1 },
    { nh3n: 0.9 },
    { do: 5 },
    { do: 4.9 },
    { do: 4.9 },
    { do: 5.4 },
    { do: 5.5 },
  ].entries())
    await at.say('W1', i + 1, { ...GOOD_WATER, ...item });
  await expectPath(at, 'nh3n-beyond-III', [
    ['ok', 1, 1],
    ['pending', 2, 1.1],
    ['firing', 3, 1.5],
    ['resolved', 6, 0.9],
  ]);
  await expectPath(at, 'do-below-III', [
    ['ok', 1, 8],
    ['pending', 8, 4.9],
    ['firing', 9, 4.9],
    ['resolved', 11, 5.5],
  ]);
  await expectPath(at, 'section-worse-than-V', [
    ['ok', 1, 3],
    ['firing', 5, 6],
    ['resolved', 6, 3],
  ]);
  await expectPath(at, 'section-beyond-target', [
    ['ok', 1, 0],
    ['pending', 2, 1],
    ['firing', 3, 1],
    ['resolved', 6, 0],
    ['pending', 8, 1],
    ['firing', 9, 1],
    ['resolved', 10, 0],
  ]);
}, 300_000);

it('of stations: silent for six hours, and less than 80 % of the readings of 24 hours', async () => {
  const at = await running();
  for (let hour = 1; hour <= 24; hour++) await at.say('C1', hour, CLEAN);
  // Then every third hour: 8 of 24 after a day of it.
  for (let hour = 27; hour <= 48; hour += 3) await at.say('C1', hour, CLEAN);
  // Of 24 readings 18 are 75 %, 19 would be 79.2 %; in its first day a station has not given them yet either.
  const path = await (async () => {
    await until(
      async () => (await at.path('completeness-low')).filter(([state]) => state === 'firing').length > 1,
      'completeness fires again',
    );
    return at.path('completeness-low');
  })();
  expect(path).toEqual([
    ['pending', 1, 4.2],
    ['firing', 3, 12.5],
    ['resolved', 22, 91.7],
    ['pending', 33, 75],
    ['firing', 36, 66.7],
  ]);
  at.wait(54);
  await expectPath(at, 'station-silent', [
    ['ok', 1, 0],
    ['firing', 54, 21_600],
  ]);
}, 300_000);
