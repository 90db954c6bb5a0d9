import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { settled, violations, visit } from '../support/browser.ts';
import { type City, NOW } from './city.ts';

interface Day {
  readonly to: string;
  readonly aqi: number | null;
}

const PERIOD = 'period=custom&from=2026-04-01&to=2026-04-02';

/** What the views of air show of editions, readings, profiles and comparisons, compared with the API. */
export function airDetailSuite(city: () => City): void {
  const open = (path: string, options = {}) =>
    visit(city().browser, city().app.apiUrl + path, { at: NOW, ...options });

  it('show the days under another edition, and explain them under it', async () => {
    const path = '/v1/air/regions/south/aqi?interval=day&from=2026-04-01&to=2026-04-02';
    const days = async (edition: string) =>
      (await city().app.json<{ data: Day[] }>(`${path}&edition=${edition}`)).data.map(({ aqi }) => aqi);
    const [old, present] = [await days('2012'), await days('2026')];
    // HJ 633-2026 and HJ 633-2012 have other breakpoints of PM2.5.
    expect(old).not.toEqual(present);
    const seen = await open('/air/regions/south?lang=en');
    const { page } = seen;
    const shown = async () =>
      Promise.all(
        ['2026-04-01', '2026-04-02'].map((day) =>
          page.locator(`.panel-calendar a[aria-label^="${day}"]`).textContent(),
        ),
      );
    await expect.poll(shown).toEqual(present.map(String));
    await page.getByRole('link', { name: 'As of 2012' }).click();
    await page.waitForURL('**edition=2012**');
    await expect.poll(shown).toEqual(old.map(String));
    await page.locator('.panel-calendar a[aria-label^="2026-04-01"]').click();
    const drawer = page.getByRole('dialog');
    await drawer.getByText('Steps').waitFor();
    await expect.poll(() => drawer.textContent()).toContain('HJ 633-2012');
    seen.check();
    await seen.close();
  });

  it('name limits in a key below a chart that has no room beside it', async () => {
    const seen = await open('/air/regions/south?lang=en', { viewport: { width: 390, height: 844 } });
    const drawn = seen.page.locator('.panel-series .chart svg text');
    const key = seen.page.locator('.panel-series .limit-key li');
    await drawn.first().waitFor();
    await expect.poll(() => key.allInnerTexts()).toEqual(expect.arrayContaining(['excellent ≤ 50']));
    // No name stands over the line.
    expect((await drawn.allTextContents()).filter((text) => text.includes('≤'))).toEqual([]);
    await seen.page.setViewportSize({ width: 1280, height: 900 });
    await key.first().waitFor({ state: 'hidden' });
    await drawn.filter({ hasText: '≤ 50' }).first().waitFor();
    await seen.close();
  });

  it('show the diurnal profile as the means of the hours, and the same in a table', async () => {
    const { data } = await city().app.json<{
      data: { to: string; concentrations: Record<string, number | null> }[];
    }>('/v1/air/stations/N1/aqi?interval=hour&from=2026-04-01&to=2026-04-02&limit=200');
    const at = (hour: string) =>
      data.flatMap(({ to, concentrations: { pm2_5 } }) =>
        to.slice(11, 13) === hour && typeof pm2_5 === 'number' ? [pm2_5] : [],
      );
    const mean = (values: readonly number[]) => values.reduce((sum, each) => sum + each, 0) / values.length;
    const seen = await open('/air/stations/N1?lang=en');
    const { page } = seen;
    await page.locator('.profile-hours .bars').waitFor();
    await settled(page);
    await page.locator('.profile-hours summary').click();
    const rows = page.locator('.profile-hours tbody tr');
    await expect.poll(() => rows.count()).toBe(24);
    for (const hour of ['05', '14'])
      expect(await rows.nth(Number(hour) - 1).textContent()).toBe(
        `${Number(hour)}${mean(at(hour)).toFixed(0)}`,
      );
    expect(await page.locator('.profile-weekdays .bars').textContent()).toContain('Wed');
    seen.check();
    await seen.close();
  });

  it.each([
    ['zh', ' 起暂定，可能随迟到数据修正'],
    ['en', ' on: late data may change it'],
  ])('say in %s from which day on readings, profiles and the rose are provisional', async (lang, words) => {
    const { data } = await city().app.json<{ data: { from: string; provisional: boolean }[] }>(
      '/v1/air/stations/N1/aqi?interval=hour&from=2026-04-01&to=2026-04-03&fields=from,provisional&limit=200',
    );
    const first = data.find(({ provisional }) => provisional)?.from.slice(0, 10) ?? 'none';
    const seen = await open(`/air/stations/N1?lang=${lang}`);
    for (const panel of ['readings', 'course', 'rose']) {
      const said = seen.page.locator(`.panel-${panel} .standing`);
      await expect
        .poll(async () => [panel, await said.textContent()])
        .toEqual([panel, (lang === 'zh' ? '' : 'provisional from ') + first + words]);
    }
    seen.check();
    await seen.close();
  });

  it('mark a suspect reading and a corrected one with a shape and in words', async () => {
    interface Reading {
      readonly to: string;
      readonly period: number;
      readonly suspect?: readonly string[];
      readonly revision: number;
    }
    const station = await city().app.connect();
    const say = (ts: string, values: object) =>
      station.publishAsync('env/v1/air/L1/observations', JSON.stringify({ ts, values }), { qos: 1 });
    // Fine dust above coarse dust, and a second word on an hour.
    await say('2026-04-02T03:00:00+08:00', { pm2_5: 300, pm10: 40 });
    const readings = async () =>
      (
        await city().app.json<{ data: Reading[] }>(
          '/v1/stations/L1/observations?parameter=pm2_5&from=2026-04-01&to=2026-04-03&limit=500',
        )
      ).data.filter(({ period }) => period === 3600);
    await expect.poll(async () => (await readings()).some(({ suspect }) => suspect?.length)).toBe(true);
    // Neighbours of a late reading are judged with it: all flags are there once it is evaluated.
    const isEvaluated = async () =>
      (await city().app.json<{ evaluation: { complete: boolean } }>('/v1/air/stations/L1/aqi/latest'))
        .evaluation.complete;
    await expect.poll(isEvaluated).toBe(true);
    const all = await readings();
    const marked = all.filter(({ suspect }) => suspect?.length).length;
    const seen = await open('/air/stations/L1?lang=en');
    const { page } = seen;
    const panel = page.locator('.panel-readings');
    await panel.getByText(`${marked} of ${all.length} values are suspect.`).waitFor();
    await settled(page);
    await panel.locator('summary').click();
    const row = panel.locator('tbody tr', { hasText: '04-02 03:00' });
    const text = (await row.textContent()) ?? '';
    expect(text).toContain('▲ suspect');
    expect(text).toContain('PM₂.₅ above PM₁₀');
    expect(text).toContain('◆ corrected');
    expect(await violations(page)).toEqual([]);
    seen.check();
    await seen.close();
  });

  it('show the index of each station at an hour that a slider chooses, by keys', async () => {
    const seen = await open('/air?lang=en');
    const { page } = seen;
    const slider = page.locator('.slider input');
    await slider.waitFor();
    const at = async () => (await slider.getAttribute('aria-valuetext')) ?? '';
    await expect.poll(at).toBe('04-03 10:00');
    await page.locator('.panel-hours summary').click();
    const shown = () => page.locator('table.hours tr[data-id="N1"] .badge').textContent();
    const asked = async (time: string) => {
      const { data } = await city().app.json<{ data: Day[] }>(
        '/v1/air/stations/N1/aqi?interval=hour&from=2026-04-01&to=2026-04-03&limit=200',
      );
      return String(data.find(({ to }) => to.slice(5, 16).replace('T', ' ') === time)?.aqi ?? '—');
    };
    await slider.focus();
    for (let steps = 0; steps < 5; steps += 1) {
      const time = await at();
      await expect.poll(shown).toBe(await asked(time));
      await page.keyboard.press('ArrowLeft');
      await expect.poll(at).not.toBe(time);
    }
    expect(await at()).not.toBe('04-03 10:00');
    seen.check();
    await seen.close();
  });

  it('compare two places, and one place with itself in another period', async () => {
    const days = async (id: string, from: string, to: string) =>
      (
        await city().app.json<{ data: Day[] }>(`/v1/air/regions/${id}/aqi?interval=day&from=${from}&to=${to}`)
      ).data.map(({ aqi }) => aqi ?? 0);
    const signed = (value: number) =>
      new Intl.NumberFormat('en', { signDisplay: 'exceptZero' }).format(value).replace('-', '−');
    const rowsOf = async (page: Page) => {
      const rows = await page.locator('table.compare tbody tr').all();
      return Promise.all(rows.map((row) => row.locator('th, td').allTextContents()));
    };
    const seen = await open(
      '/air/compare?lang=en&a=regions/north&b=regions/south&from=2026-04-01&other=2026-04-01&days=2',
    );
    const { page } = seen;
    const [north, south] = [
      await days('north', '2026-04-01', '2026-04-02'),
      await days('south', '2026-04-01', '2026-04-02'),
    ];
    await expect
      .poll(() => rowsOf(page))
      .toEqual(
        ['2026-04-01', '2026-04-02'].map((day, n) => [
          ...[day, String(north[n]), day, String(south[n])],
          signed((north[n] ?? 0) - (south[n] ?? 0)),
        ]),
      );
    expect(await violations(page)).toEqual([]);
    await page.goto(
      `${city().app.apiUrl}/air/compare?lang=en&a=regions/north&b=regions/north&from=2026-04-02&other=2026-04-01&days=1`,
    );
    await expect
      .poll(() => rowsOf(page))
      .toEqual([
        [
          '2026-04-02',
          String(north[1]),
          '2026-04-01',
          String(north[0]),
          signed((north[1] ?? 0) - (north[0] ?? 0)),
        ],
      ]);
    seen.check();
    await seen.close();
  });

  it('rank with one call of the API', async () => {
    const seen = await open(`/air?${PERIOD}&lang=en`);
    await seen.page.locator('tr[data-id="north"]').waitFor();
    await settled(seen.page);
    const calls = (part: string) => seen.requests.filter((each) => each.includes(part)).length;
    expect([calls('/v1/air/rankings'), calls('composite-index')]).toEqual([1, 0]);
    await seen.close();
  });
}
