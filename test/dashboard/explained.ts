import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { settled, violations, visit } from '../support/browser.ts';
import { pdfTexts } from '../support/pdf.ts';
import { type City, NOW } from './city.ts';
import { VIEWS, whenReady, withQuery } from './views.ts';

/**
 * Numbers and classes on colour that no link explains. Legends, times, limits, differences of two figures beside them, and
 * what has no value are none.
 */
const UNEXPLAINED = `[...document.querySelectorAll('main .badge:not(.hollow), main table.list tbody td, main table.matrix td')]
  .filter((each) => !each.closest('a.figure, .unplaced, .legend, a[href*="explain="]') && !each.querySelector('a, button, details'))
  .filter((each) => /^[^A-Za-z\\u4e00-\\u9fff]*\\d/.test(each.textContent.trim()) || each.matches('.badge'))
  .filter((each) => !each.matches('.limit, .difference') && !/^(\\d{4}-)?\\d{2}-\\d{2}( \\d{2}:\\d{2})?$| ago$/.test(each.textContent.trim()))
  .map((each) => each.closest('.panel')?.className + ': ' + each.textContent.trim())`;

/** The calls that the figures of a view are from. */
const CALLS = `[...new Set([...document.querySelectorAll('main a[href*="explain="]')]
  .map((each) => new URL(each.getAttribute('href'), location.href).searchParams.get('explain')))]`;

/** A call without its ids and times: figures of one shape are explained alike. */
const shapeOf = (call: string): string =>
  call
    .replace(/\d{4}-\d{2}[^&]*/g, 'time')
    .replace(/(regions|stations|sections|rivers|lakes)\/[^/?]+/g, '$1/id');

/** Of each shape the first two and the last. */
function some(calls: readonly string[]): string[] {
  const shapes = Map.groupBy(calls, shapeOf);
  return [...shapes.values()].flatMap((all) => [...new Set([...all.slice(0, 2), ...all.slice(-1)])]);
}

async function openEvery(page: Page): Promise<void> {
  await page.evaluate(`for (const each of document.querySelectorAll('main details')) each.open = true`);
}

interface Explained {
  readonly aqi?: number | null;
  readonly class?: string | null;
  readonly index?: number | null;
  readonly revision?: number;
  readonly edition?: string;
  readonly derivation?: readonly {
    readonly clause: string;
    readonly arithmetic: string;
    readonly rounding?: string;
  }[];
}

/** The drawer of a figure against the answer of its call. */
async function compareDrawer(page: Page, city: City, call: string): Promise<void> {
  const drawer = page.locator('.explain[open]');
  await drawer.locator('pre').waitFor();
  await expect.poll(() => drawer.locator('[role="status"]').count()).toBe(0);
  await settled(page);
  const text = ((await drawer.textContent()) ?? '').replaceAll(/\s+/g, ' ');
  expect(text).toContain(`curl '${city.app.apiUrl}${call}'`);
  const joint = call.includes('?') ? '&' : '?';
  const explained = await fetch(`${city.app.apiUrl}${call}${joint}explain=true`);
  if (explained.ok) {
    const body = (await explained.json()) as Explained & { readonly data?: readonly Explained[] };
    const figure = body.data === undefined ? body : body.data.length === 1 ? body.data[0] : undefined;
    for (const { clause, arithmetic } of figure?.derivation ?? []) {
      expect([call, text]).toEqual([call, expect.stringContaining(clause)]);
      // The arithmetic of a level ends in the Chinese of its category.
      const said = arithmetic
        .replace(/[\u4e00-\u9fff]+$/, '')
        // Numbers are shown with at most six decimals.
        .replaceAll(/\d+\.\d{7,}/g, (long) => String(Number(Number(long).toFixed(6))));
      if (/\d/.test(said)) expect([call, text]).toEqual([call, expect.stringContaining(said)]);
      expect([call, /[\u4e00-\u9fff]/.exec(said)]).toEqual([call, null]);
    }
    const steps = (await drawer.locator('.steps').allTextContents()).join(' ');
    expect([call, steps.replaceAll(/环办(监测)?〔\d+〕\d+号/g, '')]).toEqual([
      call,
      expect.not.stringMatching(/[\u4e00-\u9fff]/),
    ]);
    if (typeof figure?.aqi === 'number') expect(text).toContain(String(figure.aqi));
    if (figure?.derivation)
      for (const term of ['Coverage', 'Revision', 'Standard']) expect(text).toContain(term);
  }
  for (const link of await drawer.locator('.links a').all()) {
    const answer = await fetch(new URL((await link.getAttribute('href')) ?? '', city.app.apiUrl));
    expect([call, answer.status]).toEqual([call, 200]);
    if ((await link.getAttribute('download')) !== null)
      expect(answer.headers.get('content-type')).toContain('text/csv');
    await answer.body?.cancel();
  }
}

