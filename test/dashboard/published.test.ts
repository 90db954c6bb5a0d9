import { instant } from '@lanbi/standards';
import { hour2018, type PublishedHour } from '@lanbi/testkit/data/published-air';
import { type PublishedSample, waterBodies } from '@lanbi/testkit/data/published-water';
import { sharedData } from '@lanbi/testkit/data/shared-data';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { metric, startTestApp, type TestApp, until } from '../support/app.ts';
import { chromiumBinary, settled, startBrowser, violations, visit } from '../support/browser.ts';
import { type Beijing, readBeijing, runBeijing } from '../support/prsa.ts';
import { hebeiRegistry, hebeiWeeks } from '../support/published-hebei.ts';

const absent = sharedData === undefined || !chromiumBinary;
const LABELS: Readonly<Record<string, string>> = {
  pm2_5: 'PM₂.₅',
  pm10: 'PM₁₀',
  so2: 'SO₂',
  no2: 'NO₂',
  co: 'CO',
  o3: 'O₃',
};
const RANKS = ['I', 'II', 'III', 'IV', 'V', '>V'];

const evaluated = (app: TestApp, count: number) =>
  until(
    async () =>
      (await metric(app, 'lanbi_evaluate_observations')) >= count &&
      (await metric(app, 'lanbi_evaluate_lag')) === 0,
    `${count} observations evaluated`,
    180_000,
  );

/** Loads another view without a request for the page, as a click does. */
async function goTo(page: Page, href: string): Promise<void> {
  await page.evaluate(`{
    const link = document.createElement('a');
    link.href = ${JSON.stringify(href)};
    document.body.append(link);
    link.click();
    link.remove();
  }`);
}

describe.skipIf(absent)('the hour of 2018-02-20 on the pages, in Chromium', () => {
  const AT = Date.parse('2018-02-20T07:20:00+08:00');
  let app: TestApp;
  let browser: Browser;
  let hours: readonly PublishedHour[];
  beforeAll(async () => {
    hours = hour2018().filter(({ values }) => Object.keys(values).length > 0);
    const stations = hours.map(({ station, plan }) => ({
      ...{ id: station, medium: 'air', name: station, region: 'china', parameters: plan },
    }));
    const regions = [{ id: 'china', name: { zh: '中国', en: 'China' }, kind: 'city' }];
    [app, browser] = await Promise.all([
      startTestApp({ regions, stations }, {}, { now: () => instant(AT) }),
      startBrowser(),
    ]);
    const client = await app.connect();
    await Promise.all(
      hours.map(({ station, ts, values }) =>
        client.publishAsync(`env/v1/air/${station}/observations`, JSON.stringify({ ts, values }), { qos: 1 }),
      ),
    );
    await evaluated(app, hours.length);
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await app?.stop();
  });

  it('shows the published index and primary pollutants of stations of every category', async () => {
    const published = hours.filter(({ aqi }) => aqi !== null);
    // Of each fifty of the index the first three stations, so that every category is there.
    const some = [0, 50, 100, 150, 200, 300, 400].flatMap((above) =>
      published.filter(({ aqi }) => (aqi ?? 0) > above && (aqi ?? 0) <= above + 50).slice(0, 3),
    );
    expect(some.length).toBeGreaterThan(12);
    const seen = await visit(browser, `${app.apiUrl}/air/stations/${some[0]?.station}?lang=en`, {
      at: AT,
    });
    const { page } = seen;
    for (const { station, aqi, primary } of some) {
      await goTo(page, `/air/stations/${station}?lang=en`);
      await page.locator('h1', { hasText: station }).waitFor();
      const headline = page.locator('.headline');
      await headline.waitFor();
      await settled(page);
      expect([station, await headline.locator('.badge').textContent()]).toEqual([station, String(aqi)]);
      const text = (await headline.textContent()) ?? '';
      for (const each of primary)
        expect([station, text]).toEqual([station, expect.stringContaining(LABELS[each] ?? each)]);
    }
    seen.check();
    await seen.close();
  }, 120_000);

  it('counts all its stations, and has a map of none, since their places are not published', async () => {
    const seen = await visit(browser, `${app.apiUrl}/?lang=en`, { at: AT });
    const { page } = seen;
    await page.getByText('The registry has no coordinates').waitFor();
    const { data } = await app.json<{ data: { aqi: number | null }[] }>('/v1/air/regions/latest');
    await expect
      .poll(() => page.locator('.panel-districts tr[data-id="china"] .badge').textContent())
      .toBe(String(data[0]?.aqi));
    await goTo(page, '/operations?lang=en');
    const cells = page.locator('.panel-stations tr[data-medium="air"] td');
    await cells.first().waitFor();
    await settled(page);
    const counts = (await cells.allTextContents()).map(Number);
    expect(counts.reduce((sum, each) => sum + each, 0)).toBe(hours.length);
    seen.check();
    await seen.close();
  }, 120_000);

  it.each([
    ['zh', /共 (\d+) 个站，此处显示登记表中的前 60 个/],
    ['en', /The first 60 of (\d+) stations/],
  ])('says in %s that the map of the last hours has the first stations alone', async (lang, words) => {
    const seen = await visit(browser, `${app.apiUrl}/air?lang=${lang}`, { at: AT });
    const said = seen.page.locator('.panel-hours .quiet').filter({ hasText: words });
    await said.waitFor();
    await settled(seen.page);
    expect(words.exec((await said.textContent()) ?? '')?.[1]).toBe(String(hours.length));
    await expect.poll(() => seen.page.locator('.panel-hours .unplaced li').count()).toBe(60);
    seen.check();
    await seen.close();
  });
});

