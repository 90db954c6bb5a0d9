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
 * Replaces the stream of the page by one that the test speaks for, and answers again what was answered before: a day of
 * updates then takes half a minute. All else is the page as it is: each update loads and draws again what is shown.
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
  // Changes of three seconds are answered by one load: here of a few milliseconds.
  window.setTimeout = (work, ms, ...rest) => delayed(work, ms === 3000 ? 5 : ms, ...rest);
  const [ask, answers] = [window.fetch, new Map()];
  let [begun, ended] = [0, 0];
  window.fetch = async (request) => {
    begun += 1;
    try {
      if (!answers.has(request.url)) {
        const answer = await ask(request);
        answers.set(request.url, [await answer.text(), { status: answer.status, headers: answer.headers }]);
      }
      return new Response(...answers.get(request.url));
    } finally {
      ended += 1;
    }
  };
  const tick = () => new Promise((resolve) => delayed(resolve));
  // Updates one after the other, each when the loads of the one before have ended; answers how many loads they made.
  window.update = async (data, count) => {
    const before = begun;
    for (let done = 0; done < count; done += 1) {
      const from = begun;
      window.stream.dispatchEvent(new MessageEvent('changed', { data }));
      while (begun === from || begun > ended) await tick();
      await tick();
    }
    return begun - before;
  };
`;

const KINDS = ['aqi.hour', 'region.aqi.hour', 'class.sample', 'class.day', 'alert'];

/** So many updates, and the loads that they made. */
const update = (page: Page, count: number): Promise<number> =>
  page.evaluate(`window.update('${JSON.stringify({ kinds: KINDS })}', ${count})`);

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
    const warm = await update(page, WARM);
    const before = await sizeOf(cdp);
    const loads = await update(page, UPDATES - WARM);
    const after = await sizeOf(cdp);
    // Each update loads all that the view shows of figures and alerts.
    expect(warm).toBeGreaterThan(4 * WARM);
    expect(loads).toBeGreaterThan(4 * (UPDATES - WARM));
    // A page that kept a kilobyte an update would have grown by more.
    expect(after.heap - before.heap).toBeLessThan(1_000_000);
    expect(after.nodes - before.nodes).toBeLessThan(500);
    await seen.close();
  }, 600_000);
}
