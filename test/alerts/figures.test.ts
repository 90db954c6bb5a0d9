import type { Clock } from '@lanbi/model';
import { instant } from '@lanbi/standards';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp, until } from '../support/app.ts';

const REGISTRY = {
  regions: [
    { id: 'province', name: 'province', kind: 'province' },
    { id: 'city', name: 'city', kind: 'city', parent: 'province' },
    { id: 'district', name: 'district', kind: 'district', parent: 'city' },
  ],
  rivers: [
    { id: 'river', name: 'river' },
    { id: 'long', name: 'long' },
  ],
  lakes: [{ id: 'lake', name: 'lake' }],
  sections: [
    { id: 'upper', name: 'upper', river: 'river', region: 'district', waterBody: 'river', target: 'III' },
    { id: 'lower', name: 'lower', river: 'river', region: 'district', waterBody: 'river', target: 'V' },
    { id: 'middle', name: 'middle', lake: 'lake', region: 'district', waterBody: 'lake', target: 'III' },
    ...[1, 2, 3, 4, 5].map((n) => ({
      id: `long${n}`,
      name: `long${n}`,
      river: 'long',
      region: 'district',
      waterBody: 'river',
    })),
  ],
  stations: [
    { id: 'C1', medium: 'air', name: 'C1', region: 'district' },
    { id: 'W1', medium: 'water', name: 'W1', region: 'district', section: 'upper', period: 14400 },
    { id: 'W2', medium: 'water', name: 'W2', region: 'district', section: 'lower', period: 14400 },
    { id: 'W3', medium: 'water', name: 'W3', region: 'district', section: 'middle', period: 14400 },
  ],
};

/** Wuyuan in September 2023 as published: the composite index is 2.63 (air.md). */
const WUYUAN = { so2: 11, no2: 16, pm10: 40, pm2_5: 16, co: 0.6, o3: 139 };
const WATER = { water_temperature: 20, ph: 7, do: 8, codmn: 3, tp: 0.02 };

const DAY_END = '2023-09-02T00:00:00+08:00';
const SAMPLE = '2023-09-01T08:00:00+08:00';
const at = (text: string) => instant(Date.parse(text));

/** What each rule should come to: kind, id, figure, limit, value, since. Classes by table 1 of GB 3838-2002. */
const OF_A_DAY = [
  // O3 of 139 as a day's maximum 8 h: 50 + 50 · 39 / 60 = 82.5, rounded up (HJ 633-2012).
  ['station', 'C1', 'aqi.day', 80, 83, DAY_END],
  ['region', 'district', 'aqi.day', 80, 83, DAY_END],
  ['region', 'city', 'aqi.day', 80, 83, DAY_END],
  ['station', 'C1', 'composite-index.month-to-date', 2.6, 2.63, DAY_END],
  ['region', 'district', 'composite-index.month-to-date', 2.6, 2.63, DAY_END],
  ['region', 'city', 'composite-index.month-to-date', 2.6, 2.63, DAY_END],
  // NH3-N 1.8 and 1.9: each beyond IV (1.5), within V (2.0); so is their mean.
  ['river', 'river', 'class', 4, 5, DAY_END],
  ['river', 'river', 'class.target', 0, 2, DAY_END],
  ['river', 'river', 'level', 3, 4, DAY_END],
  ['section', 'upper', 'class.day', 4, 5, DAY_END],
  // TP of 0.15 in a lake: beyond IV (0.1), within V (0.2); against III (0.05) a multiple of 2.
  ['lake', 'lake', 'class', 4, 5, DAY_END],
  ['lake', 'lake', 'class.target', 0, 2, DAY_END],
  ['lake', 'lake', 'exceedance.tp', 1.5, 2, DAY_END],
] as const;
const AT_ONCE = [
  ['section', 'upper', 'class', 4, 5, SAMPLE],
  ['section', 'upper', 'class.target', 0, 2, SAMPLE],
  ['section', 'upper', 'exceedance.nh3n', 0.5, 0.8, SAMPLE],
  ['section', 'upper', 'level', 3, 4, SAMPLE],
  ['section', 'upper', 'nh3n', 1.5, 1.8, SAMPLE],
  // O3 of 139 as a one-hour value: 50 · 139 / 160 = 43.4, rounded up.
  ['station', 'C1', 'aqi.hour', 43, 44, '2023-09-01T01:00:00+08:00'],
  ['region', 'city', 'aqi.hour', 43, 44, '2023-09-01T01:00:00+08:00'],
  ['region', 'district', 'pm10', 39, 40, '2023-09-01T01:00:00+08:00'],
  ['station', 'C1', 'o3', 138, 139, '2023-09-01T01:00:00+08:00'],
] as const;
type Expected = (typeof OF_A_DAY)[number] | (typeof AT_ONCE)[number];

