import { civilDate, HOUR, type Instant, instant, startOfDate } from '@lanbi/standards';
import { createEmbeddedStore } from '@lanbi/store-embedded';
import { observationOf, registryOf } from '@lanbi/testkit/samples/water-run';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AskedApi, apiOver } from '../support/api.ts';
import { type RunningEvaluator, startEvaluator } from '../support/evaluation.ts';
import { type Series, wholeRows } from '../support/whole-rows.ts';

const registry = registryOf({
  regions: [{ id: 'city', name: { zh: '城市', en: 'City' }, kind: 'city' }],
  stations: ['A', 'B'].map((id) => ({ id, medium: 'air', name: id, region: 'city', role: 'evaluation' })),
});
const at = (date: string, hour: number): Instant => instant(startOfDate(civilDate(date)) + hour * HOUR);
/** Two stations whose means are 31.5 µg/m³ and 0.75 mg/m³. */
const VALUES = {
  A: { pm2_5: 30, pm10: 100, so2: 9, no2: 20, co: 0.7, o3: 60 },
  B: { pm2_5: 33, pm10: 100, so2: 9, no2: 20, co: 0.8, o3: 60 },
} as const;
type StationId = keyof typeof VALUES;
const DAYS = 30;
const MONTH = 'from=2026-04-01&to=2026-04-30&limit=1000';
const HOURS = `/v1/air/stations/A/aqi?${MONTH}`;

type Row = Readonly<Record<string, unknown>>;

