import { createServer } from 'node:http';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { createDashboard, type Dashboard, type DashboardDeps } from '@lanbi/dashboard';
import { createLogger, createMetrics, systemClock } from '@lanbi/runtime';
import { freePort } from '@lanbi/testkit/servers/free-port';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { startTestApp, type TestApp } from '../support/app.ts';
import { chromiumBinary, settled, startBrowser, violations, visit } from '../support/browser.ts';

const EMPTY = {
  regions: [{ id: 'city', name: { zh: '空市', en: 'Empty city' }, kind: 'city' }],
  stations: [{ id: 'A1', medium: 'air', name: { zh: '甲', en: 'A one' }, region: 'city' }],
  rivers: [{ id: 'R1', name: { zh: '河', en: 'River' }, basin: 'basin' }],
  sections: [
    {
      id: 'S1',
      name: { zh: '乙', en: 'S one' },
      region: 'city',
      river: 'R1',
      waterBody: 'river',
      target: 'III',
    },
  ],
};
/** A year that nobody has data of, with targets. */
const YEAR = String(new Date(Date.now() + 8 * 3_600_000).getUTCFullYear());
const AIMED = {
  ...EMPTY,
  regions: EMPTY.regions.map((region) => ({
    ...region,
    targets: { [YEAR]: { pm2_5: 35, good_days: 366 } },
  })),
};
const NO_PLACES = { regions: [], stations: [], rivers: [], sections: [] };
const PLACED = {
  ...EMPTY,
  stations: EMPTY.stations.map((station) => ({ ...station, location: { lat: 38.8, lon: 115.7 } })),
};
const KEY = 'a-key-of-more-than-twenty-characters';

async function started(env: Record<string, string> = {}): Promise<TestApp> {
  const started = await startTestApp(EMPTY, env);
  onTestFinished(() => started.stop());
  return started;
}

/** The pages in a server of their own, over an API at an address. */
async function pagesOver(
  apiUrl: string,
  more: Pick<DashboardDeps, 'map'> = {},
): Promise<{ readonly url: string; readonly dashboard: Dashboard }> {
  const dashboard = await createDashboard({
    ...{
      clock: systemClock,
      log: createLogger('silent'),
      metrics: createMetrics(),
      closed: false,
      apiUrl,
      ...more,
    },
  });
  onTestFinished(() => dashboard.close());
  return { dashboard, url: await dashboard.app.listen({ port: 0, host: '127.0.0.1' }) };
}