describe.skipIf(absent)('six weeks of Hebei on the pages, in Chromium', () => {
  const AT = Date.parse('2026-08-24T00:00:00+08:00');
  let app: TestApp;
  let browser: Browser;
  let samples: readonly PublishedSample[];
  let ids: ReadonlyMap<string, string>;
  beforeAll(async () => {
    samples = hebeiWeeks();
    const registry = hebeiRegistry(samples, waterBodies());
    ids = registry.ids;
    [app, browser] = await Promise.all([
      startTestApp(registry.file, {}, { now: () => instant(AT) }),
      startBrowser(),
    ]);
    const client = await app.connect();
    let sent = 0;
    for (const [name, id] of ids) {
      const own = samples.filter(({ section, values }) => section === name && Object.keys(values).length > 0);
      const said = new Map(own.map(({ ts, values }) => [ts, { ts, values }]));
      sent += said.size;
      const topic = `env/v1/water/W-${id}/observations`;
      await client.publishAsync(topic, JSON.stringify([...said.values()].slice(0, 1000)), { qos: 1 });
    }
    await evaluated(app, Math.floor(sent * 0.9));
  }, 300_000);
  afterAll(async () => {
    await browser?.close();
    await app?.stop();
  });

  it.each(['2026-07', '2026-08'])(
    'shows the class of every section on each day of %s as the API answers',
    async (span) => {
      const seen = await visit(browser, `${app.apiUrl}/water?lang=en&span=${span}`, { at: AT });
      const { page } = seen;
      await page.locator('.panel-strips tbody tr').first().waitFor();
      await settled(page);
      for (const id of ids.values()) {
        const { data } = await app.json<{ data: { from: string; class: string | null }[] }>(
          `/v1/water/sections/${id}/class?interval=day&from=${span}&to=${span}&fields=from,class`,
        );
        const cells = await page.locator(`tr[data-id="${id}"] .badge`).allTextContents();
        const shown = cells.map((text) =>
          text.replace(' ✕', '').replace('>V', 'worse-than-V').replace('—', ''),
        );
        expect([id, shown]).toEqual([id, data.map((row) => row.class ?? '')]);
      }
      seen.check();
      await seen.close();
    },
    180_000,
  );

  it('shows the published class of the newest samples', async () => {
    const newest = [...ids].flatMap(([name, id]) => {
      const own = samples.filter(({ section }) => section === name);
      const last = own.toSorted((a, b) => a.ts.localeCompare(b.ts)).at(-1);
      return last && last.class > 0 ? [{ id, rank: last.class, ts: last.ts }] : [];
    });
    expect(newest.length).toBeGreaterThan(20);
    const seen = await visit(browser, `${app.apiUrl}/?lang=en`, { at: AT });
    const { page } = seen;
    let agree = 0;
    const some = newest.slice(0, 20);
    for (const { id, rank, ts } of some) {
      await goTo(page, `/water/sections/${id}?lang=en`);
      const headline = page.locator('.panel-items .headline');
      await headline.waitFor();
      await settled(page);
      const answer = await app.json<{ class: string; to: string }>(`/v1/water/sections/${id}/class/latest`);
      const text = (await headline.locator('.badge').textContent())?.replace(' ✕', '');
      expect([id, text]).toEqual([id, answer.class.replace('worse-than-V', '>V')]);
      if (Date.parse(ts) === Date.parse(answer.to) && text === RANKS[rank - 1]) agree += 1;
    }
    // The kind of water is inferred for some sections; docs/standards.md counts the whole file.
    expect(agree).toBeGreaterThanOrEqual(some.length - 1);
    expect(await violations(page)).toEqual([]);
    seen.check();
    await seen.close();
  }, 180_000);
});

