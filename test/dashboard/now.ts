import { expect, it } from 'vitest';
import { settled, violations, visit } from '../support/browser.ts';
import { CITY, type City, MARKUP, NOW } from './city.ts';

type Lang = 'zh' | 'en';
type Name = Readonly<Record<Lang, string>>;
interface Air {
  readonly aqi: number | null;
  readonly category: Name;
  readonly primary: readonly string[];
  readonly provisional: boolean;
}
interface Water {
  readonly class: string;
  readonly target: string;
}

const LABELS: Readonly<Record<string, string>> = { pm2_5: 'PM₂.₅', pm10: 'PM₁₀', o3: 'O₃', no2: 'NO₂' };
const WORDS = {
  zh: { provisional: '暂定', met: '达标', missed: '未达标', noData: '从未上报', map: '站点与断面分布' },
  en: {
    provisional: 'provisional',
    met: 'met',
    missed: 'missed',
    noData: 'never seen',
    map: 'Stations and sections',
  },
} as const;

/** What the view of now show, compared with the API. */
export function nowSuite(city: () => City): void {
  it.each(['zh', 'en'] as const)(
    'shows what the API answers, in %s, and asks no other origin',
    async (lang) => {
      const seen = await visit(city().browser, `${city().app.apiUrl}/?lang=${lang}`, { at: NOW });
      const { page } = seen;
      const w = WORDS[lang];
      await page.getByRole('heading', { name: w.map }).waitFor();
      await settled(page);
      for (const id of ['city', 'north', 'south']) {
        const figure = await city().app.json<Air>(`/v1/air/regions/${id}/aqi/latest`);
        const row = page.locator(`.panel-districts tr[data-id="${id}"]`);
        await row.waitFor();
        const text = (await row.textContent()) ?? '';
        expect(text).toContain(String(figure.aqi));
        expect(text).toContain(figure.category[lang]);
        for (const each of figure.primary) expect(text).toContain(LABELS[each] ?? each);
        expect(text.includes(w.provisional)).toBe(figure.provisional);
      }
      for (const id of ['N1', 'S1']) {
        const { aqi } = await city().app.json<Air>(`/v1/air/stations/${id}/aqi/latest`);
        expect(await page.locator(`.map a[data-id="${id}"]`).textContent()).toContain(String(aqi));
      }
      // Late is hatched, never seen is hollow.
      expect(await page.locator('.map a[data-id="L1"] circle[fill="url(#hatch)"]').count()).toBe(1);
      expect(await page.locator('.map a[data-id="N1"] circle').count()).toBe(1);
      expect(await page.locator('.map a[data-id="Q1"] circle.hollow').count()).toBe(1);
      expect(await page.locator('.map a[data-id="Q1"]').getAttribute('aria-label')).toContain(w.noData);
      for (const { id, name } of CITY.sections) {
        const { class: found, target } = await city().app.json<Water>(
          `/v1/water/sections/${id}/class/latest`,
        );
        const box = await page.locator('.section-box', { hasText: name[lang] }).textContent();
        expect(box).toContain(found);
        expect(box).toContain(target);
        const ranks = ['I', 'II', 'III', 'IV', 'V', 'worse-than-V'];
        expect(box).toContain(ranks.indexOf(found) <= ranks.indexOf(target) ? w.met : w.missed);
      }
      expect(await page.evaluate('document.documentElement.lang')).toBe(lang === 'zh' ? 'zh-CN' : 'en');
      expect(await violations(page)).toEqual([]);
      seen.check();
      await seen.close();
    },
  );

  it('shows firing alerts and the completeness of today', async () => {
    const { data } = await city().app.json<{ data: { subject: { id: string }; text: Name }[] }>(
      '/v1/alerts?state=firing',
    );
    expect(data.length).toBeGreaterThan(0);
    const seen = await visit(city().browser, `${city().app.apiUrl}/?lang=en`, { at: NOW });
    const items = seen.page.locator('.alerts li');
    await expect.poll(() => items.count()).toBe(data.length);
    await settled(seen.page);
    const text = await seen.page.locator('.alerts').textContent();
    for (const alert of data) expect(text).toContain(alert.text.en);
    // Of ten hours of the day seven came, of two of three stations, with all six pollutants.
    await expect.poll(() => seen.page.locator('.meter-row').first().textContent()).toContain('84 of 180');
    seen.check();
    await seen.close();
  });

  it('shows a name with markup as it is written', async () => {
    const seen = await visit(city().browser, `${city().app.apiUrl}/?lang=zh`, { at: NOW });
    await seen.page.locator('.panel-districts tr[data-id="south"]').waitFor();
    await settled(seen.page);
    expect(await seen.page.locator('.panel-districts tr[data-id="south"] th').textContent()).toBe(MARKUP);
    expect(await seen.page.locator('main img').count()).toBe(0);
    expect(await seen.page.title()).not.toBe('1');
    seen.check();
    await seen.close();
  });

  it('is usable by keys alone, on a phone, in the dark, with other colours and on paper', async () => {
    const options = { at: NOW, viewport: { width: 390, height: 844 }, colorScheme: 'dark' } as const;
    const seen = await visit(city().browser, `${city().app.apiUrl}/?lang=en`, options);
    const { page } = seen;
    const north = page.locator('.panel-districts tr[data-id="north"]');
    await north.waitFor();
    await settled(page);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
    expect(await violations(page)).toEqual([]);
    // Below each other sections are as high as what they say.
    const rooms = (await page.evaluate(
      `[...document.querySelectorAll('.river .section-box')].map(
        (each) => each.getBoundingClientRect().bottom - each.lastElementChild.getBoundingClientRect().bottom,
      )`,
    )) as number[];
    expect(rooms.length).toBeGreaterThan(1);
    expect(rooms.filter((room) => room > 12)).toEqual([]);
    const fill = () => page.locator('.map a[data-id="N1"] circle').first().getAttribute('fill');
    const national = await fill();
    await page.locator('.settings select').nth(1).selectOption('cvd');
    await expect.poll(fill).not.toBe(national);
    await page.keyboard.press('Tab');
    await page.locator('.map a[data-id="N1"]').focus();
    await page.keyboard.press('Enter');
    // The drawer explains the figure, and leads to the page of its place.
    await page.locator('.explain .steps').waitFor();
    await page.getByRole('link', { name: 'Open the page of this place' }).press('Enter');
    await page.waitForURL('**/air/stations/N1?lang=en');
    await page.goBack();
    await page.goBack();
    await north.waitFor();
    await settled(page);
    const pdf = await page.pdf({ preferCSSPageSize: true });
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.settings').isVisible()).toBe(false);
    // On paper nobody knows of an age since when it is.
    await expect.poll(() => page.locator('.printed').textContent()).toBe('Printed 2026-04-03 10:05');
    expect(await page.locator('.printed').isVisible()).toBe(true);
    expect(
      await page
        .locator('.panel-districts tr[data-id="quiet"], .panel-districts tr[data-id="south"]')
        .first()
        .isVisible(),
    ).toBe(true);
    seen.check();
    await seen.close();
  });

  it('shows the sections of a river by kilometre, with target and change against the month before', async () => {
    const seen = await visit(city().browser, `${city().app.apiUrl}/?lang=en`, { at: NOW });
    const boxes = seen.page.locator('.river li');
    await boxes.first().waitFor();
    await settled(seen.page);
    const texts = await boxes.allTextContents();
    const at = (name: string) => texts.findIndex((text) => text.startsWith(name));
    expect(at('Upper')).toBeLessThan(at('Mouth'));
    expect(texts[at('Upper')]).toContain('10 km');
    expect(await seen.page.locator('.river h3').textContent()).toContain('into Trial lake');
    // Nothing was measured in March: no section has a change, and none is made up.
    expect(await seen.page.locator('.section-box .change').count()).toBe(0);
    await seen.close();
  });
}
