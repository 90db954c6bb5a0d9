import type { Browser, Page } from 'playwright-core';
import { startCity } from '../dashboard/city.ts';
import { startBrowser } from '../support/browser.ts';

const TIMES = 5;

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
/** Medians by the clock and of processor time, and the longest of both. */
const shown = (all: readonly Cost[]): string =>
  (['ms', 'cpu'] as const)
    .map((of) => all.map((each) => each[of]))
    .map((values) => `${median(values).toFixed(0)} (longest ${Math.max(...values).toFixed(0)})`)
    .join(' ms by the clock, ')
    .concat(' ms of the main thread');

interface Cost {
  /** By the clock, ms. */
  readonly ms: number;
  /** Processor time of the main thread of the page, ms: other work of the machine does not count. */
  readonly cpu: number;
}

/** Counts the processor time of the main thread of a page. */
async function watchThread(page: Page): Promise<() => Promise<number>> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
  return async () => {
    const { metrics } = await cdp.send('Performance.getMetrics');
    return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN);
  };
}

/** From the request of the page until the first table has its figures, in a browser without a cache. */
async function firstView(browser: Browser, url: string): Promise<Cost> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const busy = await watchThread(page);
  await page.goto(url, { waitUntil: 'commit' });
  const ms = (await page.evaluate(`new Promise((resolve) => {
    const look = () => document.querySelector('.panel-districts tbody .badge')
      ? requestAnimationFrame(() => resolve(performance.now()))
      : requestAnimationFrame(look);
    look();
  })`)) as number;
  const cpu = await busy();
  await context.close();
  return { ms, cpu };
}

/** From a click until the next frame. */
async function interaction(page: Page, busy: () => Promise<number>, selector: string): Promise<Cost> {
  await page.locator(selector).first().waitFor();
  const before = await busy();
  const ms = (await page.evaluate(`new Promise((resolve) => {
    const begin = performance.now();
    document.querySelector(${JSON.stringify(selector)}).click();
    requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - begin)));
  })`)) as number;
  const cpu = (await busy()) - before;
  return { ms, cpu };
}

/** Clicks in their order: what is clicked, and where. */
const CLICKS = [
  ['open Air', '.views a[href^="/air"]'],
  ['sort the ranking', '.ranking thead a'],
  ['open a district', '.ranking tbody th a'],
  ['year of the calendar', '.panel-calendar .choice a:nth-child(2)'],
  ['explain a day', '.panel-calendar a.figure'],
  ['close the explanation', '.explain button'],
  ['open Water', '.views a[href^="/water"]'],
  ['months of the sections', '.panel-strips .choice a:nth-child(1)'],
  ['open Operations', '.views a[href^="/operations"]'],
  ['back to Now', '.views a[href^="/"]'],
] as const;

/** The first view of the pages with a cold cache, and the time from a click to the next frame. */
export const bench = {
  name: 'pages: first view, interactions',
  async run(): Promise<void> {
    const [app, browser] = await Promise.all([startCity(), startBrowser()]);
    try {
      const url = `${app.apiUrl}/?lang=en`;
      await firstView(browser, url);
      const first: Cost[] = [];
      for (let time = 0; time < TIMES; time += 1) first.push(await firstView(browser, url));
      console.log(`  first view with a cold cache: ${shown(first)}`);
      const found = new Map<string, Cost[]>();
      for (let time = 0; time < TIMES; time += 1) {
        const page = await browser.newPage();
        await page.goto(url);
        const busy = await watchThread(page);
        for (const [name, selector] of CLICKS)
          found.set(name, [...(found.get(name) ?? []), await interaction(page, busy, selector)]);
        await page.close();
      }
      for (const [name, all] of found) console.log(`  ${name}: ${shown(all)}`);
    } finally {
      await browser.close();
      await app.stop();
    }
  },
};
