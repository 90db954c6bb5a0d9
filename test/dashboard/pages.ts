import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe } from 'vitest';
import type { TestApp } from '../support/app.ts';
import { chromiumBinary, startBrowser } from '../support/browser.ts';
import { type City, startCity } from './city.ts';

/**
 * Suites of the pages, by what they are about. Those of a file share one city and one browser, since each takes seconds
 * to start; files share the workers.
 */
export function pages(suites: Readonly<Record<string, (city: () => City) => void>>): void {
  describe.skipIf(!chromiumBinary)('the pages, in Chromium', () => {
    let app: TestApp;
    let browser: Browser;
    beforeAll(async () => {
      [app, browser] = await Promise.all([startCity(), startBrowser()]);
    });
    afterAll(async () => {
      await browser?.close();
      await app?.stop();
    });
    for (const [about, suite] of Object.entries(suites))
      describe(about, () => suite(() => ({ app, browser })));
  });
}
