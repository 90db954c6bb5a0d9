import { expect, it } from 'vitest';
import { settled, violations, visit } from '../support/browser.ts';
import { CITY, type City, NOW } from './city.ts';

interface Row {
  readonly from: string;
  readonly class: string | null;
  readonly determining?: readonly string[];
}
interface Sample {
  readonly class: string;
  readonly items: Readonly<
    Record<string, { readonly value: number; readonly class: string | null; readonly evaluated: boolean }>
  >;
  readonly exceedances: readonly { readonly item: string; readonly multiple: number }[];
}

interface Summary {
  readonly sections: {
    readonly good: number;
    readonly worse: number;
    readonly attainment: number;
    readonly counts: Readonly<Record<string, number>>;
  };
  readonly rivers: { readonly each: readonly { readonly river: string; readonly class: string | null }[] };
}
interface Lake {
  readonly class: string | null;
  readonly trophic: { readonly grade?: { readonly zh: string; readonly en: string } };
}

const RANKS = ['I', 'II', 'III', 'IV', 'V', 'worse-than-V'];
const WORSE = { zh: '劣Ⅴ', en: '>V' } as const;

/** What the views of water show, compared with the API. */
export function waterSuite(city: () => City): void {
  const open = (path: string, options = {}) =>
    visit(city().browser, city().app.apiUrl + path, { at: NOW, ...options });

  it.each([
    ['zh', 'day', '2026-04'],
    ['en', 'day', '2026-04'],
    ['zh', 'month', '2026'],
    ['en', 'month', '2026'],
  ] as const)('show the classes of all sections, in %s by %s', async (lang, interval, span) => {
    const seen = await open(`/water?lang=${lang}&span=${span}`);
    const { page } = seen;
    await page.locator('tr[data-id="mouth"]').waitFor();
    await settled(page);
    for (const { id, target } of CITY.sections) {
      const { data } = await city().app.json<{ data: Row[] }>(
        `/v1/water/sections/${id}/class?interval=${interval}&from=${span}&to=${span}`,
      );
      expect(data.length).toBeGreaterThan(0);
      const row = page.locator(`tr[data-id="${id}"]`);
      expect(await row.locator('a.figure').count()).toBe(data.length);
      for (const { from, class: found } of data) {
        const cell = row.locator(`a[data-begin="${from.slice(0, interval === 'day' ? 10 : 7)}"] .badge`);
        const text = found === 'worse-than-V' ? WORSE[lang] : (found ?? '—');
        const missed = found !== null && RANKS.indexOf(found) > RANKS.indexOf(target);
        expect(await cell.textContent()).toBe(missed ? `${text} ✕` : text);
      }
    }
    expect(await violations(page)).toEqual([]);
    seen.check();
    await seen.close();
  });

  it.each(['zh', 'en'] as const)(
    'show a section with each item, its limits and excess, in %s',
    async (lang) => {
      const sample = await city().app.json<Sample>('/v1/water/sections/mouth/class/latest');
      expect(sample.exceedances.map(({ item }) => item)).toEqual(['nh3n']);
      const seen = await open(`/water/sections/mouth?lang=${lang}`);
      const { page } = seen;
      const rows = page.locator('table.items tbody tr');
      await rows.first().waitFor();
      await page
        .locator('.title', { hasText: lang === 'zh' ? '河流 试验河' : 'River Trial river' })
        .waitFor();
      await page.locator('.chart svg').waitFor();
      await settled(page);
      const texts = await rows.allTextContents();
      expect(texts).toHaveLength(Object.keys(sample.items).length);
      for (const [at, { value }] of Object.values(sample.items).entries())
        expect(texts[at]).toContain(String(value));
      // GB 3838-2002, table 1, row 7: ammonia nitrogen.
      const ammonia = texts.find((text) => text.includes('0.15') && text.includes('1.5'));
      expect(ammonia).toContain(String(sample.exceedances[0]?.multiple));
      expect(await page.locator('.chart svg').textContent()).toContain('II: 0.5');
      expect(await violations(page)).toEqual([]);
      seen.check();
      await seen.close();
    },
  );

  it('go from a strip to its explanation and back by keys', async () => {
    const seen = await open('/water?lang=en&span=2026-04', { viewport: { width: 390, height: 844 } });
    const { page } = seen;
    const cell = page.locator('tr[data-id="mouth"] a.figure').first();
    await cell.waitFor();
    await cell.focus();
    await page.keyboard.press('Enter');
    const drawer = page.getByRole('dialog');
    await drawer.getByText('Steps').waitFor();
    await expect.poll(() => drawer.textContent()).toContain('GB 3838-2002');
    await page.keyboard.press('Escape');
    await page.waitForURL((url) => !url.search.includes('explain'));
    await expect.poll(() => page.evaluate('document.documentElement.scrollWidth')).toBe(390);
    seen.check();
    await seen.close();
  });

  it.each(['zh', 'en'] as const)(
    'show the area, its main items and its lakes as the API does, in %s',
    async (lang) => {
      const summary = await city().app.json<Summary>('/v1/water/summary?period=month&at=2026-04');
      const lake = await city().app.json<Lake>('/v1/water/lakes/lake/class?period=month&at=2026-04');
      const seen = await open(`/water?lang=${lang}&span=2026-04`);
      const { page } = seen;
      const panel = page.locator('.panel-summary');
      await panel.locator('.shares').waitFor();
      await settled(page);
      const text = (await panel.textContent()) ?? '';
      for (const share of [summary.sections.good, summary.sections.worse, summary.sections.attainment])
        expect(text).toContain(`${share === null ? '—' : `${share.toFixed(1)} %`}`);
      const counts = await panel.locator('.shares tbody tr').first().locator('td').allTextContents();
      expect(counts).toEqual(RANKS.map((rank) => String(summary.sections.counts[rank])));
      for (const { river, class: found } of summary.rivers.each)
        expect(await panel.locator(`li[data-id="${river}"] .badge`).textContent()).toBe(found ?? '—');
      const figures = page.locator('.lake-figures[data-id="lake"]');
      expect(await figures.locator('.badge').textContent()).toBe(lake.class ?? '—');
      const state = lake.trophic.grade;
      expect(await figures.textContent()).toContain(
        state ? state[lang] : { zh: '暂无数据', en: 'No data yet' }[lang],
      );
      expect(await violations(page)).toEqual([]);
      seen.check();
      await seen.close();
    },
  );

  it('say of a section without whole years that there is no trend yet', async () => {
    const { items } = await city().app.json<{ items: unknown[] }>('/v1/water/sections/mouth/trend');
    expect(items).toEqual([]);
    const seen = await open('/water/sections/mouth?lang=en');
    await seen.page.getByText('There is no mean of a whole year yet.').waitFor();
    await seen.close();
  });
}
