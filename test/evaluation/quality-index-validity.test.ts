import { HOUR, type Instant, instant } from '@lanbi/standards';
import { createEmbeddedStore } from '@lanbi/store-embedded';
import { observationOf, registryOf } from '@lanbi/testkit/samples/water-run';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AskedApi, apiOver } from '../support/api.ts';
import { type RunningEvaluator, startEvaluator } from '../support/evaluation.ts';

/** COD of CWQI by section; the index is the mean of the sections that count over class III: 20 mg/L. */
const COD = { always: 10, closed: 20, opened: 40, ended: 60 } as const;

const registry = registryOf({
  regions: [
    { id: 'city', name: 'City', kind: 'city' },
    { id: 'other', name: 'Other', kind: 'city' },
  ],
  rivers: [{ id: 'river', name: 'river' }],
  sections: [
    { id: 'always', name: 'always', region: 'city', river: 'river' },
    { id: 'closed', name: 'closed', region: 'city', river: 'river', until: '2025-01-31' },
    { id: 'opened', name: 'opened', region: 'city', river: 'river', from: '2025-03-01' },
    { id: 'ended', name: 'ended', region: 'other', river: 'river', until: '2025-02-28' },
  ],
  stations: Object.keys(COD).map((id) => ({
    id,
    medium: 'water',
    name: id,
    region: 'city',
    section: id,
    period: 14_400,
  })),
});

const at = (date: string): Instant => instant(Date.parse(`${date}T00:00:00+08:00`));
const MONTHS = { '2025-01-01': 31, '2025-02-01': 28, '2025-03-01': 31 } as const;
const NOW = at('2025-05-05');

interface Index {
  readonly index: number;
  readonly river: { readonly sections: number };
  readonly validity: object;
}

describe('the water quality index of a city and the days of its sections', () => {
  const store = createEmbeddedStore({ path: ':memory:' });
  let evaluator: RunningEvaluator;
  let api: AskedApi;
  const indexAt = (month: string, region = 'city') =>
    api.get<Index>(`/v1/water/regions/${region}/quality-index?period=month&at=${month}&items=cod`);

  beforeAll(async () => {
    await store.open();
    // All of them send all the time, also when they do not count.
    for (const [id, cod] of Object.entries(COD))
      for (const [date, days] of Object.entries(MONTHS)) {
        const times = Array.from({ length: days * 6 }, (_, n) => instant(at(date) + (n + 1) * 4 * HOUR));
        const observations = times.map((time) => observationOf(registry, id, time, { cod }, 14_400));
        await store.write({ observations, deadLetters: [] });
      }
    evaluator = await startEvaluator(store, registry);
    await evaluator.caughtUp();
    api = await apiOver(store, registry, NOW);
  });
  afterAll(async () => {
    await api.close();
    await evaluator.stop();
    await store.close();
  });

  it.each([
    ['2025-01', ['always', 'closed'], 31],
    ['2025-02', ['always'], 28],
    ['2025-03', ['always', 'opened'], 31],
  ] as const)('of %s is that of %j', async (month, sections, days) => {
    const mean = sections.reduce((sum, id) => sum + COD[id], 0) / sections.length;
    const times = days * 6 * sections.length;
    const found = await indexAt(month);
    expect(found).toMatchObject({
      river: { sections: sections.length },
      validity: { kind: 'valid', expected: times, observed: times },
    });
    expect(found.index).toBeCloseTo(mean / 20, 4);
  });

  it('of a city whose only section has ended has none', async () => {
    expect(await indexAt('2025-02', 'other')).toMatchObject({ index: 3, river: { sections: 1 } });
    await expect(indexAt('2025-03', 'other')).rejects.toThrow(/404 .*no-data/);
  });

  it('is ranked and compared by the sections of each month', async () => {
    const { ranked } = await api.get<{ ranked: readonly { region: string; index: number }[] }>(
      '/v1/water/rankings?at=2025-02&items=cod',
    );
    expect(ranked.map(({ region, index }) => [region, index])).toEqual([
      ['city', 0.5],
      ['other', 3],
    ]);
    const { change } = await api.get<{ change: { periodBefore: { before: number } } }>(
      '/v1/water/regions/city/quality-index?period=month&at=2025-03&items=cod',
    );
    expect(change.periodBefore.before).toBe(0.5);
  });
});