/** An API of which every answer but the stream comes so many milliseconds later. */
async function slowApi(apiUrl: string, ms: number): Promise<string> {
  const server = createServer(async (request, response) => {
    if (request.url !== '/v1/stream') await sleep(ms);
    const headers = { accept: request.headers.accept ?? '*/*' };
    const answer = await fetch(apiUrl + request.url, { headers }).catch(() => undefined);
    const type = answer?.headers.get('content-type') ?? 'text/plain';
    response.writeHead(answer?.status ?? 502, { 'content-type': type });
    if (answer?.body)
      Readable.fromWeb(answer.body)
        .on('error', () => response.end())
        .pipe(response);
    else response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
}

/** A stream of the page on which nothing comes but that it is open; of long waits a hundredth is waited. */
const QUIET_STREAM = `const [after, every] = [window.setTimeout, window.setInterval];
const shorter = (ms) => (ms >= 5000 ? ms / 100 : ms);
window.setTimeout = (work, ms, ...rest) => after(work, shorter(ms), ...rest);
window.setInterval = (work, ms, ...rest) => every(work, shorter(ms), ...rest);
window.EventSource = class extends EventTarget {
  static CLOSED = 2;
  readyState = 1;
  constructor() {
    super();
    setTimeout(() => this.dispatchEvent(new MessageEvent('live', { data: '{}' })));
  }
  close() {}
};`;

describe.skipIf(!chromiumBinary)('the pages where something is missing, in Chromium', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser?.close());

  it.each([
    ['zh', '尚未收到任何监测数据', '登记表中没有坐标'],
    ['en', 'No monitoring data have arrived yet', 'The registry has no coordinates'],
  ])(
    'say in %s that nothing has come and that there are no coordinates',
    async (lang, nothing, coordinates) => {
      const app = await started();
      const seen = await visit(browser, `${app.apiUrl}/?lang=${lang}`);
      await seen.page.getByText(nothing).waitFor();
      await seen.page.getByText(coordinates).waitFor();
      expect(await violations(seen.page)).toEqual([]);
      for (const path of [
        '/air',
        '/air/regions/city',
        '/air/stations/A1',
        '/water',
        '/air/regions/none',
        '/water/x/y',
        '/air/compare',
        '/water/sections/S1',
        '/bulletins',
        '/operations',
      ]) {
        await seen.page.goto(`${app.apiUrl}${path}?lang=${lang}`);
        await seen.page.locator('main .panel').first().waitFor();
        await expect.poll(() => seen.page.locator('[role="status"]', { hasText: /…/ }).count()).toBe(0);
        await settled(seen.page);
        // That nothing has come is no failure, and stands in the panel of what is missing.
        const failures = /none|x\/y/.test(path) ? 0 : await seen.page.locator('main .notice').count();
        expect([path, failures, await seen.page.locator('main > p').count()]).toEqual([path, 0, 0]);
        // Barriers do not depend on the language.
        if (lang === 'zh') expect([path, await violations(seen.page)]).toEqual([path, []]);
      }
      // A rule counts seconds, and a person hours.
      await seen.page
        .getByText(lang === 'zh' ? '≥ 6 小时' : '≥ 6 h')
        .first()
        .waitFor();
      // The registry sets no targets.
      expect(seen.requests.filter((each) => each.endsWith('/targets'))).toEqual([]);
      seen.check();
      await seen.close();
    },
  );

  it.each([
    ['zh', '数据接口没有响应'],
    ['en', 'The API does not answer'],
  ])('say in %s that the API is away, and show it when it is back', async (lang, away) => {
    const port = await freePort();
    const { url } = await pagesOver(`http://127.0.0.1:${port}`);
    const seen = await visit(browser, `${url}/?lang=${lang}`);
    await seen.page.getByText(away).first().waitFor();
    await expect.poll(() => seen.page.locator('.connection').getAttribute('class')).toContain('away');
    await seen.page.locator('.panel-completeness', { hasText: away }).waitFor();
    expect(await violations(seen.page)).toEqual([]);
    // A panel says it once, and offers no form whose lists are empty.
    for (const [path, panels] of [
      ['/operations', ['.panel-silences', '.panel-annotations']],
      ['/bulletins', ['.panel-bulletin']],
    ] as const) {
      await seen.page.goto(`${url}${path}?lang=${lang}`);
      for (const panel of panels) {
        await expect.poll(() => seen.page.locator(`${panel} p[role="status"]`).count()).toBe(0);
        await expect.poll(() => seen.page.locator(panel).getByText(away).count()).toBe(1);
      }
      expect(await seen.page.locator('select[required]').count()).toBe(0);
    }
    await seen.page.goto(`${url}/?lang=${lang}`);
    await started({ LANBI_HTTP_PORT: String(port) });
    await seen.page.locator('.connection.live').waitFor();
    await seen.page.locator('.panel-map .legend').waitFor();
    await expect.poll(() => seen.page.getByText(away).count()).toBe(0);
    seen.check();
    await seen.close();
  });

  it.each([
    ['zh', '尚无数据', '没有区域、断面和站点'],
    ['en', 'no data yet', 'no regions, sections or stations'],
  ])(
    'say in %s that nothing is known of targets, and offer no empty lists',
    async (lang, nothing, places) => {
      const aimed = await startTestApp(AIMED);
      onTestFinished(() => aimed.stop());
      const seen = await visit(browser, `${aimed.apiUrl}/air/regions/city?lang=${lang}`);
      for (const target of ['pm2_5', 'good_days']) {
        const cells = seen.page.locator(`.panel-targets tr[data-target="${target}"] td`);
        await expect.poll(async () => (await cells.allTextContents()).slice(1)).toEqual(['—', '—', nothing]);
      }
      seen.check();
      await seen.close();
      const bare = await startTestApp(NO_PLACES);
      onTestFinished(() => bare.stop());
      const operations = await visit(browser, `${bare.apiUrl}/operations?lang=${lang}`);
      await operations.page.locator('.panel-annotations').getByText(places).waitFor();
      expect(await operations.page.locator('.panel-annotations form').count()).toBe(0);
      operations.check();
      await operations.close();
    },
  );

  it('say that a stream broke, keep the figures, and go on when it is back', async () => {
    const port = await freePort();
    const first = await startTestApp(EMPTY, { LANBI_HTTP_PORT: String(port) });
    const { url } = await pagesOver(`http://127.0.0.1:${port}`);
    const seen = await visit(browser, `${url}/?lang=en`);
    await seen.page.locator('.connection.live').waitFor();
    await seen.page.getByText('No monitoring data have arrived yet').waitFor();
    await first.stop();
    await seen.page.locator('.connection.away').waitFor();
    expect(await seen.page.getByText('No monitoring data have arrived yet').count()).toBe(1);
    await started({ LANBI_HTTP_PORT: String(port) });
    await seen.page.locator('.connection.live').waitFor();
    seen.check();
    await seen.close();
  });

  it('load everything again when evaluation has caught up', async () => {
    const app = await started();
    const seen = await visit(browser, 'about:blank');
    const { page } = seen;
    await page.addInitScript(QUIET_STREAM);
    const meta = { evaluation: { complete: false, behind: 6_000, since: '2026-04-01T00:00:00+08:00' } };
    const behind = '**/page/v1/air/regions/latest?fields=id';
    await page.route(behind, (route) => route.fulfill({ json: { data: [], meta } }));
    await page.goto(`${app.apiUrl}/?lang=en`);
    await page.locator('.notice.behind').waitFor();
    await page.getByText('No monitoring data have arrived yet').waitFor();
    const again = page.waitForRequest((request) => request.url().includes('/page/v1/air/stations/latest'));
    await page.unroute(behind);
    await again;
    await expect.poll(() => page.locator('.notice.behind').count()).toBe(0);
    seen.check();
    await seen.close();
  });

  it('load a series again that was asked for before its last reading was evaluated', async () => {
    const app = await started();
    const seen = await visit(browser, 'about:blank');
    const { page } = seen;
    await page.addInitScript(QUIET_STREAM);
    let answered = 0;
    await page.route('**/page/v1/air/regions/city/aqi?interval=day&from=2026-04&**', async (route) => {
      const isFirst = answered === 0;
      const response = await route.fetch();
      const { data, meta } = (await response.json()) as { data: readonly object[]; meta: object };
      const evaluation = { complete: !isFirst, behind: isFirst ? 1 : 0, since: null };
      await route.fulfill({ response, json: { data, meta: { ...meta, evaluation } } });
      answered += 1;
    });
    await page.goto(`${app.apiUrl}/air/regions/city?lang=en&calendar=2026-04`);
    await expect.poll(() => answered, { timeout: 60_000 }).toBe(2);
    await page.unrouteAll({ behavior: 'wait' });
    seen.check();
    await seen.close();
  });

  it('draw the map of the user below the stations, and say whose it is and its review number', async () => {
    const placed = await startTestApp(PLACED);
    onTestFinished(() => placed.stop());
    const app = placed;
    const ring = [
      [115, 38.5],
      [116, 38.5],
      [116, 39.2],
      [115, 38.5],
    ] as const;
    const map = {
      shapes: [
        { kind: 'boundary', area: true, lines: [ring] },
        { kind: 'water', area: false, lines: [ring] },
      ],
      sources: [{ attribution: { zh: '测绘院', en: 'Survey office' }, reviewNumber: '冀S(2026)001号' }],
    } as const;
    const { url } = await pagesOver(app.apiUrl, { map });
    for (const [lang, words] of [
      ['zh', '测绘院 · 审图号：冀S(2026)001号'],
      ['en', 'Survey office · map review number: 冀S(2026)001号'],
    ]) {
      const seen = await visit(browser, `${url}/?lang=${lang}`);
      await seen.page.locator('.map .base path').first().waitFor();
      await settled(seen.page);
      expect(await seen.page.locator('.map .base path').count()).toBe(2);
      expect(await seen.page.locator('.map .base .boundary.area').getAttribute('d')).toMatch(/^M.*Z$/);
      expect(await seen.page.locator('.attribution').textContent()).toBe(words);
      // The station lies inside of the triangle.
      expect(await seen.page.locator('.map a[data-id="A1"]').count()).toBe(1);
      expect(await violations(seen.page)).toEqual([]);
      seen.check();
      await seen.close();
    }
    const plain = await visit(browser, `${app.apiUrl}/?lang=en`);
    await plain.page.locator('.map').waitFor();
    await settled(plain.page);
    expect(await plain.page.locator('.map .base').count()).toBe(0);
    expect(plain.requests.filter((each) => each.endsWith('/page/map'))).toEqual([]);
    await plain.close();
  });

  it.each([
    ['zh', '没有这个页面', '没有这个编号的地点'],
    ['en', 'There is no such page', 'There is no place of this id'],
  ])('say in %s that there is no such page or place, with the way back', async (lang, page, place) => {
    const app = await started();
    for (const path of ['/nothing/here', '/water/x/y', '/air/stations/A1/more']) {
      const seen = await visit(browser, `${app.apiUrl}${path}?lang=${lang}`);
      await seen.page.getByText(page).first().waitFor();
      expect([path, await violations(seen.page)]).toEqual([path, []]);
      seen.check();
      await seen.page.locator('.views a').first().click();
      await seen.page.locator('.panel-map').waitFor();
      await seen.close();
    }
    for (const path of ['/air/regions/none', '/air/stations/none', '/water/sections/none']) {
      const seen = await visit(browser, `${app.apiUrl}${path}?lang=${lang}`);
      await seen.page.getByText(place).first().waitFor();
      expect([path, await violations(seen.page)]).toEqual([path, []]);
      seen.check();
      await seen.close();
    }
  });

  it('say that they load while the API is slow, and let somebody go on', async () => {
    const app = await started();
    const url = await slowApi(app.apiUrl, 3_000);
    const over = await pagesOver(url);
    const seen = await visit(browser, `${over.url}/?lang=en`);
    const { page } = seen;
    await page.locator('.panel-map [role="status"]', { hasText: 'Loading' }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('link', { name: 'Water' }).click();
    await page.locator('.panel-strips [role="status"]', { hasText: 'Loading' }).waitFor();
    await page.getByText('No data yet').first().waitFor();
    seen.check();
    await seen.close();
  });

  it('list what the registry has no coordinates of', async () => {
    const app = await started();
    const seen = await visit(browser, `${app.apiUrl}/?lang=en`);
    await seen.page.locator('.unplaced a[data-id="A1"]', { hasText: 'A one' }).click();
    await seen.page.waitForURL('**/air/stations/A1?lang=en');
    seen.check();
    await seen.close();
  });

  it('ask nobody for a key on a loopback without keys', async () => {
    const app = await started();
    const seen = await visit(browser, `${app.apiUrl}/?lang=en`);
    await seen.page.locator('.panel-map .legend').waitFor();
    await settled(seen.page);
    expect(await seen.page.locator('.login').count()).toBe(0);
    expect(await seen.page.context().cookies()).toEqual([]);
    await seen.close();
  });

  it('ask for a key where the API does, and show no key to the browser', async () => {
    const app = await started({ LANBI_API_KEYS: KEY });
    const seen = await visit(browser, `${app.apiUrl}/?lang=en`);
    const { page } = seen;
    // Nothing was lost that was there before.
    await page.getByLabel('API key').waitFor();
    await expect.poll(() => page.locator('.connection').count()).toBe(0);
    await page.getByLabel('API key').fill('a-key-that-nobody-has-given-out');
    await page.getByRole('button', { name: 'Log in' }).click();
    await page.getByText('The key is not accepted.').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByLabel('API key').fill(KEY);
    await page.getByRole('button', { name: 'Log in' }).click();
    await page.getByText('No monitoring data have arrived yet').waitFor();
    await page.locator('.connection.live').waitFor();
    const [cookie] = await page.context().cookies(`${app.apiUrl}/page/`);
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict', path: '/page' });
    expect(cookie?.value).not.toContain(KEY);
    expect(await page.evaluate('JSON.stringify([document.cookie, { ...localStorage }])')).not.toContain(KEY);
    expect((await fetch(`${app.apiUrl}/page/v1/stations`)).status).toBe(401);
    expect((await fetch(`${app.apiUrl}/page/stream`)).status).toBe(401);
    await seen.close();
  });
});
