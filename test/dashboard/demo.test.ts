import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDashboard } from '@lanbi/dashboard';
import { createLogger, createMetrics, systemClock } from '@lanbi/runtime';
import { instant } from '@lanbi/standards';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { startTestApp, type TestApp, until } from '../support/app.ts';
import { chromiumBinary, startBrowser, visit } from '../support/browser.ts';
import { publishingSuite } from './publishing.ts';

/** A part of the sample: a district with two stations, one of them with weather, and a lake. */
const REGISTRY = {
  regions: [
    { id: 'city', name: { zh: '试验市', en: 'Trial city' }, kind: 'city' },
    { id: 'district', name: { zh: '一区', en: 'District' }, kind: 'district', parent: 'city' },
  ],
  stations: [
    { id: 'A1', medium: 'air', name: 'A1', region: 'district', role: 'evaluation' },
    {
      id: 'W1',
      medium: 'water',
      name: 'W1',
      region: 'district',
      section: 'middle',
      period: 14400,
      parameters: ['water_temperature', 'ph', 'do', 'codmn', 'nh3n', 'tp', 'tn', 'chla', 'transparency'],
    },
  ],
  lakes: [{ id: 'lake', name: '湖' }],
  sections: [
    { id: 'middle', name: '湖心', lake: 'lake', region: 'district', waterBody: 'lake', target: 'III' },
  ],
};
const NOW = Date.parse('2026-04-03T10:05:00+08:00');
/** The begin of the month a year before the last whole one, from which data are made. */
const FIRST = '2025-03-01';

const RANKS = ['I', 'II', 'III', 'IV', 'V', 'worse-than-V'];

interface Rows {
  readonly data: readonly { readonly from: string; readonly aqi: number | null }[];
}
interface Composite {
  readonly index: number | null;
  readonly change: { readonly yearEarlier: { readonly used: { readonly change: number | null } } };
}
interface Bulletin {
  readonly status: string;
  readonly air: { readonly whole: Composite };
  readonly water: { readonly lakes: readonly { readonly trophic: { readonly index: number | null } }[] };
}

describe('the demo', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lanbi-demo-'));
  const start = (): Promise<TestApp> =>
    startTestApp(REGISTRY, { LANBI_DEMO: 'true', LANBI_DATA_DIR: folder }, { now: () => instant(NOW) });
  let app: TestApp;
  beforeAll(async () => {
    app = await start();
    const evaluated = async (): Promise<boolean> => {
      if (app.fleet?.state().phase !== 'live') return false;
      const { meta } = await app.json<{ meta: { evaluation: { complete: boolean } } }>(
        '/v1/air/stations/latest',
      );
      return meta.evaluation.complete;
    };
    await until(evaluated, 'the year is made and evaluated', 300_000);
  }, 310_000);
  afterAll(async () => {
    await app?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('has every day of a year and of this month', async () => {
    const { data } = await app.json<Rows>(
      `/v1/air/regions/city/aqi?interval=day&from=${FIRST}&to=2026-04-02&limit=1000`,
    );
    expect(data.map(({ from }) => from.slice(0, 10))).toEqual(
      Array.from({ length: 398 }, (_, at) =>
        new Date(Date.parse(FIRST) + at * 86_400_000).toISOString().slice(0, 10),
      ),
    );
    expect(data.filter(({ aqi }) => aqi === null)).toEqual([]);
  });

  it('has a change against a year earlier, and whole bulletins with the state of the lake', async () => {
    const month = await app.json<Composite>('/v1/air/regions/city/composite-index?period=month-to-date');
    expect(month.index).not.toBeNull();
    expect(month.change.yearEarlier.used.change).not.toBeNull();
    const last = await app.json<Bulletin>('/v1/bulletins/2026-03?region=city');
    expect(last.air.whole.change.yearEarlier.used.change).not.toBeNull();
    const bulletin = await app.json<Bulletin>('/v1/bulletins/2026-02?region=city');
    expect([bulletin.status, bulletin.air.whole.index === null]).toEqual(['final', false]);
    expect(bulletin.water.lakes[0]?.trophic.index).not.toBeNull();
  });

  it('leaves no line in the audit trail: nothing came late', async () => {
    expect(await app.json<{ data: unknown[] }>('/v1/audit?from=2000-01-01')).toMatchObject({ data: [] });
  });

  it('says to pages of another process that its stations are simulated', async () => {
    const { app: pages, close } = await createDashboard({
      ...{ clock: systemClock, log: createLogger('silent'), metrics: createMetrics() },
      ...{ apiUrl: app.apiUrl, closed: false },
    });
    onTestFinished(close);
    expect((await pages.inject('/page/settings')).json()).toEqual({ demo: true, map: false, api: false });
    expect(await (await app.get('/readyz')).json()).toMatchObject({ simulated: true });
  });

  it.skipIf(!chromiumBinary)('says of a section how its class changed against the month before', async () => {
    const months = await app.json<{ data: { from: string; class: string }[] }>(
      '/v1/water/sections/middle/class?interval=month&from=2026-03&to=2026-04',
    );
    const [before, now] = months.data.map((row) => RANKS.indexOf(row.class));
    const step = (now ?? 0) - (before ?? 0);
    const browser = await startBrowser();
    onTestFinished(() => browser.close());
    const seen = await visit(browser, `${app.apiUrl}/?lang=en`, { at: NOW });
    const change = seen.page.locator('.section-box .change');
    await expect
      .poll(() => change.textContent())
      .toContain(step < 0 ? '↑ better' : step > 0 ? '↓ worse' : '→ unchanged');
    await seen.close();
  });

  it.skipIf(!chromiumBinary)('says on every view in words that its data are made', async () => {
    const browser = await startBrowser();
    onTestFinished(() => browser.close());
    for (const [lang, words] of [
      ['zh', '演示数据'],
      ['en', 'Demo data'],
    ] as const)
      for (const path of ['/', '/air', '/water', '/bulletins', '/operations', '/?kiosk']) {
        const joint = path.includes('?') ? '&' : '?';
        const seen = await visit(browser, `${app.apiUrl}${path}${joint}lang=${lang}`, { at: NOW });
        await seen.page.locator('.demo', { hasText: words }).waitFor();
        seen.check();
        await seen.close();
      }
  });

  describe.skipIf(!chromiumBinary)('its bulletins, in Chromium', () => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await startBrowser();
    });
    afterAll(() => browser?.close());
    publishingSuite(() => ({ app, browser }), NOW);
  });

  it('is not brought again at the next start', async () => {
    const before = await app.store.activity();
    await app.stop();
    app = await start();
    await until(async () => app.fleet?.state().phase === 'live', 'the fleet is live again', 60_000);
    // The day that runs at the most: of each station one array or nothing.
    expect(app.fleet?.state().published).toBeLessThanOrEqual(2);
    expect([...(await app.store.activity()).keys()]).toEqual([...before.keys()]);
  });
});
