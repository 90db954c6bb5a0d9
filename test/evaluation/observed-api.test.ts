import { civilDate, HOUR, type Instant, instant, startOfDate } from '@lanbi/standards';
import { createEmbeddedStore } from '@lanbi/store-embedded';
import { observationOf, registryOf } from '@lanbi/testkit/samples/water-run';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AskedApi, apiOver } from '../support/api.ts';
import { type RunningEvaluator, startEvaluator } from '../support/evaluation.ts';
import { type Series, wholeRows } from '../support/whole-rows.ts';

const MINUTE = 60_000;

const registry = registryOf({
  regions: [{ id: 'city', name: { zh: '城市', en: 'City' }, kind: 'city' }],
  rivers: [{ id: 'river', name: 'river' }],
  sections: [{ id: 's', name: 's', region: 'city', river: 'river', waterBody: 'river' }],
  stations: [
    {
      id: 'A',
      medium: 'air',
      name: { zh: '甲站', en: 'Station A' },
      region: 'city',
      role: 'evaluation',
      parameters: ['pm2_5', 'pm10', 'so2', 'no2', 'co', 'o3', 'wind_direction', 'temperature'],
    },
    { id: 'W', medium: 'water', name: 'w', region: 'city', section: 's', period: 3600 },
  ],
});
const at = (date: string, hour: number, minute = 0): Instant =>
  instant(startOfDate(civilDate(date)) + hour * HOUR + minute * MINUTE);
const NOW = at('2026-07-03', 12, 30);

interface Row {
  readonly from: string;
  readonly value: number | null;
  readonly revision: number;
  readonly [more: string]: unknown;
}
interface Page {
  readonly data: readonly Row[];
  readonly meta: { readonly cursor?: string };
}

/** Where the figures of a row are: `coverage.observed`; a list of texts is one. */
const leavesOf = (row: object): string[] =>
  Object.entries(row).flatMap(([name, value]) =>
    value === null || typeof value !== 'object' || (Array.isArray(value) && typeof value[0] === 'string')
      ? [name]
      : leavesOf(value as object).map((leaf) => `${name}.${leaf}`),
  );

