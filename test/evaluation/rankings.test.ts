import type { Observation } from '@lanbi/model';
import { systemClock } from '@lanbi/runtime';
import { civilDate, DAY, HOUR, instant, startOfDate } from '@lanbi/standards';
import { createEmbeddedStore } from '@lanbi/store-embedded';
import { observationOf, registryOf } from '@lanbi/testkit/samples/water-run';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AskedApi, apiOver } from '../support/api.ts';
import { type RunningEvaluator, startEvaluator } from '../support/evaluation.ts';

const DISTRICTS = ['d1', 'd2', 'd3', 'd4'];
const registry = registryOf({
  regions: [
    { id: 'c', name: 'c', kind: 'city' },
    ...DISTRICTS.map((id) => ({ id, name: id, kind: 'district', parent: 'c' })),
    { id: 'bare', name: 'bare', kind: 'district', parent: 'c' },
  ],
  stations: DISTRICTS.map((region) => ({
    id: `S-${region}`,
    medium: 'air',
    name: region,
    region,
    role: 'evaluation',
  })),
});

/** Index terms by hand under GB 3095-2012: 0.1 + 0.5 + 1 + 0.25 + 0.5 beside that of PM2.5, which is its mean / 35. */
const OTHERS = { so2: 6, no2: 20, pm10: 70, co: 1, o3: 80 };

const dayOf = (district: string, date: string, pm2_5: number): Observation[] =>
  Array.from({ length: 24 }, (_, hour) =>
    observationOf(registry, `S-${district}`, instant(startOfDate(civilDate(date)) + (hour + 1) * HOUR), {
      ...OTHERS,
      pm2_5,
    }),
  );

const february = (district: string, year: number, days: number, pm2_5: number): Observation[] =>
  Array.from({ length: days }, (_, day) =>
    dayOf(district, `${year}-02-${String(day + 1).padStart(2, '0')}`, pm2_5),
  ).flat();

interface Ranking {
  readonly ranked: readonly { rank: number; region: string; index: number | null; change?: number }[];
  readonly improved?: readonly { region: string }[];
  readonly deteriorated?: readonly { region: string }[];
  readonly unranked: readonly { region: string; reason: string }[];
  readonly validity: object;
  readonly revision: number;
}

interface Line {
  readonly kind: string;
  readonly subject: string;
  readonly from: string;
  readonly revision: number;
  readonly causes: readonly { change: string; station: string }[];
}

describe('rankings of districts', () => {
  const store = createEmbeddedStore({ path: ':memory:' });
  let evaluator: RunningEvaluator;
  let api: AskedApi;
  const by = (year: number, what: string) =>
    api.get<Ranking>(`/v1/air/rankings?level=district&period=month&at=${year}-02&by=${what}`);
  const write = async (observations: readonly Observation[]) => {
    await store.write({ observations, deadLetters: [] });
    await evaluator.caughtUp();
  };

  beforeAll(async () => {
    await store.open();
    evaluator = await startEvaluator(store, registry);
    api = await apiOver(store, registry, instant(systemClock.now() + DAY));
    // d3 has ten days of 2025 only, too few for a month; d4 is new in 2025.
    await write([
      ...february('d1', 2024, 29, 70),
      ...february('d2', 2024, 29, 35),
      ...february('d3', 2024, 29, 35),
    ]);
    await write([
      ...february('d1', 2025, 28, 35),
      ...february('d2', 2025, 28, 42),
      ...february('d3', 2025, 10, 42),
      ...february('d4', 2025, 28, 42),
    ]);
  }, 300_000);
  afterAll(async () => {
    await api.close();
    await evaluator.stop();
    await store.close();
  });

  it('by index: ties share a rank, one without a valid index has none and a reason', async () => {
    expect(await by(2025, 'index')).toMatchObject({
      ranked: [
        { rank: 1, region: 'd1', index: 3.35 },
        { rank: 2, region: 'd2', index: 3.55 },
        { rank: 2, region: 'd4', index: 3.55 },
      ],
      unranked: [{ region: 'd3', reason: expect.any(String) }],
      validity: { kind: 'insufficient', expected: 4, observed: 3 },
    });
  });

  it('by change: one that has no index a year earlier has no place', async () => {
    expect(await by(2025, 'change')).toMatchObject({
      // (3.35 - 4.35) / 4.35 and (3.55 - 3.35) / 3.35 in per cent, one decimal as the rules have it
      ranked: [
        { rank: 1, region: 'd1', change: -23 },
        { rank: 2, region: 'd2', change: 6 },
      ],
      improved: [{ region: 'd1' }],
      deteriorated: [{ region: 'd2' }],
      unranked: [{ region: 'd3' }, { region: 'd4' }],
    });
  });

  it('a correction raises the ranking that it touches, and the one held against it a year later', async () => {
    const [then, now] = [await by(2024, 'index'), await by(2025, 'change')];
    await write(dayOf('d2', '2024-02-10', 900));
    // (28 × 35 + 900) / 29 = 64.8, / 35 = 1.85: the index is 4.20.
    const after = await by(2024, 'index');
    expect(after.ranked.find(({ region }) => region === 'd2')?.index).toBe(4.2);
    expect(after.revision).toBe(then.revision + 1);
    const later = await by(2025, 'change');
    expect(later.ranked.find(({ region }) => region === 'd2')?.change).toBe(-15.5);
    expect(later.revision).toBe(now.revision + 1);
  });

  it('the audit trail has the index of a region before and after, and says why; a ranking says what to ask', async () => {
    const { data } = await api.get<{ data: Line[] }>('/v1/audit?subject=d2&kind=region.composite.month');
    expect(data).toMatchObject([
      {
        from: '2024-02-01T00:00:00+08:00',
        causes: expect.arrayContaining([expect.objectContaining({ change: 'corrected', station: 'S-d2' })]),
        before: { composite: { index: 3.35 } },
        after: { composite: { index: 4.2 } },
      },
    ]);
    const url = '/v1/audit?subject=district&kind=ranking.month';
    expect(await api.problem(url)).toMatchObject({
      status: 400,
      detail: expect.stringContaining('kind=region.composite.month'),
    });
  });

  it('under another method it is computed when asked, from the same days', async () => {
    const asked = await api.get<Ranking>(
      '/v1/air/rankings?level=district&period=custom&from=2025-02-01&to=2025-02-28',
    );
    const { ranked, unranked } = await by(2025, 'index');
    // The year before the days has 28 of them, the February before had 29.
    const places = (all: readonly object[]) => all.map((row) => ({ ...row, changes: expect.anything() }));
    expect(asked).toMatchObject({ ranked: places(ranked), unranked: places(unranked) });
  });

  it('the audit trail is read page by page, every line once and in order', async () => {
    const all: number[] = [];
    let cursor: string | undefined;
    let pages = 0;
    do {
      const more = cursor === undefined ? '' : `&cursor=${cursor}`;
      const page = await api.get<{ data: (Line & { id: number })[]; meta: { cursor?: string } }>(
        `/v1/audit?limit=7${more}`,
      );
      expect(page.data.length).toBeLessThanOrEqual(7);
      all.push(...page.data.map(({ id }) => id));
      cursor = page.meta.cursor;
      pages += 1;
    } while (cursor !== undefined);
    const whole = await store.history({ after: instant(-1), to: instant(8.64e15), limit: 100_000 });
    expect(pages).toBeGreaterThan(2);
    expect(all).toEqual(whole.map(({ id }) => id));
  });
});
