import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { violations, visit } from '../support/browser.ts';
import { pdfTexts } from '../support/pdf.ts';
import { type City, NOW } from './city.ts';
import { VIEWS, whenReady, withQuery } from './views.ts';

/** What takes the focus in a view, as far as a person sees it. */
const FOCUSABLE = `[...document.querySelectorAll('main a[href], main button, main input, main select, main summary, main [tabindex="0"]')]
  .filter((each) => each.checkVisibility({ visibilityProperty: true }))`;

/** Drawings of a view that have no table with rows in their panel, by their labels. */
const DRAWN_ALONE = `[...document.querySelectorAll('.chart, svg.bars, svg.rose, .panel-hours svg.map')]
  .filter((each) => {
    const frame = each.closest('figure:has(details)') ?? each.closest('.panel');
    return !frame?.querySelector('table tbody tr');
  })
  .map((each) => each.getAttribute('aria-label'))`;

/** Tables that are cut off at the width of the window, by the names of their frames. */
const CUT = `[...document.querySelectorAll('main .scroll, main .wide')]
  .filter((each) => each.checkVisibility() && each.scrollWidth > each.clientWidth + 1)
  .map((each) => each.ariaLabel)`;

/** Goes through a view by the tabulator; answers how many of its elements were never reached. */
async function unreached(page: Page): Promise<number> {
  await page.evaluate(`{
    window.reached = new Set();
    document.addEventListener('focusin', (event) => window.reached.add(event.target));
    window.wanted = ${FOCUSABLE};
    document.body.focus();
  }`);
  const count = (await page.evaluate('window.wanted.length')) as number;
  for (let pressed = 0; pressed < count + 40; pressed += 1) await page.keyboard.press('Tab');
  return (await page.evaluate('window.wanted.filter((each) => !window.reached.has(each)).length')) as number;
}

interface Latest {
  readonly data: readonly {
    readonly id: string;
    readonly aqi: number | null;
    readonly name: { readonly zh: string; readonly en: string };
  }[];
}

/** What holds of every view. */
export function walkSuite(city: () => City): void {
  const open = (path: string, query: string, options = {}) =>
    visit(city().browser, city().app.apiUrl + withQuery(path, query), { at: NOW, ...options });

  // Names depend on the language and contrast on the appearance: two visits see all of both.
  it.each(
    VIEWS.flatMap((view) => [
      { ...view, lang: 'zh', colorScheme: 'light' as const },
      { ...view, lang: 'en', colorScheme: 'dark' as const },
    ]),
  )(
    'have no barrier at $path in $lang in the $colorScheme, and are as wide as a phone',
    async ({ path, ready, isStacked, isCut, lang, colorScheme }) => {
      const seen = await open(path, `lang=${lang}`, { viewport: { width: 1280, height: 900 }, colorScheme });
      const { page } = seen;
      await whenReady(page, ready);
      expect(await violations(page)).toEqual([]);
      expect(await page.evaluate(DRAWN_ALONE)).toEqual([]);
      if (!isCut) await expect.poll(() => page.evaluate(CUT)).toEqual([]);
      await page.setViewportSize({ width: 390, height: 844 });
      await whenReady(page, ready);
      await expect.poll(() => page.evaluate('document.documentElement.scrollWidth')).toBe(390);
      if (isStacked) await expect.poll(() => page.evaluate(CUT)).toEqual([]);
      seen.check();
      await seen.close();
    },
  );

  it.each(VIEWS)('are reached by keys alone at $path', async ({ path, ready }) => {
    const seen = await open(path, 'lang=en');
    await whenReady(seen.page, ready);
    expect(await unreached(seen.page)).toBe(0);
    seen.check();
    await seen.close();
  });

  it.each(VIEWS)('print what they show as text at $path', async ({ path, ready }) => {
    const seen = await open(path, 'lang=zh');
    const { page } = seen;
    await whenReady(page, ready);
    const headings = (await page.locator('.panel h2').allTextContents()).map((each) =>
      each.replaceAll(/\s/g, ''),
    );
    const pages = await pdfTexts(await page.pdf({ preferCSSPageSize: true }));
    const text = pages.join(' ').replaceAll(/\s/g, '');
    expect(pages.length).toBeGreaterThan(0);
    // The head of the bulletin is its title.
    for (const heading of headings) if (heading !== '通报') expect(text).toContain(heading);
    for (const control of ['跟随系统', '国家标准色', 'English', '打印']) expect(text).not.toContain(control);
    await seen.close();
  });

  it('print the index of each district as the API answers it', async () => {
    const { data } = await city().app.json<Latest>('/v1/air/regions/latest');
    const seen = await open('/', 'lang=en');
    await whenReady(seen.page, '.panel-districts tr[data-id="north"]');
    const text = (await pdfTexts(await seen.page.pdf({ preferCSSPageSize: true }))).join(' ');
    const shown = data.filter(({ aqi }) => aqi !== null);
    expect(shown.length).toBeGreaterThan(1);
    for (const { name, aqi } of shown)
      expect(text.replaceAll(/\s+/g, ' ')).toMatch(new RegExp(`${escaped(name.en)} ${aqi}\\b`));
    await seen.close();
  });
}

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
