import { createApi } from '@lanbi/api';
import { createLogger, createMetrics, systemClock } from '@lanbi/runtime';
import { civilDate, startOfDate } from '@lanbi/standards';
import { createEmbeddedStore } from '@lanbi/store-embedded';
import { registryOf } from '@lanbi/testkit/samples/water-run';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningEvaluator, startEvaluator } from '../support/evaluation.ts';
import { NO_LOAD_SHEDDING } from '../support/load-shedding.ts';
import { MADE_AIR, MADE_AIR_STATIONS, madeAirDay, madeAirYear } from '../support/made-baoding-air.ts';

const registry = registryOf(MADE_AIR);

const store = createEmbeddedStore({ path: ':memory:' });
let api: Awaited<ReturnType<typeof createApi>>;
let evaluator: RunningEvaluator;

async function tellYear(year: string): Promise<void> {
  for (const observations of madeAirYear(year)) await store.write({ observations, deadLetters: [] });
}

const get = async (url: string) => (await api.inject(url)).json();

beforeAll(async () => {
  await store.open();
  evaluator = await startEvaluator(store, registry);
  api = await createApi({
    store,
    replayer: {
      replay: async () => undefined,
      replayAll: async () => ({ stored: 0, partly: 0, refused: 0 }),
    },
    registry,
    clock: systemClock,
    metrics: createMetrics(),
    log: createLogger('silent'),
    readiness: async () => [],
    apiKeys: [],
    access: NO_LOAD_SHEDDING,
  });
  await tellYear('2022');
  await tellYear('2023');
  await evaluator.caughtUp();
}, 240_000);
afterAll(async () => {
  await evaluator?.stop();
  await api?.close();
  await store.close();
});

