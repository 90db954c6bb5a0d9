import type { Browser, Page } from 'playwright-core';
import { startCity } from '../dashboard/city.ts';
import { startBrowser } from '../support/browser.ts';
import { median } from './support/median.ts';

const TIMES = 5;

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

/** What somebody does: a click, or another choice of a field. */
type Act = readonly [name: string, selector: string, choice?: string];

/** From a click or choice until the next frame. */
async function interaction(
  page: Page,
  busy: () => Promise<number>,
  [, selector, choice]: Act,
): Promise<Cost> {
  await page.locator(selector).first().waitFor();
  const before = await busy();
  const ms = (await page.evaluate(`new Promise((resolve) => {
    const element = document.querySelector(${JSON.stringify(selector)});
    const choice = ${JSON.stringify(choice ?? null)};
    const begin = performance.now();
    if (choice === null) element.click();
    else {
      element.value = choice;
      element.dispatchEvent(new Event('change', { bubbles: true }));
    }
    requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - begin)));
  })`)) as number;
  const cpu = (await busy()) - before;
  return { ms, cpu };
}

/** In their order: each view is opened; region, period, language and colours are changed; the drawer opens and closes. */
const ACTS: readonly Act[] = [
  ['open Air', '.views a[href^="/air"]'],
  ['sort the ranking', '.ranking thead a'],
  ['another period of the ranking', 'select[name="period"]', 'rolling-7d'],
  ['another edition of the ranking', '.panel-ranking .choice a:nth-child(2)'],
  ['open the comparison', '.to-compare a'],
  ['another region of the comparison', 'select[name="b"]', 'regions/south'],
  ['back to the ranking', '.back a'],
  ['open a district', '.ranking tbody th a'],
  ['year of the calendar', '.panel-calendar .choice a:nth-child(2)'],
  ['explain a day', '.panel-calendar a.figure'],
  ['close the explanation', '.explain button'],
  ['another pollutant', '.panel-course .choice a:nth-child(2)'],
  ['open Water', '.views a[href^="/water"]'],
  ['months of the sections', '.panel-strips .choice a:nth-child(1)'],
  ['open a section', '.panel-strips tbody th a'],
  ['open Bulletins', '.views a[href^="/bulletins"]'],
  ['another period of the bulletin', 'select[name="period"]', '2026-04'],
  ['another region of the bulletin', 'select[name="region"]', 'north'],
  ['open Operations', '.views a[href^="/operations"]'],
  ['back to Now', '.views a[href^="/"]'],
  ['another language', '.settings a'],
  ['dark appearance', '.settings select', 'dark'],
];

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
        for (const act of ACTS)
          found.set(act[0], [...(found.get(act[0]) ?? []), await interaction(page, busy, act)]);
        await page.close();
      }
      for (const [name, all] of found) console.log(`  ${name}: ${shown(all)}`);
    } finally {
      await browser.close();
      await app.stop();
    }
  },
};
