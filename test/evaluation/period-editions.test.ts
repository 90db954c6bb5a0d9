import { describe, expect, it } from 'vitest';
import { days, evaluated, index, LOW, NOW } from '../support/period-answers.ts';

describe('the editions of one answer (no. 25)', () => {
  // PM2.5 of 70 µg/m³ is an index of 94 under HJ 633-2012 and of 119 under HJ 633-2026.
  const HIGH = { ...LOW, pm2_5: 70 };
  const two = () =>
    evaluated([...days('S-d1', '2025-04-01', 30, HIGH), ...days('S-d1', '2026-04-01', 30, HIGH)]);
  const SET_2026 = { gb3095: 'GB 3095-2026/transition', hj633: 'HJ 633-2026', hj663: 'HJ 663-2026' };
  const SET_2012 = { gb3095: 'GB 3095-2012', hj633: 'HJ 633-2012', hj663: 'HJ 663-2013' };

  it('are one set for the index and the good days, also when another is asked for', async () => {
    const api = await (await two()).asked(NOW);
    const own = await index(api, 'regions/c', 'period=month&at=2025-04');
    expect(own).toMatchObject({ editions: SET_2012, goodDays: { good: 30, valid: 30, ratio: 100 } });
    const other = await index(api, 'regions/c', 'period=month&at=2025-04&edition=2026');
    expect(other).toMatchObject({ editions: SET_2026, goodDays: { good: 0, valid: 30, ratio: 0 } });
    expect(other.standards.map(({ edition }) => edition)).toEqual(Object.values(SET_2026));
    const rows = await api.get<{ data: readonly { aqi: number; primary: readonly string[] }[] }>(
      '/v1/air/regions/c/aqi?interval=day&from=2025-04-01&to=2025-05-01T00:00:00%2B08:00&edition=2026',
    );
    expect(rows.data).toHaveLength(30);
    expect(rows.data.filter(({ aqi }) => aqi <= 100)).toHaveLength(0);
  });

  it('are those of the later period on both sides of a comparison', async () => {
    const api = await (await two()).asked(NOW);
    const { change, goodDays } = await index(api, 'regions/c', 'period=month&at=2026-04');
    expect(goodDays).toEqual({ good: 0, valid: 30, ratio: 0 });
    expect(change.yearEarlier).toMatchObject({
      own: { goodDays: { good: 30, valid: 30 }, editions: SET_2012 },
      sameEdition: { goodDays: { good: 0, valid: 30 }, editions: SET_2026 },
      used: { goodDays: { good: 0, valid: 30 }, editions: SET_2026, change: 0 },
    });
    const then = await index(api, 'regions/c', 'period=month&at=2026-04&compare=in-force');
    expect(then.change.yearEarlier.used).toMatchObject({ goodDays: { good: 30 }, editions: SET_2012 });
  });

  it('are said in the bulletin, in both languages, and can be those of then', async () => {
    const api = await (await two()).asked(NOW);
    const bulletin = await api.get('/v1/bulletins/2026-04?region=c');
    expect(bulletin).toMatchObject({
      air: {
        goodDaysYearEarlier: { good: 0, valid: 30, ratio: 0 },
        whole: { goodDays: { good: 0, valid: 30 } },
      },
      editions: {
        gb3095: ['GB 3095-2026/transition'],
        hj633: ['HJ 633-2026'],
        hj663: ['HJ 663-2026'],
        compare: 'same-edition',
        earlier: Object.values(SET_2026),
        otherThen: true,
      },
    });
    const text = (query: string) => api.text(`/v1/bulletins/2026-04?region=c&${query}`, 'text/markdown');
    expect(await text('lang=en&format=markdown')).toContain('Other standards were in force a year earlier');
    expect(await text('lang=zh&format=markdown')).toContain('均按本期标准重新评价');
    const then = await api.get('/v1/bulletins/2026-04?region=c&compare=in-force');
    expect(then).toMatchObject({
      air: { goodDaysYearEarlier: { good: 30, valid: 30, ratio: 100 } },
      editions: { compare: 'in-force', earlier: Object.values(SET_2012), otherThen: false },
    });
    expect(await text('lang=en&format=markdown&compare=in-force')).toContain('in force then');
  });

  it('of a year in which they changed are those of its end for every day', async () => {
    const read = [...days('S-d1', '2026-02-01', 28, HIGH), ...days('S-d1', '2026-03-01', 31, HIGH)];
    const api = await (await evaluated(read)).asked(NOW);
    const found = await index(api, 'regions/c', 'period=custom&from=2026-02-01&to=2026-03-31');
    expect(found).toMatchObject({
      editions: { ...SET_2026, changedWithin: true },
      goodDays: { good: 0, valid: 59 },
    });
  });
});
