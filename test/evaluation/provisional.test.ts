import { DAY } from '@lanbi/standards';
import { describe, expect, it } from 'vitest';
import { at, days, evaluated, index, LOW, NOW } from '../support/period-answers.ts';
import { type Series, wholeRows } from '../support/whole-rows.ts';

describe('provisional (no. 28)', () => {
  it('is false once late data are no longer expected, of hours, days and periods', async () => {
    const { asked } = await evaluated(days('S-d1', '2016-06-01', 30, LOW));
    const urls = [
      '/v1/air/stations/S-d1/aqi?interval=hour&from=2016-06-01&to=2016-06-02',
      '/v1/air/regions/c/aqi?interval=day&from=2016-06-01&to=2016-07-01',
      '/v1/stations/S-d1/observations?parameter=o3&interval=hour&from=2016-06-01&to=2016-06-02',
      '/v1/air/regions/c/composite-index?period=month&at=2016-06',
      '/v1/air/rankings?level=district&period=month&at=2016-06',
    ];
    const api = await asked(NOW);
    for (const url of urls) {
      const found = await api.get<Partial<Series<object>> & { readonly provisional?: boolean }>(url);
      const { data, meta = {} } = found;
      const rows = data ? wholeRows<{ readonly provisional: boolean }>({ data, meta }) : [found];
      const flags = rows.map(({ provisional }) => provisional);
      expect([url, new Set(flags)]).toEqual([url, new Set([false])]);
    }
  });

  it('is true for 72 hours after the end, and the tag changes with it', async () => {
    const { asked } = await evaluated(days('S-d1', '2016-06-01', 30, LOW));
    const url = '/v1/air/regions/c/composite-index?period=month&at=2016-06';
    const end = at('2016-07-01T00:00:00+08:00');
    const provisionalAt = async (now: number) =>
      (await index(await asked(new Date(now).toISOString()), 'regions/c', 'period=month&at=2016-06'))
        .provisional;
    expect(await provisionalAt(end + 3 * DAY - 1)).toBe(true);
    expect(await provisionalAt(end + 3 * DAY)).toBe(false);
    const [before, after] = [
      await (await asked(new Date(end + 3 * DAY - 1).toISOString())).tag(url),
      await (await asked(new Date(end + 3 * DAY).toISOString())).tag(url),
    ];
    expect(before).not.toBe(after);
  });
});
