import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AskedApi } from '../support/api.ts';
import { linesOf, type Page, type Row, startMadeTables } from '../support/made-tables.ts';

let api: AskedApi;

beforeAll(async () => {
  api = await startMadeTables();
}, 300_000);
afterAll(() => api?.close());

describe('the latest as of a past time', () => {
  const AT = encodeURIComponent('2026-04-02T12:30:00+08:00');
  const latest = async (group: string): Promise<readonly Row[]> =>
    (await api.get<Page>(`/v1/${group}/latest?at=${AT}`)).data;

  it('is the hour that ended last, of each station and region', async () => {
    const hours = await linesOf(
      api,
      '/v1/air/hours?from=2026-04-02T11:00:00%2B08:00&to=2026-04-02T12:00:00%2B08:00&fields=station,to,aqi',
    );
    const shown = (await latest('air/stations')).map((row) => ({
      station: row['id'],
      to: row['to'],
      aqi: row['aqi'],
    }));
    expect(shown).toEqual(hours);
    for (const row of await latest('air/regions')) expect(row['to']).toBe('2026-04-02T12:00:00+08:00');
  });

  it('is the sample that ended last, of each section', async () => {
    for (const row of await latest('water/sections')) {
      expect(row['ts']).toBe('2026-04-02T12:00:00+08:00');
      expect(row['class']).toBe(row['id'] === 's' ? 'II' : 'V');
    }
  });

  it('is nothing before the first, and what is now where it is asked for now', async () => {
    const before: Page = await api.get('/v1/air/stations/latest?at=2020-01-01');
    expect(before.data.map((row) => row['to'])).toEqual([null, null, null]);
    const now: Page = await api.get('/v1/water/sections/latest?at=2026-04-04&fields=id,ts,class');
    const latestNow: Page = await api.get('/v1/water/sections/latest?fields=id,ts,class');
    expect(now.data).toEqual(latestNow.data);
  });
});
