import { expect, it } from 'vitest';
import { violations, visit } from '../support/browser.ts';
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

/** Days of dust and states of sections, entered and withdrawn on the page, and what a publication says. */
export function annotationsSuite(city: () => City): void {
  const open = (path: string) => visit(city().browser, city().app.apiUrl + path, { at: NOW });
  const stored = async (): Promise<readonly Annotation[]> =>
    (await city().app.json<{ data: Annotation[] }>('/v1/annotations')).data;

  it('enter a day of dust and withdraw it', async () => {
    const seen = await open('/operations?lang=en');
    const { page } = seen;
    const form = page.getByRole('form', { name: 'Enter days of dust' });
    await form.getByLabel('Region').selectOption('north');
    await form.getByLabel('PM2.5').uncheck();
    await form.getByLabel('From').fill('2026-04-01');
    await form.getByLabel('Reason').fill('notice 7');
    await form.getByLabel('By').fill('duty officer');
    await form.getByRole('button', { name: 'Enter' }).click();
    const row = page.locator('.annotations tbody tr').first();
    await row.getByText('notice 7 duty officer').waitFor();
    const [entered] = await stored();
    expect(entered).toMatchObject({
      ...{ kind: 'dust-day', region: 'north', pollutants: ['pm10'], reason: 'notice 7' },
      ...{ from: '2026-04-01', until: '2026-04-01' },
    });
    await row.getByRole('button', { name: 'Withdraw annotation' }).click();
    const withdrawal = row.getByRole('form');
    await withdrawal.getByLabel('Reason').fill('not confirmed');
    await withdrawal.getByRole('button', { name: 'Withdraw' }).click();
    await row.getByText('not confirmed').waitFor();
    expect((await stored())[0]?.withdrawn).toMatchObject({ reason: 'not confirmed' });
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

  it('say that a period which is not over is not published', async () => {
    const seen = await open('/bulletins?lang=en&period=2026-04');
    const { page } = seen;
    const form = page.getByRole('form', { name: 'Publish 2026-04' });
    await form.getByRole('button', { name: 'Publish' }).click();
    await form.getByRole('alert').getByText('2026-04 is not over').waitFor();
    await page.getByText('This period was not published yet.').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.published').isVisible()).toBe(false);
    await seen.close();
  });
}
