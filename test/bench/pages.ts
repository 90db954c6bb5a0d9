import type { Browser, Page } from 'playwright-core';
import { startCity } from '../dashboard/city.ts';
import { startBrowser } from '../support/browser.ts';

const TIMES = 7;

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
const shown = (values: readonly number[]): string =>
  `median ${median(values).toFixed(0)} ms, longest ${Math.max(...values).toFixed(0)} ms`;

/** From the request of the page until the first table has its figures, in a browser without a cache. */
async function firstView(browser: Browser, url: string): Promise<number> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(url, { waitUntil: 'commit' });
  const at = (await page.evaluate(`new Promise((resolve) => {
    const look = () => document.querySelector('.panel-districts tbody .badge')
      ? requestAnimationFrame(() => resolve(performance.now()))
      : requestAnimationFrame(look);
    look();
  })`)) as number;
  await context.close();
  return at;
}

/** From a click until the next frame is painted, and the longest task meanwhile. */
async function interaction(
  page: Page,
  selector: string,
): Promise<{ readonly ms: number; readonly task: number }> {
  await page.locator(selector).first().waitFor();
  return (await page.evaluate(`new Promise((resolve) => {
    let task = 0;
    const watch = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) task = Math.max(task, duration);
    });
    watch.observe({ type: 'longtask' });
    const begin = performance.now();
    document.querySelector(${JSON.stringify(selector)}).click();
    requestAnimationFrame(() => setTimeout(() => {
      const ms = performance.now() - begin;
      setTimeout(() => resolve({ ms, task }), 800);
    }));
  })`)) as { readonly ms: number; readonly task: number };
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
    const [house, browser] = await Promise.all([startCity(), startBrowser()]);
    try {
      const url = `${house.app.apiUrl}/?lang=en`;
      await firstView(browser, url);
      const first: number[] = [];
      for (let time = 0; time < TIMES; time += 1) first.push(await firstView(browser, url));
      console.log(`  first view with a cold cache: ${shown(first)}`);
      const found = new Map<string, { readonly ms: number[]; readonly task: number[] }>();
      for (let time = 0; time < TIMES; time += 1) {
        const page = await browser.newPage();
        await page.goto(url);
        for (const [name, selector] of CLICKS) {
          const { ms, task } = await interaction(page, selector);
          const own = found.get(name) ?? { ms: [], task: [] };
          found.set(name, { ms: [...own.ms, ms], task: [...own.task, task] });
        }
        await page.close();
      }
      for (const [name, { ms, task }] of found)
        console.log(`  ${name}: ${shown(ms)}, longest task ${Math.max(...task).toFixed(0)} ms`);
    } finally {
      await browser.close();
      await house.stop();
    }
  },
};
