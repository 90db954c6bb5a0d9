import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AskedApi } from '../support/api.ts';
import { startMadeTables } from '../support/made-tables.ts';

let api: AskedApi;

beforeAll(async () => {
  api = await startMadeTables();
}, 300_000);
afterAll(() => api?.close());

describe('a question that computes much', () => {
  it('lets other requests be answered meanwhile', async () => {
    let [rounds, asking] = [0, true];
    const round = () => {
      rounds += 1;
      if (asking) setImmediate(round);
    };
    setImmediate(round);
    const begin = performance.now();
    await api.get('/v1/air/periods?interval=rolling-7d&from=2016&to=2026-04-04');
    const ms = performance.now() - begin;
    asking = false;
    // It computes some 1,000 periods of three stations; a round of the event loop is due every 10 ms or so of work.
    expect(rounds).toBeGreaterThan(20);
    expect(rounds).toBeGreaterThan(ms / 100);
  });
});

const WITH_EDITION = [
  '/v1/air/hours',
  '/v1/air/days',
  '/v1/air/periods',
  '/v1/water/samples',
  '/v1/water/days',
  '/v1/water/months',
  '/v1/water/rivers',
  '/v1/water/lakes',
];

const ACCEPTED = ['application/json', 'text/csv', 'application/x-ndjson'];

/** A client that unpacks what says that it is packed could not read a problem that is not. */
it.each(WITH_EDITION.flatMap((path) => ACCEPTED.map((accept) => ({ path, accept }))))(
  '$path refuses an unknown edition as a plain problem of $accept, packing asked for',
  async ({ path, accept }) => {
    const own = /rivers|lakes/.test(path)
      ? '&ids=all'
      : path.includes('water')
        ? '&sections=s'
        : '&stations=A1';
    for (const subject of ['', own]) {
      const url = `${path}?edition=2026-04-01${subject}`;
      const { status, headers, body } = await api.answer(url, { accept, 'accept-encoding': 'gzip' });
      expect(status, `${url} ${body}`).toBe(400);
      expect(headers['content-encoding'], url).toBeUndefined();
      expect(JSON.parse(body)).toMatchObject({ type: expect.stringContaining('unknown-edition') });
    }
  },
);

const WITH_INTERVAL = ['/v1/air/periods', '/v1/water/months', '/v1/water/rivers'].flatMap((path) =>
  ['month', 'quarter', 'half-year', 'year', 'rolling-30d', 'year-to-date'].map(
    (interval) => `${path}?interval=${interval}`,
  ),
);

it.each([
  ...WITH_EDITION.map((path) => `${path}?`),
  ...WITH_INTERVAL,
  ...['/v1/water/exceedances?', '/v1/water/trophic?', '/v1/corrections?'],
  ...['/v1/air/completeness?', '/v1/water/completeness?', '/v1/water/samples?fill=true'],
])('%s answers or refuses a span at either end of the calendar', async (path) => {
  for (const span of [
    'to=9999-12-31T23:59:59%2B14:00',
    'from=9999-12&to=9999-12',
    'from=9998&to=9999',
    'to=0001-01-01',
    'from=0001&to=0001',
  ]) {
    const { status, body } = await api.answer(`${path}&${span}`, {});
    expect(status, `${path}&${span} ${body}`).toBeLessThan(500);
  }
});
