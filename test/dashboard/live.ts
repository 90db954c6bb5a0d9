import type { CDPSession, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { visit } from '../support/browser.ts';
import { type City, NOW } from './city.ts';
import { whenReady } from './views.ts';

/** Updates of a day, one a minute. */
const UPDATES = 1_440;
/** After so many the page has made what it keeps. */
const WARM = 240;

/**
 * Replaces the stream of the page by one that the test speaks for: a day of updates then takes a minute. All else is
 * the page as it is: each update loads again what is shown.
 */
const SPOKEN = `
  window.EventSource = class extends EventTarget {
    static CLOSED = 2;
    readyState = 1;
    constructor() {
      super();
      window.stream = this;
      setTimeout(() => this.dispatchEvent(new MessageEvent('live', { data: '{}' })));
    }
    close() { this.readyState = 2; }
  };
  const delayed = window.setTimeout;
  // What is gathered for three seconds is gathered for a few milliseconds.
  window.setTimeout = (work, ms, ...rest) => delayed(work, ms === 3000 ? 5 : ms, ...rest);
`;

const KINDS = ['aqi.hour', 'region.aqi.hour', 'class.sample', 'class.day', 'alert'];

/** One update, and what it loads. */
async function update(page: Page): Promise<void> {
  const answered = page.waitForResponse((response) => response.url().endsWith('/air/regions/latest'));
  await page.evaluate(
    `window.stream.dispatchEvent(new MessageEvent('changed', { data: '${JSON.stringify({ kinds: KINDS })}' }))`,
  );
  await answered;
}

interface Size {
  readonly heap: number;
  readonly nodes: number;
}

/** The heap in bytes and the nodes of the document after a collection. */
async function sizeOf(cdp: CDPSession): Promise<Size> {
  for (let time = 0; time < 3; time += 1) await cdp.send('HeapProfiler.collectGarbage');
  const { metrics } = await cdp.send('Performance.getMetrics');
  const value = (name: string): number => metrics.find((each) => each.name === name)?.value ?? 0;
  return { heap: value('JSHeapUsedSize'), nodes: value('Nodes') };
}

/** What live updates cost an open page. */
export function liveSuite(city: () => City): void {
  it(`keeps its size over a day of updates, ${UPDATES} of them`, async () => {
    const seen = await visit(city().browser, 'about:blank', { at: NOW });
    const { page } = seen;
    await page.addInitScript(SPOKEN);
    await page.goto(`${city().app.apiUrl}/?lang=en`);
    await whenReady(page, '.panel-districts tr[data-id="north"]');
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('Performance.enable');
    for (let count = 0; count < WARM; count += 1) await update(page);
    const before = await sizeOf(cdp);
    for (let count = WARM; count < UPDATES; count += 1) await update(page);
    const after = await sizeOf(cdp);
    // A page that kept a kilobyte an update would have grown by more.
    expect(after.heap - before.heap).toBeLessThan(1_000_000);
    expect(after.nodes - before.nodes).toBeLessThan(500);
    await seen.close();
  }, 600_000);
}