describe('the shape of Baoding’s statement for 2023, from made readings', () => {
  it('is an index of 4.74, 1.46 % lower than the year before', async () => {
    const year = await get('/v1/air/regions/baoding/composite-index?period=year&at=2023');
    expect(year).toMatchObject({
      region: 'baoding',
      period: 'year',
      from: '2023-01-01T00:00:00+08:00',
      to: '2024-01-01T00:00:00+08:00',
      index: 4.74,
      terms: { so2: 0.12, no2: 0.78, co: 0.35, o3: 1.15, pm10: 1.11, pm2_5: 1.23 },
      max: 1.23,
      primary: ['pm2_5'],
      edition: 'GB 3095-2012',
      method: 'ranking',
      validity: { kind: 'valid', expected: 365, observed: 365 },
      provisional: false,
      change: {
        yearEarlier: {
          own: { index: 4.81, change: -1.46, edition: 'GB 3095-2012' },
          sameEdition: { index: 4.81, change: -1.46 },
        },
        periodBefore: { own: { index: 4.81, change: -1.46 } },
      },
    });
  });

  it('compares under the limits of 2026 on both sides when they are asked for', async () => {
    const year = await get('/v1/air/regions/baoding/composite-index?period=year&at=2023&edition=2026');
    // 7/60 + 31/40 + 1.4/4 + 184/160 + 78/60 + 43/30, and 8/60 + 31/40 + 1.4/4 + 185/160 + 79/60 + 44/30
    expect(year).toMatchObject({
      index: 5.13,
      edition: 'GB 3095-2026/transition',
      stage: 'transition',
      change: {
        yearEarlier: { own: { index: 4.81, edition: 'GB 3095-2012' }, sameEdition: { index: 5.21 } },
      },
    });
    const final = await get('/v1/air/regions/baoding/composite-index?period=year&at=2023&stage=final');
    expect(final).toMatchObject({ edition: 'GB 3095-2026/final', stage: 'final' });
  });

  it('counts good days and primary pollutants', async () => {
    const { goodDays, primaryDays, attainment } = await get(
      '/v1/air/regions/baoding/composite-index?period=year&at=2023',
    );
    // Ozone of 184 is an index of 122, every day, and the largest sub-index.
    expect(goodDays).toEqual({ good: 0, valid: 365, ratio: 0 });
    expect(primaryDays).toMatchObject({ o3: 365, pm2_5: 0 });
    expect(attainment).toMatchObject({ attains: false, pollutants: { so2: true, o3: false, pm2_5: false } });
  });

  it.each([
    ['month', '2023-02', '2023-03-01'],
    ['quarter', '2023-05', '2023-07-01'],
    ['half-year', '2023-06-30', '2023-07-01'],
    ['month-to-date', '2023-09-12', '2023-09-13'],
    ['year-to-date', '2023-09-12', '2023-09-13'],
    ['rolling-7d', '2023-09-12', '2023-09-13'],
    ['rolling-30d', '2023-09-12', '2023-09-13'],
    ['rolling-365d', '2023-12-31', '2024-01-01'],
  ])('gives the same for a %s', async (period, at, end) => {
    const answer = await get(`/v1/air/regions/baoding/composite-index?period=${period}&at=${at}`);
    expect(answer).toMatchObject({ index: 4.74, to: `${end}T00:00:00+08:00`, validity: { kind: 'valid' } });
  });

  it('evaluates a custom span from its days, and explains it', async () => {
    const path =
      '/v1/air/regions/baoding/composite-index?period=custom&from=2023-03-03&to=2023-04-20&explain=true';
    const { index, derivation, revision } = await get(path);
    expect([index, revision >= 1]).toEqual([4.74, true]);
    expect(derivation.at(-2)).toMatchObject({ quantity: 'composite-index', result: 4.74 });
  });

  it('ranks the districts by index and by change', async () => {
    const byIndex = await get('/v1/air/rankings?level=district&period=year&at=2023');
    expect(byIndex.ranked.map((row: { region: string }) => row.region)).toEqual(['mancheng', 'jingxiu']);
    const byChange = await get('/v1/air/rankings?level=district&period=year&at=2023&by=change');
    expect(byChange).toMatchObject({ by: 'change', validity: { kind: 'valid', expected: 2, observed: 2 } });
    expect(byChange.ranked.every((row: { change: number }) => row.change < 0)).toBe(true);
    const city = await get('/v1/air/rankings?level=city&period=year&at=2023&by=change');
    expect(city.ranked).toMatchObject([{ rank: 1, region: 'baoding', index: 4.74, change: -1.5 }]);
  });

  it('does not evaluate a province, and says so', async () => {
    const response = await api.inject('/v1/air/regions/hebei/composite-index?period=year&at=2023');
    expect([response.statusCode, response.json().type]).toEqual([
      400,
      expect.stringMatching(/not-available$/),
    ]);
  });

  it('evaluates a span again under another edition and shows the difference, storing nothing', async () => {
    const head = await store.changedResults(0 as never, 1);
    const post = (payload: object) => api.inject({ method: 'POST', url: '/v1/recompute', payload });
    const span = { from: '2023-02-01', to: '2023-02-28', subjects: ['baoding'] };
    const as = (await post(span)).json();
    expect(as).toMatchObject({ differing: 0, notStored: 0, differences: [] });
    expect(as.compared).toBeGreaterThan(28 * 20);
    const under2026 = (await post({ ...span, edition: '2026' })).json();
    const month = under2026.differences.find(
      ({ kind }: { kind: string }) => kind === 'region.composite.month',
    );
    expect(month).toMatchObject({ stored: { index: 4.74 }, recomputed: { index: 5.13 } });
    expect(await store.changedResults(0 as never, 1)).toEqual(head);
  });

  it('re-opens what a correction touches, and the audit trail says why', { timeout: 300_000 }, async () => {
    const [first] = madeAirDay(MADE_AIR_STATIONS[0], startOfDate(civilDate('2022-06-15')), '2022');
    if (!first) throw new Error('no reading');
    const path = '/v1/air/regions/baoding/composite-index?period=month&at=2022-06';
    const may = path.replace('2022-06', '2022-05');
    const before = await get(path);
    const untouched = (await get(may)).revision;
    const readings = first.readings.map((each) => ({
      ...each,
      value: each.parameter === 'pm2_5' ? 900 : each.value,
    }));
    await store.write({ observations: [{ ...first, readings }], deadLetters: [] });
    await evaluator.caughtUp();
    const after = await get(path);
    expect(after.revision).toBe(before.revision + 1);
    expect(after.concentrations.pm2_5).toBeGreaterThan(before.concentrations.pm2_5);
    const { data } = await get('/v1/audit?subject=baoding&kind=region.composite.month');
    expect(data).toMatchObject([
      {
        kind: 'region.composite.month',
        from: '2022-06-01T00:00:00+08:00',
        causes: [{ change: 'corrected', station: 'MADE-1', ts: '2022-06-15T05:00:00+08:00' }],
        before: { concentrations: { pm2_5: before.concentrations.pm2_5 } },
        after: { concentrations: { pm2_5: after.concentrations.pm2_5 } },
      },
    ]);
    const { data: days } = await get('/v1/audit?subject=MADE-1&kind=aqi.day');
    expect(days).toHaveLength(1);
    expect((await get(may)).revision).toBe(untouched);
  });
});