/** The explanation behind every figure of every view. */
export function explainedSuite(city: () => City): void {
  it.each(VIEWS)('explain every figure at $path by its call', async ({ path, ready, isEmpty }) => {
    const seen = await visit(city().browser, city().app.apiUrl + withQuery(path, 'lang=en'), {
      at: NOW,
    });
    const { page } = seen;
    await whenReady(page, ready);
    await openEvery(page);
    expect(await page.evaluate(UNEXPLAINED)).toEqual([]);
    const calls = some((await page.evaluate(CALLS)) as string[]);
    expect(calls.length === 0).toBe(isEmpty ?? false);
    for (const [at, call] of calls.entries()) {
      const link = page.locator(`main a[href*="${CSS(call)}"]`).first();
      await link.focus();
      await page.keyboard.press('Enter');
      await compareDrawer(page, city(), call);
      if (at === 0) expect(await violations(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await expect.poll(() => page.locator('.explain[open]').count()).toBe(0);
    }
    seen.check();
    await seen.close();
  });

  it('explain in Chinese without English words, and print the explanation whole', async () => {
    const seen = await visit(city().browser, `${city().app.apiUrl}/?lang=zh`, { at: NOW });
    const { page } = seen;
    for (const call of KINDS) {
      await follow(page, `/?${new URLSearchParams({ lang: 'zh', explain: call })}`);
      await page.locator('.explain pre', { hasText: call }).waitFor();
      await page.locator('.explain .steps li').first().waitFor();
      const englishWords = async (): Promise<readonly string[]> => {
        const said = await page.locator('.explain .facts dd, .explain .steps li').allTextContents();
        const words = said
          .join(' ')
          .replaceAll(NAMES, '')
          .match(/[A-Za-z][a-z-]{2,}/g);
        return [...new Set(words)];
      };
      // Places have their ids until their names have come.
      await expect.poll(async () => [call, await englishWords()]).toEqual([call, []]);
    }
    const steps = await page.locator('.explain .steps li').allTextContents();
    const pages = await pdfTexts(await page.pdf({ preferCSSPageSize: true }));
    const bare = (text: string): string => text.replaceAll(/\s/g, '');
    const text = bare(pages.join(''));
    // Once, to its end, without the view behind it.
    for (const step of steps) expect(text.split(bare(step)).length).toBe(2);
    expect(text).not.toContain('各区县空气质量');
    seen.check();
    await seen.close();
  });
}

/** Follows an address as a click on a link does: without loading the page anew. */
const follow = (page: Page, href: string): Promise<unknown> =>
  page.evaluate(`{
    const link = document.createElement('a');
    link.href = ${JSON.stringify(href)};
    document.body.append(link);
    link.click();
    link.remove();
  }`);

/** A call of each kind of figure that has arithmetic; the last is too long for one page. */
const KINDS = [
  '/v1/air/regions/north/aqi/latest',
  '/v1/air/stations/N1/aqi?interval=day&from=2026-04-02&to=2026-04-02',
  '/v1/air/rankings?period=custom&from=2026-04-01&to=2026-04-02&level=district',
  '/v1/water/sections/mouth/class/latest',
  '/v1/water/sections/mouth/class?interval=day&from=2026-04-02&to=2026-04-02',
  '/v1/water/sections/mouth/class?interval=month&from=2026-04&to=2026-04',
  '/v1/water/summary?period=month&at=2026-04-02',
  '/v1/water/rivers/river/class?period=month&at=2026-04-02',
  '/v1/water/lakes/lake/class?period=month&at=2026-04-02',
  '/v1/bulletins/2026-04',
  '/v1/air/regions/north/composite-index?period=year-to-date',
];

/** Symbols and names of editions and places. */
const NAMES = /mol\/L|BP_(Lo|Hi)|IAQI(_(Lo|Hi))?|I_(sum|max)|<img[^>]*>/g;

/** The call as it stands in the address of a link. */
const CSS = (call: string): string =>
  new URLSearchParams({ explain: call }).toString().replaceAll('"', '\\"');
