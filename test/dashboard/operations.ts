import type { Locator } from 'playwright-core';
import { expect, it } from 'vitest';
import { until } from '../support/app.ts';
import { settled, violations, visit } from '../support/browser.ts';
import { type City, NOW } from './city.ts';

interface Station {
  readonly id: string;
  readonly medium: 'air' | 'water';
  readonly staleness: { readonly state: string };
}
interface Letter {
  readonly id: number;
  readonly replay?: { readonly outcome: string };
}
interface Alert {
  readonly ruleId: string;
  readonly subject: { readonly id: string };
  readonly acknowledged?: { readonly reason: string; readonly by?: string };
  readonly silenced?: { readonly id: number; readonly until: string };
}
interface Change {
  readonly id: number;
  readonly revision: number;
}
interface Day {
  readonly from: string;
  readonly coverage: Readonly<Record<string, { readonly expected: number; readonly observed: number }>>;
}

const STATES = ['live', 'late', 'silent', 'never-seen', 'out-of-service'];

/** What the view of operations shows and does, compared with the API. */
export function operationsSuite(city: () => City): void {
  const open = (path: string, options = {}) =>
    visit(city().browser, city().app.apiUrl + path, { at: NOW, ...options });
  const alerts = async (): Promise<readonly Alert[]> =>
    (await city().app.json<{ data: Alert[] }>('/v1/alerts?state=firing')).data;

  it.each(['zh', 'en'] as const)('counts the stations by state as the registry does, in %s', async (lang) => {
    const { data } = await city().app.json<{ data: Station[] }>('/v1/stations');
    const seen = await open(`/operations?lang=${lang}`);
    const { page } = seen;
    await page.locator('.matrix tbody tr').first().waitFor();
    await page.locator('.open-alerts tbody tr').first().waitFor();
    await settled(page);
    for (const medium of ['air', 'water'])
      for (const state of STATES) {
        const count = data.filter((each) => each.medium === medium && each.staleness.state === state).length;
        const cell = page.locator(`.panel-stations tr[data-medium="${medium}"] td[data-state="${state}"]`);
        if (count > 0) await expect.poll(() => cell.textContent()).toBe(String(count));
      }
    const behind = data.filter(({ staleness }) => staleness.state !== 'live').map(({ id }) => id);
    expect(behind).toEqual(expect.arrayContaining(['L1', 'Q1']));
    for (const id of behind) expect(await page.locator(`.behind tr[data-id="${id}"]`).count()).toBe(1);
    expect(await violations(page)).toEqual([]);
    seen.check();
    await seen.close();
  });

  it('show what came of what was expected, by station and day', async () => {
    const seen = await open('/operations?lang=en');
    const row = seen.page.locator('.matrix tr[data-id="N1"]');
    await row.waitFor();
    await settled(seen.page);
    const { data } = await city().app.json<{ data: Day[] }>(
      '/v1/air/stations/N1/aqi?interval=day&from=2026-04-01&to=2026-04-02&fields=from,coverage',
    );
    const percents = data.map(({ coverage }) => {
      // Hours of what is measured in hours; a day of ozone counts windows of eight hours.
      const all = Object.values(coverage).filter(({ expected }) => expected === 24);
      const sum = (pick: 'expected' | 'observed') => all.reduce((total, each) => total + each[pick], 0);
      return String(Math.floor((100 * sum('observed')) / sum('expected')));
    });
    const cells = await row.locator('td').allTextContents();
    // Fourteen days, of which the last is today: the two before it have data.
    expect([cells.length, cells.slice(-3, -1)]).toEqual([14, percents]);
    // Ten hours of today are over, of which three are missing.
    expect(cells.at(-1)).toBe('70');
    expect(cells[0]).toBe('—');
    await seen.close();
  });

  it('acknowledge and silence an alert, and end the silence', async () => {
    const [first] = await alerts();
    const id = `${first?.ruleId} ${first?.subject.id}`;
    const seen = await open('/operations?lang=en');
    const row = seen.page.locator(`.open-alerts tr[data-id="${id}"]`);
    const rules = await city().app.json<{
      data: { id: string; op: string; raise: number; text?: { en: string } }[];
    }>('/v1/alert-rules');
    const rule = rules.data.find((each) => each.id === id.split(' ')[0]);
    // What is beyond it fires: above or below, as the rule says.
    await row.locator('.limit', { hasText: `${rule?.op} ${rule?.raise} ` }).waitFor();
    await row.getByRole('button', { name: 'Acknowledge' }).click();
    const form = seen.page.locator('form.note');
    await form.getByLabel('Reason').fill('is being looked at');
    await form.getByLabel('By').fill('duty officer');
    await form.getByRole('button', { name: 'Send' }).click();
    await row.getByText('acknowledged: is being looked at · duty officer').waitFor();
    const now = async () => (await alerts()).find((each) => `${each.ruleId} ${each.subject.id}` === id);
    expect((await now())?.acknowledged).toMatchObject({ reason: 'is being looked at', by: 'duty officer' });
    await row.getByRole('button', { name: 'Silence' }).click();
    const long = `maintenance ${'of the sampling line '.repeat(12)}`.trim();
    await form.getByLabel('Reason').fill(long);
    await form.getByLabel('Until').fill('2026-04-05T12:00');
    await form.getByRole('button', { name: 'Send' }).click();
    await row.getByText(`silenced until 04-05 12:00: ${long}`).waitFor();
    // A long reason is wrapped: the buttons stay in view.
    const right = async (of: Locator): Promise<number> => {
      const box = await of.boundingBox();
      return (box?.x ?? Number.NaN) + (box?.width ?? Number.NaN);
    };
    const edge = await right(row.locator('xpath=ancestor::*[contains(@class, "scroll")]'));
    expect(await right(row.getByRole('button').last())).toBeLessThanOrEqual(edge);
    expect((await now())?.silenced?.until).toBe('2026-04-05T12:00:00+08:00');
    const view = await open('/?lang=en');
    await view.page.locator('.panel-alerts li', { hasText: '· acknowledged · silenced' }).waitFor();
    await view.close();
    const silences = seen.page.locator('.panel-silences li');
    const named = rules.data.find((each) => each.id === id.split(' ')[0])?.text?.en;
    await silences.getByText(`${named} `).waitFor();
    await silences.getByRole('button').click();
    await expect.poll(() => silences.count()).toBe(0);
    await expect.poll(async () => (await now())?.silenced).toBeUndefined();
    seen.check();
    await seen.close();
  });

  it('say why a note is refused', async () => {
    const seen = await open('/operations?lang=en');
    const row = seen.page.locator('.open-alerts tbody tr').first();
    await row.getByRole('button', { name: 'Silence' }).click();
    const form = seen.page.locator('form.note');
    await form.getByLabel('Reason').fill('of the past');
    await form.getByLabel('Until').fill('2026-04-01T12:00');
    await form.getByRole('button', { name: 'Send' }).click();
    await form.getByText('2026-04-01T12:00:00+08:00 is over').waitFor();
    await seen.close();
  });

  it('show a refused message, its payload as text, and take it in again', async () => {
    const station = await city().app.connect();
    const payload = JSON.stringify({ ts: '2026-04-03T09:00:00+08:00', values: { '<b>x</b>': 1 } });
    await station.publishAsync('env/v1/air/N1/observations', payload, { qos: 1 });
    const letters = async () => (await city().app.json<{ data: Letter[] }>('/v1/dead-letters')).data;
    await until(async () => (await letters()).length > 0, 'the letter is kept');
    const id = (await letters())[0]?.id;
    const seen = await open('/operations?lang=en');
    const row = seen.page.locator(`.letters tr[data-id="${id}"]`);
    await row.getByText('is no parameter').waitFor();
    await row.getByText('Payload').click();
    await expect.poll(() => row.locator('pre').textContent()).toBe(payload);
    expect(await row.locator('b').count()).toBe(0);
    await seen.page.goto(`${city().app.apiUrl}/operations?lang=zh`);
    await row.getByText('参数未知').waitFor();
    await seen.page.goBack();
    await row.getByRole('button', { name: `Replay dead letter ${id}` }).click();
    await row.getByText('refused again').or(row.getByText('Done.')).first().waitFor();
    await expect.poll(async () => (await letters())[0]?.replay?.outcome).toBe('refused');
    expect(await violations(seen.page)).toEqual([]);
    seen.check();
    await seen.close();
  });

  it('list what a correction changed, from what to what', async () => {
    const station = await city().app.connect();
    const ts = '2026-04-02T05:00:00+08:00';
    await station.publishAsync('env/v1/air/S1/observations', JSON.stringify({ ts, values: { pm2_5: 260 } }), {
      qos: 1,
    });
    const changes = async () =>
      (await city().app.json<{ data: Change[] }>('/v1/audit?subject=S1&kind=aqi.hour')).data;
    await until(async () => (await changes()).length > 0, 'the correction is kept');
    const [change] = await changes();
    const seen = await open('/operations?lang=en');
    const row = seen.page.locator(`.corrections tr[data-id="${change?.id}"]`);
    await row.waitFor();
    await settled(seen.page);
    const text = (await row.textContent()) ?? '';
    // HJ 633: 260 µg/m³ of PM2.5 in an hour is an index of 310 of 500 at 250 to 500.
    expect(text).toMatch(/\d+ → 3\d\d/);
    expect(text).toContain('corrected');
    expect(text).toContain(String(change?.revision));
    await seen.close();
  });
}
