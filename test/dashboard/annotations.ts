import { expect, it, onTestFinished } from 'vitest';
import { settled, violations, visit } from '../support/browser.ts';
import { type City, NOW } from './city.ts';

interface Annotation {
  readonly id: number;
  readonly kind: string;
  readonly region?: string;
  readonly section?: string;
  readonly pollutants?: readonly string[];
  readonly state?: string;
  readonly from: string;
  readonly until: string;
  readonly reason: string;
  readonly withdrawn?: { readonly reason: string };
}

interface Composite {
  readonly dust?: { readonly note: Readonly<Record<'zh' | 'en', string>> };
  readonly goodDays: { readonly withoutDust?: { readonly good: number; readonly valid: number } };
}

/** Days of dust and states of sections: entered and withdrawn on the page, and said beside the figures. */
export function annotationsSuite(city: () => City): void {
  const open = (path: string) => visit(city().browser, city().app.apiUrl + path, { at: NOW });
  const stored = async (): Promise<readonly Annotation[]> =>
    (await city().app.json<{ data: Annotation[] }>('/v1/annotations')).data;

  const withdraw = (id: number) =>
    city().app.post(`/v1/annotations/${id}/withdraw`, { reason: 'not confirmed' });
  /** Holds until it is withdrawn, at the end of the test at the latest. */
  const enter = async (body: object): Promise<Annotation> => {
    const entered = (await (await city().app.post('/v1/annotations', body)).json()) as Annotation;
    onTestFinished(async () => {
      await withdraw(entered.id);
    });
    return entered;
  };

  it('enter a day of dust and withdraw it', async () => {
    const seen = await open('/operations?lang=en');
    const { page } = seen;
    const form = page.getByRole('form', { name: 'Enter days of dust' });
    await form.getByLabel('Region').selectOption('north');
    await form.getByLabel('PM₂.₅').uncheck();
    await form.getByLabel('From').fill('2026-04-01');
    await form.getByLabel('Reason').fill('notice 7');
    await form.getByLabel('By').fill('duty officer');
    await form.getByRole('button', { name: 'Enter' }).click();
    const row = page.locator('.annotations tbody tr').first();
    await row.getByText('notice 7 · duty officer').waitFor();
    const entered = (await stored()).at(-1);
    expect(entered).toMatchObject({
      ...{ kind: 'dust-day', region: 'north', pollutants: ['pm10'], reason: 'notice 7' },
      ...{ from: '2026-04-01', until: '2026-04-01' },
    });
    await row.getByRole('button', { name: 'Withdraw annotation' }).click();
    const withdrawal = row.getByRole('form');
    await withdrawal.getByLabel('Reason').fill('not confirmed');
    await withdrawal.getByRole('button', { name: 'Withdraw' }).click();
    await row.getByText('not confirmed').waitFor();
    expect((await stored()).at(-1)?.withdrawn).toMatchObject({ reason: 'not confirmed' });
    expect(await violations(page)).toEqual([]);
    seen.check();
    await seen.close();
  });

  it('enter a state of a section in Chinese, and say why a second one is refused', async () => {
    const seen = await open('/operations?lang=zh');
    const { page } = seen;
    const form = page.getByRole('form', { name: '登记断面状态' });
    const enter = async (): Promise<void> => {
      await form.getByLabel('断面').selectOption('upper');
      await form.getByLabel('状态').selectOption('frozen');
      await form.getByLabel('自', { exact: true }).fill('2026-04-01');
      await form.getByLabel('至', { exact: true }).fill('2026-04-02');
      await form.getByLabel('依据').fill('巡查');
      await form.getByRole('button', { name: '登记' }).click();
    };
    await enter();
    await page.locator('.annotations').getByText('结冰').waitFor();
    expect((await stored()).at(-1)).toMatchObject({ section: 'upper', state: 'frozen', until: '2026-04-02' });
    await enter();
    await form.getByRole('alert').getByText('未被接受').waitFor();
    await seen.close();
  });

  it.each([
    ['zh', '沙尘', '剔除沙尘'],
    ['en', 'dust', 'without dust'],
  ] as const)('mark days of dust beside each figure that they touch, in %s', async (lang, dust, without) => {
    const { id } = await enter({ kind: 'dust-day', region: 'north', from: '2026-04-01', reason: 'notice 9' });
    for (const place of ['regions/north', 'stations/N1']) {
      const seen = await open(`/air/${place}?lang=${lang}`);
      const { page } = seen;
      for (const calendar of ['2026-04', '2026']) {
        await page.goto(`${city().app.apiUrl}/air/${place}?lang=${lang}&calendar=${calendar}`);
        const marked = page.locator('.panel-calendar table a:has(.dusty)');
        await expect.poll(() => marked.count()).toBe(2);
        for (const day of ['2026-04-01', '2026-04-03']) {
          const cell = page.locator(`.panel-calendar table a[aria-label^="${day}"]`);
          expect((await cell.locator('.dusty').textContent())?.trim()).toBe(dust);
        }
        const noted = page.locator(`.panel-calendar [data-annotation="${id}"]`);
        expect(await noted.textContent()).toMatch(/PM₁₀.*PM₂.₅ 2026-04-01 notice 9/);
        expect(await violations(page)).toEqual([]);
      }
      seen.check();
      await seen.close();
    }
    const period = 'period=custom&from=2026-04-01&to=2026-04-02';
    const path = `/v1/air/regions/north/composite-index?${period}`;
    const { dust: left, goodDays } = await city().app.json<Composite>(path);
    const { good, valid } = goodDays.withoutDust ?? { good: Number.NaN, valid: Number.NaN };
    const seen = await open(`/air?${period}&lang=${lang}`);
    const row = seen.page.locator('tr[data-id="north"]');
    await row.locator('.dust').first().waitFor();
    await settled(seen.page);
    const marks = row.locator('.dust');
    expect((await marks.first().textContent())?.trim()).toBe(without);
    expect(await marks.first().getAttribute('title')).toBe(left?.note[lang]);
    expect((await marks.nth(1).textContent())?.match(/\d+/g)).toEqual([String(good), String(valid)]);
    await marks.nth(1).locator('a').click();
    await seen.page
      .locator('.explain[open]', {
        hasText: left?.note[lang].replace('PM10', 'PM₁₀').replace('PM2.5', 'PM₂.₅') ?? '?',
      })
      .waitFor();
    await seen.page.locator('.explain[open]', { hasText: '2026-04-01' }).waitFor();
    await seen.close();
  });

  it('enter days whose data were audited, and say so beside their figures', async () => {
    const seen = await open('/operations?lang=en');
    const { page } = seen;
    const form = page.getByRole('form', { name: 'Enter a state of data' });
    await form.getByLabel('Place').selectOption('region north');
    await form.getByLabel('State').selectOption('audited');
    await form.getByLabel('From').fill('2026-04-01');
    await form.getByLabel('Until').fill('2026-04-02');
    await form.getByLabel('Reason').fill('check of April');
    await form.getByRole('button', { name: 'Enter' }).click();
    const row = page.locator('.annotations tbody tr').first();
    await row.getByText('check of April').waitFor();
    await settled(page);
    expect(await row.textContent()).toContain('audited');
    const entered = (await stored()).at(-1);
    onTestFinished(async () => {
      await withdraw(entered?.id ?? 0);
    });
    expect(entered).toMatchObject({
      kind: 'data-state',
      region: 'north',
      state: 'audited',
      until: '2026-04-02',
    });
    expect(await violations(page)).toEqual([]);
    const period = 'period=custom&from=2026-04-01&to=2026-04-02';
    const said = (day: string, word: string) =>
      page.locator(`.panel-calendar table a[aria-label^="${day}"][aria-label*="${word}"]`).waitFor();
    for (const [lang, place, audited, provisional] of [
      ['zh', 'stations/N1', '已审核', '暂定'],
      ['en', 'regions/north', 'audited', 'provisional'],
    ] as const) {
      await page.goto(`${city().app.apiUrl}/air/${place}?lang=${lang}&calendar=2026-04`);
      await said('2026-04-02', audited);
      await said('2026-04-03', provisional);
      await page.locator('.panel-calendar .standing', { hasText: audited }).waitFor();
      await page.goto(`${city().app.apiUrl}/air?${period}&lang=${lang}`);
      await page.locator('tr[data-id="north"] .checked', { hasText: audited }).waitFor();
      await expect.poll(() => page.locator('.ranking .checked').count()).toBe(1);
    }
    await page.locator('tr[data-id="north"] td a').nth(1).click();
    await page.locator('.explain[open] .facts', { hasText: 'audited' }).waitFor();
    expect(await violations(page)).toEqual([]);
    seen.check();
    await seen.close();
  });

  it.each([
    ['zh', '断流'],
    ['en', 'no flow'],
  ] as const)('say why a section has no class, in %s', async (lang, state) => {
    const days = { from: '2026-04-02', until: '2026-04-05' };
    const seen = await open(`/?lang=${lang}`);
    const { page } = seen;
    const box = page.locator('.section-box[data-id="mouth"]');
    await box.locator('.badge:not(.hollow)').waitFor();
    const live = page.getByText(lang === 'zh' ? '实时更新' : 'Updates live');
    await live.waitFor();
    // Not by a page: an open one shows it, though no figure comes.
    const { id } = await enter({
      ...{ kind: 'section-state', section: 'mouth', state: 'no-flow', reason: 'patrol', ...days },
    });
    const { data } = await city().app.json<{ data: { id: string; sectionState?: object }[] }>(
      '/v1/water/sections/latest',
    );
    expect(data.filter(({ sectionState }) => sectionState).map((row) => row.id)).toEqual(['mouth']);
    await box.getByText(`${state} 04-02 – 04-05`).waitFor();
    await expect.poll(() => box.locator('.badge.hollow').count()).toBe(1);
    await expect.poll(() => box.locator('.met, .missed').count()).toBe(0);
    await expect
      .poll(() => page.locator('.map a[data-id="mouth"]').getAttribute('aria-label'))
      .toContain(state);
    expect(await violations(page)).toEqual([]);
    await page.goto(`${city().app.apiUrl}/water?lang=${lang}&span=2026-04`);
    const cells = page.locator('.panel-strips tr[data-id="mouth"] td', { hasText: state });
    // Days of the state up to today, of which the API has rows, and those to come.
    await expect.poll(() => cells.count()).toBe(4);
    await page.locator(`.panel-strips [data-annotation="${id}"]`, { hasText: 'patrol' }).waitFor();
    await page.locator('.panel-summary .left-out', { hasText: state }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.goto(`${city().app.apiUrl}/water/sections/mouth?lang=${lang}`);
    await page.locator('.headline', { hasText: `${state} 04-02 – 04-05` }).waitFor();
    await page.goto(`${city().app.apiUrl}/?lang=${lang}`);
    await box.getByText(`${state} 04-02 – 04-05`).waitFor();
    seen.check();
    await live.waitFor();
    await withdraw(id);
    await box.locator('.badge:not(.hollow)').waitFor();
    await expect.poll(() => box.getByText(state).count()).toBe(0);
    await seen.close();
  });
}
