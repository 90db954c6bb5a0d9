import { sharedData } from '@lanbi/testkit/data/shared-data';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { startTestApp, type TestApp } from '../support/app.ts';
import { chromiumBinary, startBrowser, violations, visit } from '../support/browser.ts';
import {
  asReference,
  BEIJING_2016,
  type Beijing,
  readBeijing,
  runBeijing,
  type Year2016,
  year2016,
} from '../support/prsa.ts';

interface DayRow {
  readonly from: string;
  readonly aqi: number | null;
  readonly primary: readonly string[];
}

/** The year, and the day that says that it is over. */
const YEAR = /^2016|^2017-01-01/;

describe.skipIf(sharedData === undefined)('2016 of the twelve stations of Beijing', () => {
  let beijing: Beijing;
  let app: TestApp;

  beforeAll(async () => {
    beijing = readBeijing((date) => YEAR.test(date));
    app = await startTestApp(beijing.file);
  }, 300_000);
  afterAll(() => app?.stop());

  const index = (subject: string, query: string): Promise<Year2016> =>
    app.json(`/v1/air/${subject}/composite-index?${query}`);

  it('from the broker to the API: the statistics and the composite index of the reference', {
    timeout: 400_000,
  }, async () => {
    // `npm run bench beijing` takes all four years.
    const { observations, evaluated } = await runBeijing(app, beijing, YEAR, 300_000);
    process.stdout.write(`${observations} observations evaluated in ${evaluated.toFixed(1)} s\n`);
    const answer = await year2016(app);
    expect(asReference(answer)).toEqual(BEIJING_2016);
    expect(answer).toMatchObject({ edition: expect.stringMatching('^GB 3095-2012'), provisional: false });
    expect(answer.days['pm2_5']).toBeGreaterThanOrEqual(324);
  });

  describe('the good days of a period under another edition (issue 20, no. 25)', () => {
    const days = async (subject: string, edition: string) =>
      (
        await app.json<{ data: readonly DayRow[] }>(
          `/v1/air/${subject}/aqi?interval=day&from=2016-01-01&to=2016-12-31&edition=${edition}&limit=1000`,
        )
      ).data;
    /** Good days by the rows themselves: an index of at most 100, of the days that have one. */
    const counted = (rows: readonly DayRow[]) => ({
      good: rows.filter(({ aqi }) => aqi !== null && aqi <= 100).length,
      valid: rows.filter(({ aqi }) => aqi !== null).length,
    });
    const primary = (rows: readonly DayRow[]) =>
      Object.fromEntries(
        ['so2', 'no2', 'pm10', 'pm2_5', 'co', 'o3'].map((of) => [
          of,
          rows.filter((row) => row.primary.includes(of)).length,
        ]),
      );

    it('are those of its own day rows, of the year and of each month', async () => {
      const rows = await days('regions/beijing', '2026');
      expect(rows).toHaveLength(366);
      // Counted outside of the project from the published readings.
      expect(counted(rows)).toEqual({ good: 170, valid: 362 });
      for (const subject of ['regions/beijing', 'stations/Dongsi', 'stations/Shunyi'])
        for (const edition of ['2012', '2026']) {
          const own = await days(subject, edition);
          const year = await index(subject, `period=year&at=2016&edition=${edition}`);
          expect([subject, year.goodDays]).toEqual([subject, expect.objectContaining(counted(own))]);
          expect([subject, year.primaryDays]).toEqual([subject, primary(own)]);
          for (const month of ['2016-01', '2016-06', '2016-12']) {
            const inMonth = own.filter(({ from }) => from.startsWith(month));
            const of = await index(subject, `period=month&at=${month}&edition=${edition}`);
            expect([month, of.goodDays]).toEqual([month, expect.objectContaining(counted(inMonth))]);
          }
        }
    });

    it('are the same in the bulletin', async () => {
      for (const [id, edition] of [
        ['2016', '2026'],
        ['2016-06', '2026'],
        ['2016-06', '2012'],
      ] as const) {
        const rows = (await days('regions/beijing', edition)).filter(({ from }) => from.startsWith(id));
        const bulletin = await app.json<{ air: { whole: Year2016 } }>(
          `/v1/bulletins/${id}?region=beijing&edition=${edition}`,
        );
        expect([id, edition, bulletin.air.whole.goodDays]).toEqual([
          id,
          edition,
          expect.objectContaining(counted(rows)),
        ]);
      }
    });
  });

  describe.skipIf(!chromiumBinary)('on the pages, in Chromium', () => {
    const open = async (path: string) => {
      const browser = await startBrowser();
      onTestFinished(() => browser.close());
      return visit(browser, app.apiUrl + path);
    };

    it('the calendar has each day of the year, and as many good days as were counted', async () => {
      const seen = await open('/air/regions/beijing?lang=en&calendar=2016');
      const cells = seen.page.locator('.panel-calendar .figure .badge');
      await expect.poll(() => cells.count(), { timeout: 300_000 }).toBe(366);
      const shown = (await cells.allTextContents()).map((text) => (text === '—' ? null : Number(text)));
      // Under the edition of the time; counted outside of the project under that of 2026 below.
      const { data } = await app.json<{ data: DayRow[] }>(
        '/v1/air/regions/beijing/aqi?interval=day&from=2016&to=2016&limit=1000&fields=from,aqi,primary',
      );
      expect(shown).toEqual(data.map(({ aqi }) => aqi));
      await seen.page.getByRole('link', { name: 'As of 2026' }).click();
      const good = async () =>
        (await cells.allTextContents()).filter((text) => text !== '—' && Number(text) <= 100).length;
      await expect.poll(good, { timeout: 300_000 }).toBe(170);
      expect(await violations(seen.page)).toEqual([]);
      seen.check();
      await seen.close();
    });

    it('the ranking of the year has the composite index of the reference', async () => {
      const seen = await open('/air?lang=en&period=year&at=2016&level=city');
      const row = seen.page.locator('tr[data-id="beijing"]');
      await row.waitFor({ timeout: 300_000 });
      expect(await row.textContent()).toContain(BEIJING_2016.index.toFixed(2));
      seen.check();
      await seen.close();
    });
  });

  describe('a year without an index says why (issue 20, no. 29)', () => {
    interface Explained extends Year2016 {
      readonly validity: { readonly kind: string; readonly shortfalls: readonly object[] };
      readonly derivation: readonly { readonly quantity: string }[];
    }
    // Days of at least 20 hours, counted from the published file.
    const SHORT = {
      so2: { '2016-06': 26, '2016-07': 26 },
      no2: { '2016-06': 26, '2016-07': 26 },
      pm10: { '2016-07': 26 },
      pm2_5: { '2016-07': 24 },
    } as const;

    it('by pollutant and month, in the validity and in the derivation', async () => {
      const found = (await index(
        'stations/Dongsi',
        'period=year&at=2016&explain=true',
      )) as unknown as Explained;
      expect(found.index).toBeNull();
      const short = Object.entries(SHORT).flatMap(([item, months]) =>
        Object.entries(months).map(([period, days]) => ({
          rule: 'days-a-month',
          clause: expect.stringMatching(/^GB 3095-2012 table 4/),
          ...{ item, period, needed: 27, found: days, unit: 'days', reason: null },
        })),
      );
      expect(found.validity.shortfalls).toEqual(expect.arrayContaining(short));
      expect(found.validity.shortfalls).toHaveLength(short.length);
      for (const [item, months] of Object.entries(SHORT)) {
        const said = Object.entries(months).map(([month, days]) => `${month}: ${days} of at least 27 days`);
        expect(found.derivation.find(({ quantity }) => quantity === `validity.mean.${item}`)).toMatchObject({
          edition: 'GB 3095-2012',
          clause: expect.stringContaining('table 4'),
          arithmetic: said.join('; '),
          result: 'too-few-samples',
        });
      }
    });
  });
});