const idOf = ([kind, id, figure]: readonly [string, string, string, ...unknown[]]): string =>
  `${kind}.${id}.${figure}`.slice(0, 64);

interface Alert {
  readonly state: string;
  readonly since: string;
  readonly value: number | null;
}

describe('from readings to the alert, by HTTP', () => {
  let now = at('2023-09-01T00:10:00+08:00');
  const clock: Clock = { now: () => now };
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp(REGISTRY, {}, clock);
    for (const [kind, id, figure, raise] of [...OF_A_DAY, ...AT_ONCE])
      expect(await put({ kind, id, figure, raise, op: '>' })).toBe(201);
    expect(await put({ kind: 'river', id: 'river', figure: 'class.month', raise: 4, op: '>' })).toBe(201);
    const rolling = { kind: 'station', id: 'C1', figure: 'composite-index.rolling-7d' };
    expect(await put({ ...rolling, raise: 2.6, op: '>' })).toBe(201);
    for (const [kind, id] of [
      ['region', 'city'],
      ['section', 'upper'],
      ['river', 'river'],
      ['lake', 'lake'],
      ['station', 'W1'],
    ] as const) {
      expect(await put({ kind, id, figure: 'silence', raise: 86_400, op: '>=' })).toBe(201);
      expect(await put({ kind, id, figure: 'completeness', raise: 60, op: '<' })).toBe(201);
    }
  });
  afterAll(() => app.stop());

  interface Asked {
    readonly kind: string;
    readonly id: string;
    readonly figure: string;
    readonly raise: number;
    readonly op: string;
  }
  async function put({ kind, id, figure, raise, op }: Asked): Promise<number> {
    const rule = {
      id: idOf([kind, id, figure]),
      subject: { kind, id },
      figure,
      op,
      raise,
      staleAfter: 'P300D',
    };
    return (await app.post('/v1/alert-rules', rule)).status;
  }
  async function alert(rule: string): Promise<Alert | undefined> {
    return (await app.json<{ data: Alert[] }>(`/v1/alerts?ruleId=${rule}`)).data[0];
  }
  async function expectFiring(expected: readonly Expected[]): Promise<void> {
    for (const row of expected) {
      const id = idOf(row);
      await until(async () => (await alert(id))?.state === 'firing', `${id} fires`);
      const { since, value } = (await alert(id)) ?? {};
      expect([id, since, value]).toEqual([id, row[5], row[4]]);
    }
  }
  async function say(station: string, ts: string, values: object): Promise<void> {
    const medium = station.startsWith('W') ? 'water' : 'air';
    const client = await app.connect();
    const payload = JSON.stringify({ ts, values });
    await client.publishAsync(`env/v1/${medium}/${station}/observations`, payload, { qos: 1 });
  }

  it('figures of a sample or an hour fire with it', async () => {
    now = at('2023-09-01T23:00:00+08:00');
    for (let hour = 1; hour <= 23; hour++)
      await say('C1', `2023-09-01T${String(hour).padStart(2, '0')}:00:00+08:00`, WUYUAN);
    await say('W1', SAMPLE, { ...WATER, nh3n: 1.8 });
    await say('W2', SAMPLE, { ...WATER, nh3n: 1.9 });
    await say('W3', SAMPLE, { ...WATER, nh3n: 0.2, tp: 0.15 });
    await expectFiring(AT_ONCE);
  });

  it('those of a day wait until it is over, whoever has them already', async () => {
    const path = '/v1/air/stations/C1/aqi?interval=day&from=2023-09-01&to=2023-09-02';
    const known = async () => (await app.json<{ data: { aqi: number | null }[] }>(path)).data[0]?.aqi;
    await until(async () => (await known()) === 83, 'the index of the running day is known');
    for (const row of OF_A_DAY)
      expect([idOf(row), (await alert(idOf(row)))?.state]).toEqual([idOf(row), 'stale']);
    now = at('2023-09-02T00:00:20+08:00');
    await expectFiring(OF_A_DAY);
  });

  it('a rolling period of which one of seven days is there has no value to judge', async () => {
    const path = '/v1/air/stations/C1/composite-index?period=rolling-7d&at=2023-09-01';
    expect(await app.json(path)).toMatchObject({
      index: 2.63,
      validity: { kind: 'insufficient', expected: 7, observed: 1 },
    });
    expect((await alert('station.C1.composite-index.rolling-7d'))?.state).toBe('stale');
  });

  it('a dry run over the same readings answers the same', async () => {
    now = at('2023-09-02T00:30:00+08:00');
    for (const [kind, id, figure, raise, value, since] of [...OF_A_DAY, ...AT_ONCE]) {
      const rule = { id: 'x', subject: { kind, id }, figure, op: '>', raise, staleAfter: 'P300D' };
      const answer = await app.post('/v1/alert-rules/dry-run', {
        rule,
        from: '2023-09-01',
        to: '2023-09-02',
      });
      const { data } = (await answer.json()) as { data: { transitions: object[] }[] };
      expect([figure, data.map(({ transitions }) => transitions[0])]).toEqual([
        figure,
        [{ state: 'firing', since, value }],
      ]);
    }
  });

  it('how complete a figure is, of every kind of subject', async () => {
    now = at('2023-09-02T01:00:00+08:00');
    await say('C1', '2023-09-02T01:00:00+08:00', { pm10: 40 });
    for (const [kind, id, value, since] of [
      // One of the six of its only point.
      ['region', 'city', 16.7, '2023-09-02T01:00:00+08:00'],
      // One sampling time of six, every four hours.
      ['section', 'upper', 16.7, DAY_END],
      ['station', 'W1', 16.7, SAMPLE],
    ] as const) {
      const rule = idOf([kind, id, 'completeness']);
      await until(async () => (await alert(rule))?.state === 'firing', `${rule} fires`);
      expect([rule, await alert(rule)]).toMatchObject([rule, { value, since }]);
    }
    // They are as complete as their sections: one of six of each of the two of the river, and of the only one of the lake.
    for (const water of ['river', 'lake'])
      expect([water, await alert(`${water}.${water}.completeness`)]).toMatchObject([
        water,
        { state: 'firing', value: 16.7 },
      ]);
  });

  it('silence of every kind of subject fires by the clock, and a month when it is over', async () => {
    now = at('2023-10-02T00:00:00+08:00');
    for (const [kind, id, since] of [
      ['region', 'city', '2023-09-03T01:00:00+08:00'],
      ['section', 'upper', '2023-09-02T08:00:00+08:00'],
      ['river', 'river', '2023-09-03T00:00:00+08:00'],
      ['lake', 'lake', '2023-09-03T00:00:00+08:00'],
      ['station', 'W1', '2023-09-02T08:00:00+08:00'],
    ] as const) {
      const rule = idOf([kind, id, 'silence']);
      await until(async () => (await alert(rule))?.state === 'firing', `${rule} fires`);
      expect([rule, await alert(rule)]).toMatchObject([rule, { value: 86_400, since }]);
    }
    await until(async () => (await alert('river.river.class.month'))?.state === 'firing', 'the month fires');
    expect(await alert('river.river.class.month')).toMatchObject({
      value: 5,
      since: '2023-10-01T00:00:00+08:00',
    });
  });

  it('what a named subject cannot have is refused, saying so', async () => {
    for (const [subject, figure, why] of [
      [{ kind: 'region', id: 'province' }, 'aqi.day', 'no city or district with an evaluation point'],
      [{ kind: 'river', id: 'long' }, 'class', 'judged by proportion'],
      [{ kind: 'section', id: 'long1' }, 'class', 'has no station'],
      [{ kind: 'lake', id: 'lack' }, 'class', 'there is no lake lack'],
      [{ kind: 'river', id: 'river' }, 'exceedance.tp', 'a figure of a section or lake, not of a river'],
    ] as const) {
      const answer = await app.post('/v1/alert-rules', { id: 'no', subject, figure, op: '>', raise: 1 });
      const { detail } = (await answer.json()) as { detail: string };
      expect([answer.status, detail]).toEqual([400, expect.stringContaining(why)]);
    }
    const level = { id: 'long', subject: { kind: 'river', id: 'long' }, figure: 'level', op: '>', raise: 3 };
    expect((await app.post('/v1/alert-rules', level)).status).toBe(201);
  });
});
