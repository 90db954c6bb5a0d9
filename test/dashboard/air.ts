import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { settled, violations, visit } from '../support/browser.ts';
import { type City, MARKUP, NOW } from './city.ts';

interface Day {
  readonly from: string;
  readonly to: string;
  readonly aqi: number | null;
}
interface Step {
  readonly quantity: string;
  readonly arithmetic: string;
  readonly clause: string;
  readonly result: unknown;
}
interface Ranking {
  readonly ranked: readonly {
    region: string;
    rank: number;
    index: number;
    name: { zh: string; en: string };
  }[];
  readonly unranked: readonly { region: string }[];
}
interface Composite {
  readonly goodDays: { readonly good: number; readonly valid: number };
}

const PERIOD = 'period=custom&from=2026-04-01&to=2026-04-02';

/** What the views of air show, compared with the API. */
export function airSuite(city: () => City): void {
  const open = (path: string, options = {}) =>
    visit(city().browser, city().app.apiUrl + path, { at: NOW, ...options });
  const orderOf = async (page: Page): Promise<(string | null)[]> => {
    const rows = await page.locator('table.ranking').first().locator('tbody tr').all();
    return Promise.all(rows.map((row) => row.getAttribute('data-id')));
  };

  it.each(['zh', 'en'] as const)('rank the districts as the API does, in %s', async (lang) => {
    const ranking = await city().app.json<Ranking>(`/v1/air/rankings?${PERIOD}&level=district`);
    expect(ranking.ranked.map(({ region }) => region)).toEqual(['north', 'south']);
    const seen = await open(`/air?${PERIOD}&lang=${lang}`);
    await seen.page.locator('tr[data-id="north"]').waitFor();
    await settled(seen.page);
    for (const { region, rank, index, name } of ranking.ranked) {
      const row = seen.page.locator(`tr[data-id="${region}"]`);
      const cells = await row.locator('th, td').allTextContents();
      const good = await row.locator('td').last().locator('.figure').first().textContent();
      const { goodDays } = await city().app.json<Composite>(
        `/v1/air/regions/${region}/composite-index?${PERIOD}`,
      );
      expect(cells.slice(0, 3)).toEqual([String(rank), name[lang], index.toFixed(2)]);
      expect(good?.replaceAll(/\D+/g, ' ').trim()).toBe(`${goodDays.good} ${goodDays.valid}`);
    }
    const unranked = ranking.unranked.map(({ region }) => region);
    for (const region of unranked) expect(await seen.page.locator(`tr[data-id="${region}"]`).count()).toBe(1);
    expect(await violations(seen.page)).toEqual([]);
    seen.check();
    await seen.close();
  });

  it('sort by any column, keep the order in the address, and choose another period', async () => {
    const seen = await open(`/air?${PERIOD}&lang=en`);
    const { page } = seen;
    await page.locator('tr[data-id="north"]').waitFor();
    await expect.poll(() => orderOf(page)).toEqual(['north', 'south']);
    await page.getByRole('link', { name: 'Composite index' }).first().click();
    await page.waitForURL('**sort=-index**');
    await expect.poll(() => orderOf(page)).toEqual(['south', 'north']);
    await page.reload();
    await page.locator('tr[data-id="north"]').waitFor();
    await expect.poll(() => orderOf(page)).toEqual(['south', 'north']);
    await page.locator('select[name="period"]').selectOption('rolling-7d');
    await page.waitForURL('**period=rolling-7d**');
    await page.getByRole('heading', { name: 'Not ranked' }).waitFor();
    seen.check();
    await seen.close();
  });

  it.each(['zh', 'en'] as const)('show the index of each day in the calendar, in %s', async (lang) => {
    const { data } = await city().app.json<{ data: Day[] }>(
      '/v1/air/regions/north/aqi?interval=day&from=2026-04-01&to=2026-04-03',
    );
    expect(data.length).toBeGreaterThan(1);
    const seen = await open(`/air/regions/north?lang=${lang}`);
    const { page } = seen;
    for (const view of ['2026-04', '2026']) {
      await page.goto(`${city().app.apiUrl}/air/regions/north?lang=${lang}&calendar=${view}`);
      for (const { from, aqi } of data) {
        const cell = page.locator(`.panel-calendar a[aria-label^="${from.slice(0, 10)}"]`);
        await expect.poll(() => cell.locator('.badge').textContent()).toBe(String(aqi ?? '—'));
      }
      await expect.poll(() => page.locator('.panel-calendar table .figure').count()).toBe(data.length);
      expect(await violations(page)).toEqual([]);
    }
    seen.check();
    await seen.close();
  });

  it('explain a day at a click: every step of the arithmetic, the call and its CSV', async () => {
    const path = '/v1/air/regions/north/aqi?interval=day&from=2026-04-02&to=2026-04-02';
    const { data } = await city().app.json<{ data: (Day & { derivation: Step[] })[] }>(
      `${path}&explain=true`,
    );
    const [day] = data;
    const seen = await open('/air/regions/north?lang=en');
    const { page } = seen;
    await page.locator('.panel-calendar a[aria-label^="2026-04-02"]').click();
    const drawer = page.getByRole('dialog');
    await drawer.locator('.steps').waitFor();
    await settled(page);
    const text = (await drawer.textContent()) ?? '';
    expect(day?.derivation.length).toBeGreaterThan(5);
    for (const { arithmetic, clause, result } of day?.derivation ?? []) {
      // A level ends in the Chinese of its category; in English the page has the English one.
      expect(text).toContain(arithmetic.replace(/ [\u4e00-\u9fff]+$/, ''));
      expect(text).toContain(clause);
      expect(text).toContain(result === 'pm2_5' ? 'PM₂.₅' : String(result));
    }
    expect(text).toContain(`curl '${city().app.apiUrl}${path}'`);
    const csv = await drawer.getByRole('link', { name: 'Download CSV' }).getAttribute('href');
    const answer = await city().app.get(csv ?? '');
    expect(answer.headers.get('content-type')).toContain('text/csv');
    expect(await answer.text()).toContain(`,${day?.aqi},`.replaceAll(',,', ','));
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.waitForURL((url) => !url.search.includes('explain'));
    seen.check();
    await seen.close();
  });

  it('draw the hours with limit lines at the time of the city, and list them in a table', async () => {
    const { data } = await city().app.json<{ data: Day[] }>(
      '/v1/air/stations/S1/aqi?interval=hour&from=2026-04-01&to=2026-04-03&limit=200',
    );
    const seen = await open('/air/stations/S1?lang=zh');
    const { page } = seen;
    await page.locator('.panel-series .chart svg').waitFor();
    await settled(page);
    expect(await page.locator('h1').textContent()).toBe(MARKUP);
    const chart = (await page.locator('.panel-series .chart svg').textContent()) ?? '';
    expect(chart).toContain('≤ 100');
    // The first hour ends at 01:00 in the city, whatever the zone of the browser.
    expect(chart).toContain('06:00');
    await page.locator('.panel-series').getByText('以表格查看').click();
    const rows = page.locator('.panel-series tbody tr');
    await expect.poll(() => rows.count()).toBe(data.length);
    const newest = data.at(-1);
    expect(await rows.first().textContent()).toContain(
      `${newest?.to.slice(5, 10)} ${newest?.to.slice(11, 16)}${newest?.aqi ?? '—'}`,
    );
    // A day stands at its date, as in the calendar, not at the midnight that ends it.
    await page.locator('.panel-series').getByRole('link', { name: '30' }).click();
    const day = await city().app.json<{ data: Day[] }>(
      '/v1/air/stations/S1/aqi?interval=day&from=2026-04-02&to=2026-04-02',
    );
    const second = rows.filter({ hasText: '2026-04-02' });
    await second.waitFor({ state: 'attached' });
    expect(await second.textContent()).toContain(`2026-04-02${day.data[0]?.aqi ?? '—'}`);
    expect(await violations(page)).toEqual([]);
    seen.check();
    await seen.close();
  });
}
