import { addDays, civilDate } from '@lanbi/standards';
import { describe, expect, it } from 'vitest';
import { days, evaluated, index, LOW, NOW, ranking, type Validity } from '../support/period-answers.ts';

describe('a period of too few days (no. 18)', () => {
  it('with one of thirty days is shown, is not valid and has no rank', async () => {
    const api = await (
      await evaluated([...days('S-d1', '2026-04-30', 1, LOW), ...days('S-d2', '2026-04-01', 30, LOW)])
    ).asked(NOW);
    const query = 'period=rolling-30d&at=2026-04-30';
    const found = await index(api, 'regions/d1', query);
    // 6/60 + 20/40 + 0.8/4 + 80/160 + 35/60 + 14/30, each to two decimals.
    expect(found.index).toBe(2.35);
    expect(found.validity).toMatchObject({ kind: 'insufficient', expected: 30, observed: 1 });
    expect(found.validity.shortfalls).toHaveLength(6);
    expect(found.validity.shortfalls?.[0]).toMatchObject({
      rule: 'share-of-days',
      needed: 23,
      found: 1,
      unit: 'days',
    });
    const { ranked, unranked } = await ranking(api, query);
    expect(ranked.map(({ region }) => region)).toEqual(['d2']);
    expect(unranked).toMatchObject([
      { region: 'd1', reason: 'too-few-samples', index: 2.35, validity: { kind: 'insufficient' } },
    ]);
  });

  it.each([
    ['rolling-7d', '2026-04-30', 5, 6],
    ['rolling-30d', '2026-04-30', 22, 23],
    ['month-to-date', '2026-04-20', 14, 15],
    ['custom&from=2026-04-11&to=2026-04-30', '2026-04-30', 14, 15],
  ])('%s to %s: %i are too few, %i are enough', async (period, last, few, enough) => {
    const of = (station: string, count: number) =>
      days(station, addDays(civilDate(last), 1 - count), count, LOW);
    const api = await (await evaluated([...of('S-d1', few), ...of('S-d2', enough)])).asked(NOW);
    const query = period.startsWith('custom') ? `period=${period}` : `period=${period}&at=${last}`;
    expect((await index(api, 'stations/S-d1', query)).validity.kind).toBe('insufficient');
    expect((await index(api, 'stations/S-d2', query)).validity.kind).toBe('valid');
    expect((await ranking(api, query)).ranked.map(({ region }) => region)).toEqual(['d2']);
  });

  it('holds CO and O3 of a month to it, and the bulletin is not final', async () => {
    const { co, o3, ...four } = LOW;
    const api = await (
      await evaluated([...days('S-d1', '2026-04-01', 29, four), ...days('S-d1', '2026-04-30', 1, LOW)])
    ).asked(NOW);
    const query = 'period=month&at=2026-04';
    const found = await index(api, 'regions/d1', query);
    expect([found.index, co, o3]).toEqual([2.35, 0.8, 80]);
    expect(found.validity).toMatchObject({
      kind: 'insufficient',
      expected: 30,
      observed: 1,
      shortfalls: [
        { rule: 'share-of-days', item: 'co', needed: 23, found: 1 },
        { rule: 'share-of-days', item: 'o3', needed: 23, found: 1 },
      ],
    });
    expect((await ranking(api, query)).ranked).toEqual([]);
    const bulletin = await api.get<{ status: string; air: { ranked: readonly { rank: number | null }[] } }>(
      '/v1/bulletins/2026-04?region=d1',
    );
    expect(bulletin.status).toBe('insufficient');
    const text = await api.text('/v1/bulletins/2026-04?region=d1&lang=en&format=markdown', 'text/markdown');
    expect(text).toContain('carbon monoxide: 1 of at least 23 days');
    expect(
      await api.text('/v1/bulletins/2026-04?region=d1&lang=zh&format=markdown', 'text/markdown'),
    ).toContain('有效天数不足');
  });

  it('of a year says which months fall short once, and of the years beside it as a text', async () => {
    const months = (year: number) =>
      ['01', '03'].flatMap((month) => days('S-d1', `${year}-${month}-01`, 9, LOW));
    const api = await (await evaluated([...months(2024), ...months(2025)])).asked(NOW);
    const url = '/v1/air/stations/S-d1/composite-index?period=year&at=2025';
    const text = await api.text(url, 'application/json');
    const found = JSON.parse(text) as {
      validity: Validity;
      change: Record<'periodBefore' | 'yearEarlier', { own: { validity: Validity } }>;
    };
    // The year, and the months that have too few days, of six pollutants each.
    expect(found.validity.shortfalls?.length).toBeGreaterThan(50);
    for (const { own } of [found.change.periodBefore, found.change.yearEarlier]) {
      expect(own.validity).toMatchObject({
        kind: 'insufficient',
        why: { en: expect.stringContaining(' of at least ') },
      });
      expect(own.validity.shortfalls).toBeUndefined();
    }
    expect(text.length).toBeLessThan(40_000);
    // A bulletin names the pollutants of the year (CO and O3 are percentiles of the year), and counts the months.
    const said = await api.text('/v1/bulletins/2025?region=d1&lang=zh&format=markdown', 'text/markdown');
    expect(said).toContain('二氧化硫 2025年 18 天，至少需要 324 天');
    expect(said).toMatch(/；按月另有 \d+ 项不足/);
    expect(said).not.toContain('2025年3月 9 天');
  });

  it('counts the days so far while a period runs', async () => {
    // Three of the first four days of the month, asked in the morning of the fifth.
    const read = [...days('S-d1', '2026-04-01', 3, LOW), ...days('S-d2', '2026-04-01', 2, LOW)];
    const { asked } = await evaluated(read);
    const query = 'period=month-to-date&at=2026-04-05';
    const morning = await asked('2026-04-05T09:00:00+08:00');
    expect((await index(morning, 'stations/S-d1', query)).validity).toMatchObject({
      kind: 'valid',
      expected: 4,
      observed: 3,
    });
    expect((await index(morning, 'stations/S-d2', query)).validity.kind).toBe('insufficient');
    // The day after, three of five days are too few.
    const after = await asked('2026-04-06T00:00:00+08:00');
    expect((await index(after, 'stations/S-d1', query)).validity).toMatchObject({
      kind: 'insufficient',
      expected: 5,
      observed: 3,
    });
  });

  it('says of a comparison which side is not valid', async () => {
    const read = [...days('S-d1', '2026-03-02', 3, LOW), ...days('S-d1', '2026-04-01', 30, LOW)];
    const api = await (await evaluated(read)).asked(NOW);
    const { change } = await index(api, 'stations/S-d1', 'period=rolling-30d&at=2026-04-30');
    expect(change.periodBefore).toMatchObject({
      sufficient: false,
      used: { index: 2.35, change: 0, validity: { kind: 'insufficient', observed: 3 } },
    });
  });
});