describe('rows of a series', () => {
  const store = createEmbeddedStore({ path: ':memory:' });
  let api: AskedApi;
  let evaluator: RunningEvaluator;
  const hoursOf = (station: StationId, date: string, count: number, values: Record<string, number> = {}) =>
    Array.from({ length: count }, (_, hour) =>
      observationOf(registry, station, at(date, hour + 1), { ...VALUES[station], ...values }),
    );
  const ask = (url: string) => api.get<Series<Row>>(url);

  beforeAll(async () => {
    await store.open();
    const both = ['A', 'B'] as const;
    const observations = [
      ...both.flatMap((station) => hoursOf(station, '2026-02-28', 24)),
      ...both.flatMap((station) => hoursOf(station, '2026-03-01', 24)),
      ...both.flatMap((station) => hoursOf(station, '2026-04-01', DAYS * 24)),
    ];
    await store.write({ observations, deadLetters: [] });
    evaluator = await startEvaluator(store, registry);
    await evaluator.caughtUp();
    // A correction, and an hour without five of the six.
    await store.write({
      observations: [
        observationOf(registry, 'A', at('2026-04-01', 1), { ...VALUES.A, o3: 61 }),
        observationOf(registry, 'A', at('2026-05-02', 1), { pm2_5: 30 }),
      ],
      deadLetters: [],
    });
    await evaluator.caughtUp();
    api = await apiOver(store, registry, at('2026-05-20', 0));
  });
  afterAll(async () => {
    await evaluator.stop();
    await api.close();
    await store.close();
  });

  it('have what varies, and `meta` what holds for all of them', async () => {
    const { data, meta } = await ask(HOURS);
    expect(data).toHaveLength(DAYS * 24);
    // HJ 633-2026, hour: PM10 of 100 µg/m³ is (100 - 50) / (120 - 50) × (100 - 50) + 50 = 85.7, up to 86.
    expect(data[1]).toEqual({
      to: '2026-04-01T02:00:00+08:00',
      aqi: 86,
      level: 2,
      primary: ['pm10'],
      concentrations: { so2: 9, no2: 20, co: 0.7, o3: 60, pm10: 100, pm2_5: 30 },
      subIndices: expect.objectContaining({ pm10: 86 }),
      computedAt: expect.stringMatching(/\+08:00$/),
    });
    expect(meta).toMatchObject({
      limit: 1000,
      station: 'A',
      name: { zh: 'A', en: 'A' },
      interval: 'hour',
      edition: 'HJ 633-2026',
      standards: [{ edition: 'HJ 633-2026' }, { edition: 'GB 3095-2026/transition', stage: 'transition' }],
      units: { pm2_5: 'ug/m3', co: 'mg/m3' },
      evaluation: { complete: true },
      each: { validity: { kind: 'valid' }, provisional: false, revision: 1 },
    });
    expect(meta).toMatchObject({
      categories: expect.arrayContaining([{ level: 2, zh: '良', en: 'good', rgb: [255, 255, 0], upTo: 100 }]),
    });
    // What does not hold for all stays in its row.
    expect(data[0]).toMatchObject({ revision: 2 });
  });

  it('say all of themselves by `meta`: the same as rows that are asked for with every member', async () => {
    const members =
      'to,aqi,edition,method,standards,validity.kind,provisional,revision,computedAt,interval,name';
    for (const span of [MONTH, 'from=2026-02-28&to=2026-03-01', 'from=2026-05-02&to=2026-05-02']) {
      const url = `/v1/air/stations/A/aqi?${span}`;
      const lean = wholeRows<Row>(await ask(url));
      const { data } = await ask(`${url}&fields=${members}`);
      expect(data.length).toBeGreaterThan(0);
      for (const [at, row] of data.entries()) expect(lean[at]).toMatchObject(row);
    }
  });

  it('name the edition that they are under where it changes within the span', async () => {
    const { data, meta } = await ask('/v1/air/stations/A/aqi?from=2026-02-28&to=2026-03-01');
    expect(meta).toMatchObject({ edition: 'HJ 633-2026' });
    expect(data.map(({ edition }) => edition)).toEqual([
      ...Array(24).fill('HJ 633-2012'),
      ...Array(24).fill(undefined),
    ]);
    expect(data[0]).toMatchObject({ standards: [{ edition: 'HJ 633-2012' }, { edition: 'GB 3095-2012' }] });
  });

  it('say what is missing and why', async () => {
    const { data } = await ask('/v1/air/stations/A/aqi?from=2026-05-02&to=2026-05-02');
    expect(data).toMatchObject([
      {
        aqi: null,
        reason: 'incomplete',
        level: null,
        concentrations: { pm2_5: 30, pm10: null },
        missing: { pm10: 'no-data' },
        validity: { kind: 'insufficient', expected: 6, observed: 1 },
      },
    ]);
  });

  it('have the digits of HJ 663, half to even, or all of them', async () => {
    for (const interval of ['hour', 'day']) {
      const url = `/v1/air/regions/city/aqi?interval=${interval}&from=2026-04-02&to=2026-04-02`;
      expect((await ask(url)).data[0]).toMatchObject({ concentrations: { pm2_5: 32, co: 0.8 } });
      for (const more of ['rounding=exact', 'explain=true'])
        expect((await ask(`${url}&${more}`)).data[0]).toMatchObject({
          concentrations: { pm2_5: 31.5, co: 0.75 },
        });
      expect(await api.text(`${url}&fields=concentrations.pm2_5`, 'text/csv')).toMatch(/\n32\n/);
    }
  });

  it('have running means and categories where they are asked for', async () => {
    const url = '/v1/air/stations/A/aqi?from=2026-04-02&to=2026-04-02';
    const { data } = await ask(`${url}&fields=further.pm2_5_24h,category`);
    expect(data[0]).toEqual({
      further: { pm2_5_24h: 30 },
      category: { level: 2, zh: '良', en: 'good', rgb: [255, 255, 0], upTo: 100 },
    });
    expect((await ask(`${url}&explain=true`)).data[0]).toMatchObject({ further: { o3_8h: 60 } });
    const [head] = (await api.text(url, 'text/csv')).split('\n');
    expect(head).not.toContain('further');
    const [first] = (await api.text(url, 'application/x-ndjson')).split('\n');
    expect(JSON.parse(first ?? '')).toMatchObject({
      station: 'A',
      name: { zh: 'A', en: 'A' },
      interval: 'hour',
      edition: 'HJ 633-2026',
      validity: { kind: 'valid', expected: 6, observed: 6 },
      provisional: false,
      revision: 1,
    });
  });

  it.each([
    '/v1/air/stations/A/aqi?from=2026-02-28&to=2026-05-02',
    '/v1/air/regions/city/aqi?from=2026-05-02&to=2026-05-02',
    '/v1/air/regions/city/aqi?interval=day&from=2026-02-28&to=2026-05-02&rounding=exact',
  ])('have the same cells whether or not a row is made whole for them: %s', async (url) => {
    const linesOf = async (fields: string) =>
      (await api.text(`${url}&fields=${fields}`, 'text/csv')).trimEnd().split('\n');
    const [head = ''] = (await api.text(url, 'text/csv')).replace('\uFEFF', '').split('\n');
    const lines = await linesOf(head);
    // No cell is made of running means alone: with such a column rows are made whole.
    const whole = await linesOf(`further.o3_8h,${head}`);
    expect(lines.length).toBeGreaterThan(1);
    expect(whole.map((line) => line.slice(line.indexOf(',') + 1)).slice(1)).toEqual(lines.slice(1));
  });

  it('are at most 200 kB for 30 days of hours', async () => {
    expect((await api.text(HOURS, 'application/json')).length).toBeLessThanOrEqual(200_000);
  });

  it('of nothing say what they would be of', async () => {
    const { data, meta } = await ask('/v1/air/regions/city/aqi?interval=day&from=2025-01-01&to=2025-01-02');
    expect(data).toEqual([]);
    expect(meta).toMatchObject({ region: 'city', interval: 'day', edition: 'HJ 633-2012', method: 'daily' });
  });

  it('of means say once what they are means of', async () => {
    const url = '/v1/stations/A/observations?parameter=co&interval=day&from=2026-04-02&to=2026-04-03';
    const { data, meta } = await ask(url);
    expect(data[0]).toEqual({
      ts: '2026-04-03T00:00:00+08:00',
      from: '2026-04-02T00:00:00+08:00',
      value: 0.7,
      coverage: { expected: 24, observed: 24, percent: 100 },
      computedAt: expect.any(String),
    });
    expect(meta).toMatchObject({
      station: 'A',
      parameter: 'co',
      unit: 'mg/m3',
      statistic: 'mean',
      edition: 'GB 3095-2026/transition',
      stage: 'transition',
      standards: [{ edition: 'GB 3095-2026/transition', stage: 'transition' }],
    });
  });
});
