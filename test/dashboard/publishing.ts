import type { Browser } from 'playwright-core';
import { expect, it } from 'vitest';
import type { TestApp } from '../support/app.ts';
import { settled, violations, visit } from '../support/browser.ts';
import { pdfTexts } from '../support/pdf.ts';
import { wordsOf } from './bulletins.ts';

interface PublishedRow {
  readonly number: string;
  readonly edition: number;
  readonly by?: string;
}

interface Demo {
  readonly app: TestApp;
  readonly browser: Browser;
}

/** How a month that is over is published on the page, at a time of the browser. */
export function publishingSuite(demo: () => Demo, at: number): void {
  it.each([
    ['zh', '发布', '署名', '更正说明', '已发布。'],
    ['en', 'Publish', 'By', 'Correction', 'Published.'],
  ] as const)(
    'publish a period, and show and print it as it was published, in %s',
    async (lang, publish, by, reason, done) => {
      const { app, browser } = demo();
      // Each language has a region of its own: what is published is not published again.
      const region = { zh: 'district', en: 'city' }[lang];
      const address = `${app.apiUrl}/bulletins?period=2026-02&region=${region}&lang=${lang}`;
      const seen = await visit(browser, address, { at });
      const { page } = seen;
      // A page of somebody else, which lists what is published at once.
      const other = await visit(browser, address, { at });
      const heard = other.page.locator('.published li');
      await other.page.locator('.published .quiet').waitFor();
      await other.page.locator('.connection.live').waitFor();
      const form = page.getByRole('form', { name: `${publish} 2026-02` });
      await form.getByLabel(by).fill('officer');
      await form.getByRole('button', { name: publish }).click();
      const alert = form.getByRole('alert');
      await expect.poll(() => alert.textContent()).toBe(done);
      const listed = page.locator('.published li');
      await listed.first().waitFor();
      const { data } = await app.json<{ data: PublishedRow[] }>(
        `/v1/bulletins/published?period=2026-02&region=${region}`,
      );
      expect(data.map(({ edition, by: who }) => [edition, who])).toEqual([[1, 'officer']]);
      const [{ number = '?' } = {}] = data;
      await heard.getByText(number).waitFor();
      await other.close();
      const text = (await listed.first().textContent()) ?? '';
      for (const part of [number, 'officer']) expect(text).toContain(part);
      await form.getByLabel(reason).fill('again');
      await form.getByRole('button', { name: publish }).click();
      await form.getByRole('alert').getByText(number).waitFor();
      await settled(page);
      expect(await listed.count()).toBe(1);
      await listed.locator('a').click();
      await page.waitForURL(`**number=${number}**`);
      const html = await (await app.get(`/v1/bulletins/published/${number}?format=html&lang=${lang}`)).text();
      const document = page.locator('article.bulletin', { hasText: number });
      await document.waitFor();
      await settled(page);
      expect(((await document.textContent()) ?? '').replace(/\s+/g, '')).toContain(wordsOf(html));
      expect(await violations(page)).toEqual([]);
      const printed = (await pdfTexts(await page.pdf({ preferCSSPageSize: true }))).join(' ');
      expect(printed.replace(/\s+/g, '')).toContain(number);
      expect(printed).not.toContain(reason);
      seen.check();
      await seen.close();
    },
  );
}