describe.skipIf(absent)('the winter of 2016 of Beijing on the pages, in Chromium', () => {
  const AT = Date.parse('2016-03-01T12:00:00+08:00');
  const STATION = 'Dingling';
  let app: TestApp;
  let browser: Browser;
  let beijing: Beijing;
  beforeAll(async () => {
    beijing = readBeijing();
    [app, browser] = await Promise.all([
      startTestApp(beijing.file, {}, { now: () => instant(AT) }),
      startBrowser(),
    ]);
    await runBeijing(app, beijing, /^2016-0[12]/, 240_000);
  }, 300_000);
  afterAll(async () => {
    await browser?.close();
    await app?.stop();
  });

  it.each([
    ['regions', 'beijing', '北京市'],
    ['stations', STATION, STATION],
  ])(
    'shows the index of every day of %s %s as the API answers',
    async (of, id, name) => {
      const seen = await visit(browser, `${app.apiUrl}/air/${of}/${id}?lang=zh&calendar=2016`, {
        at: AT,
      });
      const { page } = seen;
      await page.locator('h1', { hasText: name }).waitFor();
      await page.locator('table.year .badge').first().waitFor();
      await settled(page);
      const { data } = await app.json<{ data: { from: string; aqi: number | null }[] }>(
        `/v1/air/${of}/${id}/aqi?interval=day&from=2016-01-01&to=2016-02-29&fields=from,aqi&limit=100`,
      );
      expect(data.length).toBe(60);
      const cells = await page.locator('table.year a.figure:has(.badge)').allTextContents();
      expect(cells.slice(0, 60)).toEqual(data.map(({ aqi }) => String(aqi ?? '—')));
      expect(await violations(page)).toEqual([]);
      seen.check();
      await seen.close();
    },
    120_000,
  );

  it.each([
    ['zh', '今日尚无小时值'],
    ['en', 'no hourly values of today yet'],
  ])(
    'says in %s that nothing of today can be counted yet',
    async (lang, words) => {
      const seen = await visit(browser, `${app.apiUrl}/?lang=${lang}`, { at: AT });
      const meter = seen.page.locator('.panel-completeness .meter-row').first();
      await meter.getByText(words).waitFor();
      await settled(seen.page);
      expect(await meter.textContent()).not.toMatch(/0 (of|\/) 0/);
      expect(await meter.locator('meter').count()).toBe(0);
      seen.check();
      await seen.close();
    },
    120_000,
  );

  it('shows means by the hour of the day that a loop over the published hours makes too', async () => {
    const seen = await visit(browser, `${app.apiUrl}/air/stations/${STATION}?lang=en`, { at: AT });
    const rows = seen.page.locator('.profile-hours tbody tr');
    await expect.poll(() => rows.count()).toBe(24);
    await settled(seen.page);
    const shown = await seen.page.locator('.profile-hours tbody td').allTextContents();
    // Thirty days that end yesterday; the file has an hour by its begin.
    const sums = Array.from({ length: 24 }, () => ({ sum: 0, count: 0 }));
    for (const { ts, values } of beijing.stations.get(STATION) ?? []) {
      const own = sums[Number(ts.slice(11, 13))];
      if (ts < '2016-01-31' || ts >= '2016-03-01' || values['pm2_5'] === undefined || !own) continue;
      own.sum += values['pm2_5'];
      own.count += 1;
    }
    expect(shown.map(Number)).toEqual(sums.map(({ sum, count }) => Math.round(sum / count)));
    // Late data are expected for 72 hours, and it is noon on 1 March.
    await seen.page
      .locator('.panel-course .standing', { hasText: 'provisional from 2016-02-27 on' })
      .waitFor();
    seen.check();
    await seen.close();
  }, 120_000);
});