describe('series by hours and days', () => {
  const store = createEmbeddedStore({ path: ':memory:' });
  let api: AskedApi;
  let evaluator: RunningEvaluator;
  /** Rows with all that is said of them, in all digits. */
  const series = async (station: string, query: string): Promise<Page> => {
    const page = await api.get<Page & Series<object>>(
      `/v1/stations/${station}/observations?${query}&rounding=exact`,
    );
    return { meta: page.meta, data: wholeRows<Row>(page) };
  };
  const write = (...observations: ReturnType<typeof observationOf>[]) =>
    store.write({ observations, deadLetters: [] });
  const hours = (date: string, count: number, values: (hour: number) => Record<string, number>) =>
    Array.from({ length: count }, (_, hour) =>
      observationOf(registry, 'A', at(date, hour + 1), values(hour)),
    );
  const minutes = (hour: number, count: number, values: (minute: number) => Record<string, number>) =>
    Array.from({ length: count }, (_, minute) =>
      observationOf(registry, 'A', at('2026-07-03', hour, minute + 1), values(minute), 60),
    );

  beforeAll(async () => {
    await store.open();
    // Made readings.
    await write(
      ...hours('2026-07-01', 20, (hour) => ({ pm2_5: 30 + (hour % 2), o3: 10 * hour, temperature: -2 })),
      ...hours('2026-07-02', 19, () => ({ pm2_5: 30 })),
      ...minutes(5, 45, (minute) => ({ so2: 80, wind_direction: minute % 2 === 0 ? 350 : 10 })),
      ...minutes(6, 44, () => ({ so2: 80 })),
      observationOf(registry, 'A', at('2026-07-03', 9), {
        so2: { parameter: 'so2', value: 9, flag: 'C', invalid: 'flag' },
      }),
      // Four-hourly analyses carried on by each hourly row: of the first slot the last row counts.
      observationOf(registry, 'W', at('2026-07-01', 3), { ph: 6, codmn: 2 }),
      observationOf(registry, 'W', at('2026-07-01', 4), { ph: 8, codmn: 3 }),
      observationOf(registry, 'W', at('2026-07-01', 8), { codmn: 4 }),
    );
    evaluator = await startEvaluator(store, registry);
    await evaluator.caughtUp();
    api = await apiOver(store, registry, NOW);
  });
  afterAll(async () => {
    await evaluator.stop();
    await api.close();
    await store.close();
  });

  it('takes 45 of 60 minutes of a gas for an hour, and 44 not (GB 3095 table 4)', async () => {
    const { data } = await series('A', 'parameter=so2&interval=hour&from=2026-07-03T05:00:00%2B08:00');
    expect(data).toHaveLength(7);
    expect(data[0]).toMatchObject({
      ts: '2026-07-03T06:00:00+08:00',
      from: '2026-07-03T05:00:00+08:00',
      to: '2026-07-03T06:00:00+08:00',
      value: 80,
      unit: 'ug/m3',
      statistic: 'mean',
      edition: 'GB 3095-2026/transition',
      stage: 'transition',
      validity: { kind: 'valid' },
      coverage: { expected: 60, observed: 45, percent: 75 },
      // Late data are expected for 72 hours.
      provisional: true,
      revision: 1,
      computedAt: '2026-07-03T05:45:00+08:00',
    });
    expect(data[1]).toMatchObject({
      value: null,
      reason: 'too-few-samples',
      validity: { kind: 'insufficient', expected: 60, observed: 44 },
    });
    // Nothing came at all, and something came from an instrument under calibration.
    expect(data[2]).toMatchObject({ value: null, validity: { kind: 'missing', reason: 'no-data' } });
    expect(data[3]).toMatchObject({
      value: null,
      validity: { kind: 'missing', reason: 'calibration' },
      coverage: { expected: 1, observed: 0, percent: 0 },
    });
  });

  it('takes 20 of 24 hours for a day, and 19 not; the same figure as under the index', async () => {
    const { data } = await series('A', 'parameter=pm2_5&interval=day&from=2026-07-01&to=2026-07-02');
    expect(data.map(({ value, validity }) => [value, validity])).toEqual([
      [30.5, { kind: 'valid' }],
      [null, { kind: 'insufficient', expected: 24, observed: 19, percent: 79.2 }],
    ]);
    const ozone = await series('A', 'parameter=o3&interval=day&from=2026-07-01&to=2026-07-01');
    // The last valid 8 h mean is labelled 22: hours 15 to 20 of it are there, 140 to 190.
    expect(ozone.data).toMatchObject([{ value: 165, statistic: 'max8h', coverage: { expected: 17 } }]);
    const index = await api.get<{ data: { concentrations: object }[] }>(
      '/v1/air/stations/A/aqi?interval=day&from=2026-07-01&to=2026-07-01&rounding=exact',
    );
    expect(index.data).toMatchObject([{ concentrations: { pm2_5: 30.5, o3: 165 } }]);
  });

  it('means directions as vectors, and what no standard rules by what is there', async () => {
    const hour = 'interval=hour&from=2026-07-03T05:00:00%2B08:00&to=2026-07-03T06:00:00%2B08:00';
    // 23 of 350 and 22 of 10 degrees: atan2(-sin 10° / 45, cos 10°) = -0.2245 degrees
    const { data } = await series('A', `parameter=wind_direction&${hour}`);
    expect(data).toMatchObject([{ statistic: 'direction', edition: null }]);
    expect(data[0]?.value).toBeCloseTo(359.7755, 3);
    const day = await series('A', 'parameter=temperature&interval=day&from=2026-07-01&to=2026-07-01');
    expect(day.data).toMatchObject([
      { value: -2, validity: { kind: 'insufficient', expected: 24, observed: 20 } },
    ]);
  });

  it('means water as its sections are: pH by ions, carried analyses once a slot', async () => {
    const day = 'interval=day&from=2026-07-01&to=2026-07-01';
    const ph = await series('W', `parameter=ph&${day}`);
    // -lg((10^-6 + 10^-8) / 2)
    expect(ph.data).toMatchObject([{ statistic: 'ions', coverage: { expected: 24, observed: 2 } }]);
    expect(ph.data[0]?.value).toBeCloseTo(6.2967, 4);
    const codmn = await series('W', `parameter=codmn&${day}`);
    expect(codmn.data).toMatchObject([{ value: 3.5, coverage: { expected: 6, observed: 2 } }]);
    const { data } = await api.get<{ data: { values: object }[] }>(`/v1/water/sections/s/class?${day}`);
    expect(data).toMatchObject([{ values: { codmn: 3.5, ph: ph.data[0]?.value } }]);
  });

  it('has the same columns in every table, and in none less than in its JSON', async () => {
    const span = 'from=2026-07-01&to=2026-07-04&limit=1000';
    const heads = new Map<string, Set<string>>();
    for (const [station, interval, parameter] of [
      ['A', 'raw', 'so2'],
      ['A', 'raw', 'pm2_5'],
      ['A', 'hour', 'so2'],
      ['A', 'day', 'o3'],
      ['A', 'day', 'wind_direction'],
      ['W', 'raw', 'ph'],
      ['W', 'day', 'ph'],
    ] as const) {
      const path = `/v1/stations/${station}/observations?parameter=${parameter}&interval=${interval}&${span}`;
      const [head = '', ...lines] = (await api.text(path, 'text/csv')).trimEnd().split('\n');
      const { data } = await api.get<Page>(path);
      const columns = head.replace('\uFEFF', '').split(',');
      expect([lines.length, data.flatMap(leavesOf).filter((leaf) => !columns.includes(leaf))]).toEqual([
        data.length,
        [],
      ]);
      const of = interval === 'raw' ? 'raw' : 'means';
      heads.set(of, (heads.get(of) ?? new Set()).add(head));
    }
    expect([...heads].map(([of, { size }]) => [of, size])).toEqual([
      ['raw', 1],
      ['means', 1],
    ]);
  });

  it('pages without a gap, and shows its arithmetic', async () => {
    const query = 'parameter=pm2_5&interval=hour&from=2026-07-01&to=2026-07-01';
    const whole = await series('A', query);
    expect(whole.data).toHaveLength(24);
    const paged: Row[] = [];
    for (let cursor: string | undefined = ''; cursor !== undefined; ) {
      const page = await series('A', `${query}&limit=7${cursor && `&cursor=${cursor}`}`);
      paged.push(...page.data);
      cursor = page.meta.cursor;
    }
    expect(paged).toEqual(whole.data);
    const day = 'parameter=pm2_5&interval=day&from=2026-07-01&to=2026-07-01&explain=true';
    // Ten hours of 30 and ten of 31.
    expect((await series('A', day)).data).toMatchObject([
      {
        derivation: [
          {
            quantity: 'mean.day.pm2_5',
            inputs: { sum: '610', count: 20, required: 20 },
            arithmetic: '610 / 20',
            result: 30.5,
          },
        ],
      },
    ]);
  });

  it('marks the day that runs, and begins nothing that is still to come', async () => {
    const { data } = await series('A', 'parameter=pm2_5&interval=day&from=2026-07-03&to=2026-07-09');
    expect(data).toMatchObject([{ from: '2026-07-03T00:00:00+08:00', provisional: true }]);
  });

  it('refuses what the station’s medium does not have', async () => {
    expect(await api.status('/v1/stations/W/observations?parameter=pm2_5&interval=day')).toBe(400);
    expect(await api.status('/v1/stations/A/observations?parameter=pm2_5&interval=week')).toBe(400);
  });

  it('needs to know since when, of readings as they came', async () => {
    const path = '/v1/stations/A/observations?parameter=so2';
    for (const query of ['', '&interval=raw', '&to=2026-07-03', '&limit=5', '&cursor=WzAsMF0'])
      expect(await api.problem(path + query), query).toMatchObject({
        type: 'https://lanbi.dev/problems/bad-time',
        status: 400,
        detail: expect.stringMatching(/^from: missing/),
      });
    // To now: the hour 05:00 has 45 minutes, the next one 44, and at 09:00 came a calibration.
    const since = await api.get<Page>(`${path}&from=2026-07-03&limit=1000`);
    expect(since.data).toHaveLength(45 + 44 + 1);
    const until = await api.get<Page>(`${path}&from=2026-07-03&to=2026-07-03T05:02:00%2B08:00`);
    expect(until.data).toMatchObject([
      { ts: '2026-07-03T05:01:00+08:00', value: 80 },
      { ts: '2026-07-03T05:02:00+08:00', value: 80 },
    ]);
  });

  it('goes back a day by hours and 31 days by days where no first time is asked for', async () => {
    const rows = async (interval: string) => (await series('A', `parameter=so2&interval=${interval}`)).data;
    // Now is 12:30: the last whole hour is 12:00, and the first that ends behind 12:30 a day before is 13:00.
    expect((await rows('hour')).map(({ from }) => from)).toEqual([
      ...Array.from({ length: 12 }, (_, n) => `2026-07-02T${12 + n}:00:00+08:00`),
      ...Array.from({ length: 12 }, (_, n) => `2026-07-03T${String(n).padStart(2, '0')}:00:00+08:00`),
    ]);
    // The days that end in (2 June 12:30, 3 July 12:30]: 2 June to 2 July.
    const days = await rows('day');
    expect([days.length, days[0]?.from, days.at(-1)?.from]).toEqual([
      31,
      '2026-06-02T00:00:00+08:00',
      '2026-07-02T00:00:00+08:00',
    ]);
  });

  it('follows a correction', async () => {
    await write(observationOf(registry, 'A', at('2026-07-01', 1), { pm2_5: 50 }));
    const { data } = await series('A', 'parameter=pm2_5&interval=day&from=2026-07-01&to=2026-07-01');
    expect(data).toMatchObject([{ value: 31.5, revision: 2 }]);
  });
});
