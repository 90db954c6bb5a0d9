import { expect, it } from 'vitest';
import { settled, violations, visit } from '../support/browser.ts';
import { type City, MARKUP, NOW } from './city.ts';

interface Bulletin {
  readonly title: Readonly<Record<'zh' | 'en', string>>;
}

/** Words of a document without its marks. */
export const wordsOf = (html: string): string =>
  html
    .replace(/^[\s\S]*<main>/, '')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, '');

/** What the view of bulletins shows, compared with the API. */
export function bulletinsSuite(city: () => City): void {
  it.each(['zh', 'en'] as const)(
    'shows a bulletin word for word as the API writes it, in %s',
    async (lang) => {
      const { app, browser } = city();
      const path = `/v1/bulletins/2026-04?region=city`;
      const { title } = await app.json<Bulletin>(path);
      const html = await (await app.get(`${path}&format=html&lang=${lang}`)).text();
      const seen = await visit(browser, `${app.apiUrl}/bulletins?period=2026-04&region=city&lang=${lang}`, {
        at: NOW,
      });
      const { page } = seen;
      await page.getByRole('heading', { name: title[lang] }).waitFor();
      await settled(page);
      const shown = ((await page.locator('article.bulletin').textContent()) ?? '').replace(/\s+/g, '');
      expect(shown).toContain(wordsOf(html));
      expect(shown).toContain(MARKUP.replace(/\s+/g, ''));
      expect(await page.locator('article.bulletin img').count()).toBe(0);
      // On a phone a row is a block, and each cell names its column.
      const wide = page.locator('article.bulletin table.stack').first();
      const cells = await wide.locator('tbody tr').first().locator('th, td').all();
      expect(await Promise.all(cells.map((cell) => cell.getAttribute('data-label')))).toEqual(
        await wide.locator('thead th').allTextContents(),
      );
      expect(await violations(page)).toEqual([]);
      seen.check();
      await seen.close();
    },
  );

  it('choose another period, and print on pages of A4 without what is clicked', async () => {
    const { app, browser } = city();
    const seen = await visit(browser, `${app.apiUrl}/bulletins?lang=en`, { at: NOW });
    const { page } = seen;
    const period = page.getByLabel('Period');
    // The last month that is over; nothing was measured in it.
    await expect.poll(() => period.inputValue()).toBe('2026-03');
    await period.selectOption('2026-Q2');
    await page.waitForURL('**period=2026-Q2**');
    await page.locator('article.bulletin h1').waitFor();
    await settled(page);
    await page.emulateMedia({ media: 'print' });
    for (const hidden of ['.choose', '.views', '.settings'])
      expect([hidden, await page.locator(hidden).first().isVisible()]).toEqual([hidden, false]);
    expect(await page.locator('article.bulletin h2').first().isVisible()).toBe(true);
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    // A4 is 595 by 842 points; text is text and no picture.
    const [, width, height] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf) ?? [];
    expect([Number(width), Number(height)].map(Math.round).sort()).toEqual([595, 842]);
    expect(pdf).toContain('/FontDescriptor');
    await seen.close();
  });

  it('say that a period which is not over is not published', async () => {
    const seen = await visit(city().browser, `${city().app.apiUrl}/bulletins?lang=en&period=2026-04`, {
      at: NOW,
    });
    const { page } = seen;
    const form = page.getByRole('form', { name: 'Publish 2026-04' });
    await form.getByRole('button', { name: 'Publish' }).click();
    await form.getByRole('alert').getByText('2026-04 is not over').waitFor();
    await page.getByText('This period was not published yet.').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.published').isVisible()).toBe(false);
    await seen.close();
  });
}
