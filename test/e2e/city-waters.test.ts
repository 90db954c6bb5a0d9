import { instant } from '@lanbi/standards';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp, until } from '../support/app.ts';

const NOW = Date.parse('2025-02-10T12:30:00+08:00');
const REGISTRY = {
  regions: [
    { id: 'p', name: '省', kind: 'province' },
    { id: 'a', name: { zh: '甲市', en: 'City A' }, kind: 'city', parent: 'p' },
    { id: 'b', name: { zh: '乙市', en: 'City B' }, kind: 'city', parent: 'p' },
    { id: 'c', name: { zh: '丙市', en: 'City C' }, kind: 'city', parent: 'p' },
  ],
  rivers: [{ id: 'r', name: '河' }],
  lakes: [{ id: 'l', name: '湖' }],
  sections: [
    { id: 'a1', name: '甲一', river: 'r', region: 'a', target: 'III' },
    { id: 'a2', name: '甲湖', lake: 'l', region: 'a', target: 'III' },
    { id: 'b1', name: '乙一', river: 'r', region: 'b', target: 'III' },
    { id: 'c1', name: '丙一', river: 'r', region: 'c', target: 'III' },
  ],
  stations: ['a1', 'a2', 'b1', 'c1'].map((section) => ({
    id: section.toUpperCase(),
    medium: 'water',
    name: section,
    region: section[0],
    section,
    period: 14_400,
  })),
};

/** The five items; every term is a plain fraction of the limit of class III (river TP 0.2, lake TP 0.05). */
const water = (codmn: number, tp: number) => ({ ph: 8, do: 10, codmn, nh3n: 0.5, tp });
/** pH (8 - 7) / 2, oxygen 5 / 10, CODMn / 6, NH3-N 0.5 / 1, TP against its limit. */
const cwqi = (codmn: number, tp: number, limit: number) => 0.5 + 0.5 + codmn / 6 + 0.5 + tp / limit;
/** CODMn of five years: rising without a break at a1 (r_s = 1), at b1 with Σd² = 4 (r_s = 1 - 24 / 120 = 0.8). */
const YEARS = { A1: [1, 2, 3, 4, 5], B1: [1, 3, 2, 5, 4] } as const;

interface Ranking {
  readonly ranked: readonly { readonly rank: number; readonly region: string; readonly index: number }[];
  readonly unranked: readonly { readonly region: string; readonly reason: string }[];
}

