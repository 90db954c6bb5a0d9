import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AskedApi } from '../support/api.ts';
import {
  HOURS,
  linesOf,
  type Page,
  type Row,
  SPAN,
  startMadeTables,
  TABLES,
} from '../support/made-tables.ts';

let api: AskedApi;

beforeAll(async () => {
  api = await startMadeTables();
}, 300_000);
afterAll(() => api?.close());

/** All rows by pages of a size. */
async function byPages(url: string, limit: number): Promise<Row[]> {
  const rows: Row[] = [];
  let cursor: string | undefined;
  do {
    const page: Page = await api.get(`${url}&limit=${limit}${cursor ? `&cursor=${cursor}` : ''}`);
    expect(page.data.length).toBeLessThanOrEqual(limit);
    rows.push(...page.data);
    cursor = page.meta.cursor;
  } while (cursor !== undefined);
  return rows;
}

describe('a table of several subjects', () => {
  it.each(TABLES)('%s has the same rows by pages of any size and as lines', async (url) => {
    const lines = await linesOf(api, url);
    for (const limit of [1, 2, 7, 1000]) expect(await byPages(url, limit)).toEqual(lines);
  });

  it('has rows in CSV as in JSON', async () => {
    const csv = await api.text(`/v1/air/days?${SPAN}`, 'text/csv');
    const [head = '', ...lines] = csv.replace('\uFEFF', '').trim().split('\n');
    const rows = await linesOf(api, `/v1/air/days?${SPAN}`);
    const shown = rows.map((row) =>
      head
        .split(',')
        .map((name) => (Array.isArray(row[name]) ? row[name].join(' ') : String(row[name] ?? '')))
        .join(),
    );
    expect(lines).toEqual(shown);
  });

  it('fills each expected hour that has no row, with the reason', async () => {
    const rows = await linesOf(
      api,
      `/v1/air/hours?stations=A2,A3&${SPAN}&fill=true&fields=station,to,reason,pm2_5`,
    );
    expect(rows).toHaveLength(2 * HOURS);
    const missing = rows.filter((row) => row['reason'] === 'no-data');
    const expected = Array.from({ length: HOURS }, (_, at) => at + 1);
    expect(missing.filter((row) => row['station'] === 'A2')).toHaveLength(
      expected.filter((hour) => hour % 5 === 0).length,
    );
    expect(missing.filter((row) => row['station'] === 'A3')).toHaveLength(HOURS - 60);
    expect(missing.every((row) => row['pm2_5'] === null)).toBe(true);
  });

  it('counts what is complete and why the rest is missing', async () => {
    const rows = await linesOf(api, `/v1/air/completeness?interval=day&stations=A3&${SPAN}`);
    expect(rows.map((row) => [row['period'], row['expected'], row['observed'], row['no_data']])).toEqual([
      ['2026-04-01', 144, 144, 0],
      ['2026-04-02', 144, 144, 0],
      ['2026-04-03', 144, 72, 72],
      ['2026-04-04', 144, 0, 144],
    ]);
  });
});

describe('what is refused', () => {
  it.each([
    [`/v1/air/hours?${SPAN}&where=pm2_5>x`, 'querystring/where', 'at 6: "x" is no number'],
    [`/v1/air/hours?${SPAN}&where=pm25>3`, 'querystring/where', 'did you mean pm2_5'],
    [`/v1/air/hours?${SPAN}&order=aqi,-pm`, 'querystring/order', 'at 5: no column "pm"'],
    [`/v1/air/hours?${SPAN}&profile=minute`, 'querystring/profile', 'at 0: no profile "minute"'],
    [`/v1/air/hours?${SPAN}&top=3`, 'querystring/top', 'give order'],
    [`/v1/air/hours?${SPAN}&stations=A9`, 'querystring/stations', 'no "A9"'],
    [`/v1/air/hours?${SPAN}&stations=A1&regions=c`, 'querystring/stations', 'stations or of regions'],
    [`/v1/air/days?${SPAN}&profile=hour`, 'querystring/profile', 'no profile "hour"'],
    [`/v1/air/periods?interval=month&step=day`, 'querystring/step', 'has no step'],
    [`/v1/water/samples?${SPAN}&river=x`, 'querystring/river', 'no river "x"'],
  ])('%s is 400 and says where', async (url, field, message) => {
    const problem = await api.problem(url.replaceAll('>', '%3E'));
    expect(problem).toMatchObject({
      status: 400,
      errors: [{ field, message: expect.stringContaining(message) }],
    });
  });

  it('is a cursor of another span', async () => {
    const { meta }: Page = await api.get(`/v1/air/hours?${SPAN}&limit=200`);
    expect(
      await api.problem(`/v1/air/hours?from=2026-04-01&to=2026-04-01&cursor=${meta.cursor}`),
    ).toMatchObject({
      type: expect.stringContaining('bad-cursor'),
    });
  });

  it('is a question that reads too much before it answers', async () => {
    const url = '/v1/air/hours?from=1900&to=2026-04-04&where=aqi>0';
    expect(await api.problem(url)).toMatchObject({
      status: 400,
      detail: expect.stringContaining('at most 3000000'),
    });
  });
});
