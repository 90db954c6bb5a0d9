import { HOUR, type Instant, instant } from '@lanbi/standards';
import { createEmbeddedStore } from '@lanbi/store-embedded';
import { observationOf, registryOf } from '@lanbi/testkit/samples/water-run';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AskedApi, apiOver } from '../support/api.ts';
import { waterFiguresOver } from '../support/asked-water.ts';
import { type RunningEvaluator, startEvaluator } from '../support/evaluation.ts';

/** Six samples a day; `thin` has ten days of each month, `late` all of February and March. */
const SECTIONS = ['full', 'thin', 'late', 'now'];
const registry = registryOf({
  regions: [
    { id: 'city', name: 'City', kind: 'city' },
    { id: 'other', name: 'Other', kind: 'city' },
  ],
  rivers: ['river', 'second'].map((id) => ({ id, name: id })),
  lakes: [{ id: 'lake', name: 'lake' }],
  sections: [
    { id: 'full', name: 'full', region: 'other', river: 'river', target: 'III' },
    { id: 'thin', name: { zh: '浅湾', en: 'Shallow Bay' }, region: 'city', lake: 'lake', waterBody: 'lake' },
    { id: 'late', name: 'late', region: 'other', river: 'second' },
    { id: 'now', name: 'now', region: 'other', river: 'second' },
  ],
  stations: SECTIONS.map((id) => ({
    id,
    medium: 'water',
    name: id,
    region: id === 'thin' ? 'city' : 'other',
    section: id,
    period: 14_400,
  })),
});

const GOOD = { ph: 7, do: 7, codmn: 3, nh3n: 0.2, tp: 0.02 };
const at = (date: string): Instant => instant(Date.parse(`${date}T00:00:00+08:00`));
/** Samples every four hours of so many days. */
const samplesOf = (date: string, days: number): readonly Instant[] =>
  Array.from({ length: days * 6 }, (_, index) => instant(at(date) + (index + 1) * 4 * HOUR));
/** January to March of 2025 have 90 days. */
const DAYS = { '2025-01-01': 31, '2025-02-01': 28, '2025-03-01': 31 };
const NOW = instant(at('2025-05-05') + 12 * HOUR);

