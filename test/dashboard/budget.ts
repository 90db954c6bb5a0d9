import { expect, it } from 'vitest';
import { type Loaded, visit } from '../support/browser.ts';
import { type City, NOW } from './city.ts';
import { VIEWS, whenReady, withQuery } from './views.ts';

/** The most that a view may need; bytes are packed. */
interface Budget {
  /** Scripts and styles but for those of charts. */
  readonly code: number;
  /** Scripts of charts, which are loaded when one is shown. */
  readonly charts: number;
  /** All answers together. */
  readonly bytes: number;
  readonly requests: number;
}

const FIRST: Budget = { code: 60_000, charts: 0, bytes: 120_000, requests: 25 };
const ANY: Budget = { code: 90_000, charts: 200_000, bytes: 450_000, requests: 45 };

const isCode = ({ url }: Loaded): boolean => /\.(js|css)$/.test(url);
const isCharts = ({ url }: Loaded): boolean => /\/(draw|echarts)[-.][^/]*\.js$/.test(url);
const bytesOf = (all: readonly Loaded[]): number => all.reduce((sum, { bytes }) => sum + bytes, 0);

/** Each answer once: what changes meanwhile, such as an annotation of another test, has a view load again. */
const once = (all: readonly Loaded[]): readonly Loaded[] => [
  ...new Map(all.toReversed().map((each) => [each.url, each])).values(),
];

/** What is beyond a budget, in words; nothing where all is within it. */
function beyond(all: readonly Loaded[], budget: Budget): string[] {
  const charts = all.filter(isCharts);
  const code = all.filter((each) => isCode(each) && !isCharts(each));
  const found: readonly [string, number, number][] = [
    ['bytes of code', bytesOf(code), budget.code],
    ['bytes of charts', bytesOf(charts), budget.charts],
    ['bytes', bytesOf(all), budget.bytes],
    ['requests', all.length, budget.requests],
  ];
  return found.filter(([, is, most]) => is > most).map(([what, is, most]) => `${is} ${what} > ${most}`);
}

/** What each view may cost in bytes and requests. */
export function budgetSuite(city: () => City): void {
  it.each(VIEWS)('keep the budget at $path with a cold cache', async ({ path, ready }) => {
    const seen = await visit(city().browser, city().app.apiUrl + withQuery(path, 'lang=en'), { at: NOW });
    await whenReady(seen.page, ready);
    const loaded = once(await seen.loaded());
    expect(loaded.filter(isCode).length).toBeGreaterThan(1);
    expect([path, beyond(loaded, path === '/' ? FIRST : ANY)]).toEqual([path, []]);
    expect(seen.requests.filter((each) => each.endsWith('/page/stream'))).toHaveLength(1);
    await seen.close();
  });

  it('would find a script, an answer or a request too many', () => {
    const code = { url: 'http://x/page/assets/main.js', bytes: 50_000 };
    expect(beyond([code], FIRST)).toEqual([]);
    expect(beyond([code, { url: 'http://x/page/assets/a.css', bytes: 10_001 }], FIRST)).toEqual([
      '60001 bytes of code > 60000',
    ]);
    expect(beyond([code, { url: 'http://x/page/assets/draw-1a.js', bytes: 1 }], FIRST)).toEqual([
      '1 bytes of charts > 0',
    ]);
    expect(beyond([code, { url: 'http://x/page/v1/air/hours', bytes: 70_001 }], FIRST)).toEqual([
      '120001 bytes > 120000',
    ]);
    const requests = Array.from({ length: 26 }, () => ({ url: 'http://x/page/v1/stations', bytes: 0 }));
    expect(beyond(requests, FIRST)).toEqual(['26 requests > 25']);
  });

  it('would fail where a page asked another origin', async () => {
    const { app, browser } = city();
    const seen = await visit(browser, `${app.apiUrl}/?lang=en`, { at: NOW });
    seen.check();
    const elsewhere = app.apiUrl.replace('127.0.0.1', 'localhost');
    await seen.page.goto(`${elsewhere}/page/icon.svg`).catch(() => undefined);
    expect(() => seen.check()).toThrow(/icon\.svg/);
    await expect(seen.close()).rejects.toThrow(/icon\.svg/);
  });
}
