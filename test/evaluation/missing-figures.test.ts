import type { Observation } from '@lanbi/model';
import { instant, MINUTE } from '@lanbi/standards';
import { observationOf } from '@lanbi/testkit/samples/water-run';
import { describe, expect, it } from 'vitest';
import { startEvaluator } from '../support/evaluation.ts';
import {
  at,
  day,
  days,
  evaluated,
  index,
  LOW,
  NOW,
  REGISTRY,
  type Shortfall,
  type Validity,
  type Values,
} from '../support/period-answers.ts';

describe('what a figure that is missing says (no. 29)', () => {
  it('names the months and pollutants of a year that fall short', async () => {
    const { no2, ...five } = LOW;
    const read = [
      ...days('S-d1', '2025-01-01', 151, LOW),
      // June has 26 days of NO2, July 24 of everything.
      ...days('S-d1', '2025-06-01', 26, LOW),
      ...days('S-d1', '2025-06-27', 4, five),
      ...days('S-d1', '2025-07-08', 24 + 153, LOW),
    ];
    const api = await (await evaluated(read)).asked(NOW);
    const found = await index(api, 'stations/S-d1', 'period=year&at=2025&explain=true');
    expect([found.index, no2]).toEqual([null, 20]);
    const short = found.validity.shortfalls ?? [];
    expect(short.filter(({ item }) => item === 'no2')).toMatchObject([
      { rule: 'days-a-month', period: '2025-06', needed: 27, found: 26, unit: 'days' },
      { rule: 'days-a-month', period: '2025-07', needed: 27, found: 24 },
    ]);
    expect(short.filter(({ item }) => item === 'pm2_5')).toMatchObject([{ period: '2025-07', found: 24 }]);
    expect(short.filter(({ item }) => item === 'o3')).toEqual([]);
    expect(found.validity.why?.en).toContain('nitrogen dioxide: 26 of at least 27 days in June 2025');
    expect(found.validity.why?.zh).toContain('二氧化氮 2025年6月 26 天，至少需要 27 天');
  });

  it('names the hours of a day and the windows of ozone', async () => {
    const read = [
      ...day('S-d1', '2026-04-01', LOW, 17),
      ...day('S-d1', '2026-04-02', { ...LOW, so2: 7 }, 24),
    ];
    const api = await (await evaluated(read)).asked(NOW);
    const { data } = await api.get<{ data: readonly { aqi: number | null; validity: Validity }[] }>(
      '/v1/air/stations/S-d1/aqi?interval=day&from=2026-04-01&to=2026-04-02T00:00:00%2B08:00',
    );
    const short = data[0]?.validity.shortfalls ?? [];
    expect(data[0]?.aqi).toBeNull();
    expect(short.find(({ item }) => item === 'pm2_5')).toMatchObject({
      rule: 'hours-a-day',
      needed: 20,
      found: 17,
      unit: 'hours',
    });
    // Windows that end at 08 to 17 have eight hours, those at 18 and 19 seven and six: twelve of fourteen.
    expect(short.find(({ item }) => item === 'o3')).toMatchObject({
      rule: 'windows-a-day',
      needed: 14,
      found: 12,
      unit: 'windows',
    });
  });

  it('names the minutes of an hour that is made of them, after evaluation and recomputation', async () => {
    const begin = at('2026-04-01T08:00:00+08:00');
    const minutes = (count: number, values: Values): Observation[] =>
      Array.from({ length: count }, (_, n) =>
        observationOf(REGISTRY, 'S-d1', instant(begin + (n + 1) * MINUTE), values, 60),
      );
    const { so2, no2, ...others } = LOW;
    const read = [...minutes(30, LOW), ...minutes(44, { no2, ...others }).slice(30)];
    const { store, asked } = await evaluated(read);
    const api = await asked(NOW);
    const url = '/v1/air/stations/S-d1/aqi?interval=hour&from=2026-04-01&to=2026-04-02';
    const short = async () =>
      (await api.get<{ data: readonly { validity: Validity }[] }>(url)).data[0]?.validity.shortfalls ?? [];
    const expected = [
      { rule: 'minutes-an-hour', item: 'so2', needed: 45, found: 30, unit: 'minutes' },
      { item: 'no2', needed: 45, found: 44 },
      { item: 'co', needed: 45, found: 44 },
      { item: 'o3', needed: 45, found: 44 },
    ];
    const byItem = (list: readonly Shortfall[]) =>
      expected.map(({ item }) => list.find((one) => one.item === item));
    expect(so2).toBe(6);
    expect(byItem(await short())).toMatchObject(expected);
    expect(await short()).toHaveLength(4);
    // A late minute completes three of them; the evaluator stores what remains.
    await store.write({ observations: minutes(45, { no2, ...others }).slice(44), deadLetters: [] });
    const evaluator = await startEvaluator(store, REGISTRY);
    await evaluator.caughtUp();
    await evaluator.stop();
    expect(await short()).toMatchObject([{ item: 'so2', needed: 45, found: 30 }]);
    expect(await short()).toHaveLength(1);
  });

  it('names the points of a city', async () => {
    const api = await (
      await evaluated(day('S-d1', '2026-04-01', { ...LOW, pm10: 40 }, 24).slice(0, 1))
    ).asked(NOW);
    const { data } = await api.get<{ data: readonly { validity: Validity }[] }>(
      '/v1/air/regions/d2/aqi?interval=hour&from=2026-04-01&to=2026-04-02',
    );
    expect(data).toEqual([]);
    const city = await api.get<{ data: readonly { validity: Validity }[] }>(
      '/v1/air/regions/c/aqi?interval=day&from=2026-04-01&to=2026-04-02',
    );
    expect(city.data[0]?.validity.shortfalls?.[0]).toMatchObject({
      rule: 'share-of-points',
      needed: 1,
      found: 0,
      unit: 'points',
    });
  });
});