describe('the coverage of longer periods of water', () => {
  const store = createEmbeddedStore({ path: ':memory:' });
  let evaluator: RunningEvaluator;
  const opened: AskedApi[] = [];
  const write = (station: string, times: readonly Instant[]) =>
    store.write({
      observations: times.map((time) => observationOf(registry, station, time, GOOD, 14_400)),
      deadLetters: [],
    });
  const apiAt = async (now: Instant, periodCoverage?: number): Promise<AskedApi> => {
    const more = periodCoverage === undefined ? {} : { periodCoverage };
    const api = await apiOver(store, registry, now, more);
    opened.push(api);
    return api;
  };

  beforeAll(async () => {
    await store.open();
    for (const [date, days] of Object.entries(DAYS)) {
      await write('full', samplesOf(date, days));
      await write('thin', samplesOf(date, 10));
      if (date !== '2025-01-01') await write('late', samplesOf(date, days));
    }
    // The month that runs: four whole days and noon of the fifth.
    await write('now', samplesOf('2025-05-01', 4));
    await write('now', samplesOf('2025-05-05', 1).slice(0, 3));
    evaluator = await startEvaluator(store, registry);
    await evaluator.caughtUp();
  });
  afterAll(async () => {
    for (const api of opened) await api.close();
    await evaluator.stop();
    await store.close();
  });

  const quarterOf = async (api: AskedApi, id: string) => {
    const query = 'interval=quarter&from=2025-01-01&to=2025-04-01&fields=class,counted,counts,validity';
    const found = await api.get<{ data: readonly object[] }>(`/v1/water/sections/${id}/class?${query}`);
    return found.data[0];
  };

  it('a quarter of three thin months is not valid, and names each of them', async () => {
    expect(await quarterOf(await apiAt(NOW), 'thin')).toMatchObject({
      class: 'II',
      counted: 'months',
      validity: {
        kind: 'insufficient',
        expected: 90 * 6,
        observed: 30 * 6,
        percent: 33.3,
        shortfalls: [
          { rule: 'share-of-samples', item: null, period: null, needed: 405, found: 180, unit: 'samples' },
          { rule: 'share-of-samples', period: '2025-01', needed: 140, found: 60 },
          { rule: 'share-of-samples', period: '2025-02', needed: 126, found: 60 },
          { rule: 'share-of-samples', period: '2025-03', needed: 140, found: 60 },
        ],
        why: {
          zh: expect.stringContaining('180 个样品，至少需要 405 个样品，依据 75 %（应有时次）'),
          en: expect.stringContaining('180 of at least 405 samples (75 % of the expected times so far)'),
        },
      },
    });
    expect(await quarterOf(await apiAt(NOW), 'full')).toMatchObject({
      validity: { kind: 'valid', expected: 540, observed: 540, percent: 100 },
    });
  });

  it('a quarter of two months has its class and lacks a third of its samples', async () => {
    // 59 of 90 days are 65.6 %.
    expect(await quarterOf(await apiAt(NOW), 'late')).toMatchObject({
      class: 'II',
      counts: { tp: 2 },
      validity: { kind: 'insufficient', expected: 540, observed: 354, percent: 65.6 },
    });
  });

  it('a year needs eight months in addition to the share', async () => {
    const path = '/v1/water/sections/full/class?interval=year&from=2025-01-01&to=2026-01-01';
    const api = await apiAt(at('2025-04-01'), 20);
    const { data } = await api.get<{ data: readonly object[] }>(path);
    expect(data[0]).toMatchObject({
      class: null,
      validity: {
        kind: 'insufficient',
        expected: 365 * 6,
        observed: 540,
        shortfalls: [{ rule: 'months-a-period', needed: 8, found: 3, unit: 'months' }],
      },
    });
    // Without a class nothing is said of the target.
    const said = await api.text('/v1/bulletins/2025?lang=zh', 'text/markdown');
    expect(said).toContain('没有既有目标又有类别的断面，无法判断是否达标。');
    expect(said).not.toMatch(/断面均达到目标/);
    expect(said).toContain('没有可评价的断面。');
    expect(said).not.toContain('—%');
  });

  it.each([
    [75, 'insufficient'],
    [60, 'valid'],
  ])('the setting of %i %% decides on sections, areas and stored periods as on air', async (share, kind) => {
    const api = await apiAt(NOW, share);
    expect(await quarterOf(api, 'late')).toMatchObject({ validity: { kind } });
    const area = '/v1/water/summary?scope=region:other&period=quarter&at=2025-03';
    // Of three sections one has no samples of the quarter: 540 + 354 of 3 * 540.
    expect(await api.get(area)).toMatchObject({ validity: { expected: 1620, observed: 894 } });
    expect(await api.get('/v1/water/rivers/river/class?period=quarter&at=2025-03')).toMatchObject({
      validity: { kind: 'valid' },
    });
  });

  it('a lake and a summary take over the coverage of their sections and call by its name the one that falls short', async () => {
    const api = await apiAt(NOW);
    const short = {
      kind: 'insufficient',
      expected: 540,
      observed: 180,
      shortfalls: [
        { rule: 'share-of-samples', needed: 405, found: 180 },
        { rule: 'share-of-samples', section: 'thin', needed: 405, found: 180 },
      ],
      why: {
        zh: expect.stringContaining('浅湾断面 180 个样品'),
        en: expect.stringContaining('section Shallow Bay: 180 of'),
      },
    };
    const query = 'period=quarter&at=2025-03';
    expect(await api.get(`/v1/water/lakes/lake/class?${query}`)).toMatchObject({ validity: short });
    expect(await api.get(`/v1/water/summary?scope=lake:lake&${query}`)).toMatchObject({ validity: short });
    expect(await api.get(`/v1/water/regions/city/quality-index?${query}`)).toMatchObject({ validity: short });
    const latest = await waterFiguresOver(store, registry).latest('lake.class.quarter', 'lake');
    expect(latest?.body).toMatchObject({ validity: { kind: 'insufficient', expected: 540, observed: 180 } });
  });

  it('an index of too few samples is shown and has no place', async () => {
    const api = await apiAt(NOW);
    expect(await api.get('/v1/water/rankings?period=quarter&at=2025-03')).toMatchObject({
      unranked: expect.arrayContaining([
        expect.objectContaining({
          region: 'city',
          reason: 'too-few-samples',
          index: expect.any(Number),
          validity: expect.objectContaining({
            kind: 'insufficient',
            why: expect.objectContaining({ zh: expect.stringContaining('浅湾断面 ') }),
          }),
        }),
      ]),
    });
  });

  it('explains what falls short', async () => {
    const api = await apiAt(NOW);
    const path = '/v1/water/lakes/lake/class?period=quarter&at=2025-03&explain=true';
    const { derivation } = await api.get<{ derivation: readonly object[] }>(path);
    expect(derivation).toContainEqual(
      expect.objectContaining({ quantity: 'validity.thin', arithmetic: '180 < 405 samples' }),
    );
  });

  it.each([
    ['month-to-date', 30],
    ['year-to-date', 125 * 6],
    ['rolling-7d', 42],
  ])('a %s expects the days that have begun', async (period, expected) => {
    const api = await apiAt(NOW);
    const path = `/v1/water/sections/now/class/latest?interval=${period}`;
    expect(await api.get(path)).toMatchObject({ validity: { expected, observed: 27 } });
  });

  it('a period that runs is judged by its days that are over', async () => {
    const api = await apiAt(NOW);
    const latest = (interval: string) => api.get(`/v1/water/sections/now/class/latest?interval=${interval}`);
    expect(await latest('month-to-date')).toMatchObject({ validity: { kind: 'valid' } });
    expect(await latest('month')).toMatchObject({ validity: { kind: 'valid', expected: 186, observed: 27 } });
    // Of the ten days that are over by the eleventh, four and a half have samples.
    const later = await apiAt(instant(at('2025-05-11') + HOUR));
    const path = '/v1/water/sections/now/class/latest?interval=month';
    expect(await later.get(path)).toMatchObject({
      validity: { kind: 'insufficient', shortfalls: [{ needed: 45, found: 27 }] },
    });
  });
});
