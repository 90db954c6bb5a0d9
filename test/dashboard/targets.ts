import { expect, it } from 'vitest';
import { settled, violations, visit } from '../support/browser.ts';
import { type City, NOW } from './city.ts';

interface Target {
  readonly target: string;
  readonly value: number;
  readonly soFar: number | null;
  readonly meets: boolean | null;
  readonly reachable: boolean;
  readonly restMean?: number;
  readonly restGoodDays?: number;
  readonly restDaysAbove?: number;
}
interface Targets {
  readonly year: string;
  readonly daysLeft: number;
  readonly targets: readonly Target[];
}

const WORDS = {
  zh: { yes: '是', no: '否', lost: '已无法达到' },
  en: { yes: 'yes', no: 'no', lost: 'cannot be met any more' },
} as const;

/** What the panel of the targets of a year shows, compared with the API. */
export function targetsSuite(city: () => City): void {
  it.each(['zh', 'en'] as const)('show what is left until each, as the API does, in %s', async (lang) => {
    const path = '/v1/air/regions/north/targets';
    const answer = await city().app.json<Targets>(path);
    expect(answer.targets.map(({ target }) => target).sort()).toEqual([
      'composite_index',
      'good_days',
      'o3',
      'pm2_5',
    ]);
    const seen = await visit(city().browser, `${city().app.apiUrl}/air/regions/north?lang=${lang}`, {
      at: NOW,
    });
    const { page } = seen;
    const panel = page.locator('.panel-targets');
    await panel.locator('tbody tr').first().waitFor();
    await settled(page);
    // From the third of April on 273 days of 2026 are not over.
    expect(answer.daysLeft).toBe(273);
    expect(await panel.locator('.about').textContent()).toContain('273');
    for (const { target, value, soFar, meets, reachable, ...left } of answer.targets) {
      const cells = await panel.locator(`tr[data-target="${target}"] td`).allTextContents();
      expect(cells[0]).toBe(String(value));
      expect(Number(cells[1])).toBeCloseTo(soFar ?? Number.NaN, target === 'composite_index' ? 2 : 0);
      expect(cells[2]).toBe(meets === null ? '—' : WORDS[lang][meets ? 'yes' : 'no']);
      const rest = left.restMean ?? left.restGoodDays ?? left.restDaysAbove;
      expect(cells[3]).toContain(reachable ? String(rest) : WORDS[lang].lost);
    }
    expect(await violations(page)).toEqual([]);
    await panel.locator('tr[data-target="pm2_5"] td').last().locator('a').click();
    await page.locator('.explain[open] pre', { hasText: `${path}?year=2026` }).waitFor();
    seen.check();
    await seen.close();
  });

  it('show nothing where the registry sets none', async () => {
    const seen = await visit(city().browser, `${city().app.apiUrl}/air/regions/south?lang=en`, {
      at: NOW,
    });
    await seen.page.locator('.panel-calendar table').waitFor();
    await settled(seen.page);
    expect(await seen.page.locator('.panel-targets').count()).toBe(0);
    await seen.close();
  });
}