describe('the waters of cities', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp(REGISTRY, {}, { now: () => instant(NOW) });
    const client = await app.connect();
    const publish = (station: string, samples: readonly (readonly [string, object])[]) =>
      client.publishAsync(
        `env/v1/water/${station}/observations`,
        JSON.stringify(samples.map(([ts, values]) => ({ ts, values }))),
        { qos: 1 },
      );
    const days = (month: string, values: object) =>
      Array.from({ length: 31 }, (_, day) =>
        Array.from(
          { length: 6 },
          (_, at) =>
            [
              `${month}-${String(day + 1).padStart(2, '0')}T${String(at * 4 + 2).padStart(2, '0')}:00:00+08:00`,
              values,
            ] as const,
        ),
      ).flat();
    await publish('A1', days('2025-01', water(3, 0.1)));
    await publish('A2', days('2025-01', water(3, 0.1)));
    await publish('B1', days('2025-01', water(3, 0.1)));
    await publish('C1', days('2025-01', { ph: 8, do: 10, codmn: 3, nh3n: 0.5 }));
    await publish('B1', days('2024-12', water(2.4, 0.1)));
    for (const [station, values] of Object.entries(YEARS))
      for (const [at, value] of values.entries())
        await publish(
          station,
          Array.from(
            { length: 11 },
            (_, month) =>
              [
                `${2020 + at}-${String(month + 1).padStart(2, '0')}-15T08:00:00+08:00`,
                water(value, 0.1),
              ] as const,
          ),
        );
    const isReady = async () =>
      (await app.get('/v1/water/sections/b1/trend')).ok &&
      (
        await app.json<{ items: { item: string; periods: number }[] }>('/v1/water/sections/b1/trend')
      ).items.some(({ item, periods }) => item === 'codmn' && periods === 5) &&
      (await app.json<Ranking>('/v1/water/rankings?at=2025-01')).ranked.length === 2 &&
      (await app.json<{ provisional: boolean }>('/v1/water/regions/a/quality-index?at=2025-01'))
        .provisional === false;
    await until(isReady, 'five years and a month are evaluated');
  });
  afterAll(() => app.stop());

  it('sums the items of rivers and lakes and weights the two by their sections', async () => {
    const found = await app.json<Record<string, unknown>>(
      '/v1/water/regions/a/quality-index?at=2025-01&explain=true',
    );
    const [river, lake] = [cwqi(3, 0.1, 0.2), cwqi(3, 0.1, 0.05)];
    expect(found).toMatchObject({
      region: 'a',
      index: Number(((river + lake) / 2).toFixed(4)),
      complete: true,
      items: ['ph', 'do', 'codmn', 'nh3n', 'tp'],
      river: { sections: 1, index: river, without: [] },
      lake: { sections: 1, index: lake, terms: { tp: 2, codmn: 0.5 } },
      edition: 'GB 3838-2002',
      // A sample each four hours of 31 days at each of the two sections.
      validity: { kind: 'valid', expected: 372, observed: 372 },
      provisional: false,
    });
    expect(found['derivation']).toContainEqual(
      expect.objectContaining({ quantity: 'cwqi.river.codmn', arithmetic: '3 / 6' }),
    );
  });

  it('says the change in per cent against the month before', async () => {
    const { change } = await app.json<{ change: { periodBefore: object; yearEarlier: object } }>(
      '/v1/water/regions/b/quality-index?at=2025-01',
    );
    const [now, before] = [cwqi(3, 0.1, 0.2), cwqi(2.4, 0.1, 0.2)];
    expect(change.periodBefore).toEqual({
      before,
      change: Number((((now - before) / before) * 100).toFixed(2)),
    });
  });

  it('ranks cities, and leaves one out that lacks an item', async () => {
    const found = await app.json<Ranking>('/v1/water/rankings?at=2025-01');
    expect(found.ranked.map(({ rank, region }) => [rank, region])).toEqual([
      [1, 'b'],
      [2, 'a'],
    ]);
    expect(found.unranked).toEqual([expect.objectContaining({ region: 'c', reason: 'incomplete' })]);
    const four = await app.json<Ranking>('/v1/water/rankings?at=2025-01&items=ph,do,codmn,nh3n');
    // Without phosphorus all three are equal: they share the first rank.
    expect(four.ranked.map(({ rank, index }) => [rank, index])).toEqual([
      [1, 2],
      [1, 2],
      [1, 2],
    ]);
  });

  it('ranks by change those that have both periods, and names an item that takes no part', async () => {
    const found = await app.json<Ranking>('/v1/water/rankings?at=2025-01&by=change&against=period-before');
    expect(found.ranked.map(({ region }) => region)).toEqual(['b']);
    expect(found.unranked.map(({ region }) => region).sort()).toEqual(['a', 'c']);
    const refused = await app.get('/v1/water/rankings?items=codm');
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({ detail: expect.stringContaining('did you mean codmn?') });
  });

  it.each([
    ['a1', { coefficient: 1, critical: 0.9, direction: 'rising' }],
    ['b1', { coefficient: 0.8, critical: 0.9, direction: 'none' }],
  ])('finds the trend of five years of %s', async (section, expected) => {
    const { items } = await app.json<{ items: readonly { item: string }[] }>(
      `/v1/water/sections/${section}/trend`,
    );
    expect(items.find(({ item }) => item === 'codmn')).toMatchObject({ periods: 5, ...expected });
    // All years are equal: there is nothing to correlate.
    expect(items.find(({ item }) => item === 'ph')).toMatchObject({ coefficient: null });
  });

  it('needs five years for a trend, and shows none without a year that is over', async () => {
    const { items } = await app.json<{ items: readonly { item: string }[] }>(
      '/v1/water/sections/a1/trend?from=2021&to=2024',
    );
    expect(items.find(({ item }) => item === 'codmn')).toMatchObject({
      periods: 4,
      direction: null,
      reason: 'too-few-samples',
    });
    expect(await app.json('/v1/water/sections/c1/trend')).toMatchObject({ from: null, items: [] });
  });
});
