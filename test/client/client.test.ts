import { readFileSync } from 'node:fs';
import { createLanbi, type Lanbi, LanbiProblem } from '@lanbi/client';
import { afterAll, beforeAll, describe, expect, expectTypeOf, it } from 'vitest';
import { type MadeBaoding, readBaoding } from '../support/made-baoding.ts';
import { clientTypes, TYPES_FILE } from './types.ts';

const KEY = 'a-key-of-this-test-and-of-no-other';

describe('the typed client', () => {
  let made: MadeBaoding;
  let lanbi: Lanbi;
  let baseUrl: string;
  beforeAll(async () => {
    made = await readBaoding({ apiKeys: [KEY] });
    baseUrl = await made.api.listen({ port: 0, host: '127.0.0.1' });
    lanbi = createLanbi({ baseUrl, apiKey: KEY });
  }, 240_000);
  afterAll(() => made.close());

  const problemOf = async (call: Promise<unknown>): Promise<LanbiProblem> => {
    const error: unknown = await call.then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    if (error instanceof LanbiProblem) return error;
    throw new Error(`no problem, but ${String(error)}`);
  };

  it('has the types that the document of the API makes: else run `npm run client`', async () => {
    expect(readFileSync(TYPES_FILE, 'utf8')).toBe(await clientTypes());
  });

  it('answers a call with its type', async () => {
    const year = await lanbi.get('/v1/air/regions/{id}/composite-index', {
      params: { path: { id: 'baoding' }, query: { period: 'year', at: '2023' } },
    });
    expectTypeOf(year.index).toEqualTypeOf<number | null>();
    expectTypeOf(year.name).toEqualTypeOf<{ zh: string; en: string }>();
    expect([year.name.zh, year.index, year.change.yearEarlier.own.change]).toEqual(['保定市', 4.74, -1.46]);
  });

  it('computes what it is given', async () => {
    // 婺源 2023-09, as published
    const values = { so2: 11, no2: 16, pm10: 40, pm2_5: 16, co: 0.6, o3: 139 };
    const found = await lanbi.post('/v1/calculate/composite-index', { body: { at: '2023-09-30', values } });
    expect(found.index).toBe(2.63);
  });

  it('reads a list to its end, page after page', async () => {
    const path = { id: 'MADE-1' };
    const query = { parameter: 'pm2_5', interval: 'hour', from: '2023-09-11', to: '2023-09-11' } as const;
    const ends: string[] = [];
    for await (const row of lanbi.rows('/v1/stations/{id}/observations', {
      params: { path, query: { ...query, limit: 7 } },
    })) {
      expectTypeOf(row.value).toEqualTypeOf<number | null | undefined>();
      ends.push(row.ts ?? '');
    }
    expect([ends.length, new Set(ends).size, ends.at(-1)]).toEqual([24, 24, '2023-09-12T00:00:00+08:00']);
  });

  it('hands on text of another type', async () => {
    const init = { params: { path: { id: 'baoding' }, query: { from: '2023-09-11', to: '2023-09-11' } } };
    const csv = await lanbi.text('/v1/air/regions/{id}/aqi', 'text/csv', init);
    expect(csv).toContain('保定市');
    const html = await lanbi.text('/v1/bulletins/{period}', 'text/html', {
      params: { path: { period: '2023-09' } },
    });
    expect(html).toMatch(/^<!doctype html>/i);
  });

  it('throws what the API refuses, by its stable type', async () => {
    const nobody = lanbi.get('/v1/stations/{id}', { params: { path: { id: 'NOBODY' } } });
    expect(await problemOf(nobody)).toMatchObject({
      status: 404,
      type: 'not-found',
      message: 'no station NOBODY',
    });
    const wrong = lanbi.get('/v1/stations', { params: { query: { limit: 0 } } });
    expect(await problemOf(wrong)).toMatchObject({
      status: 400,
      type: 'bad-request',
      errors: [{ field: 'querystring/limit' }],
    });
    const without = createLanbi({ baseUrl }).get('/v1/stations');
    expect(await problemOf(without)).toMatchObject({ status: 401, type: 'unauthorized' });
  });

  it('keeps what was no problem document, and when to come again', async () => {
    const fetch = async () => new Response('busy', { status: 503, headers: { 'retry-after': '5' } });
    const problem = await problemOf(createLanbi({ baseUrl, fetch }).get('/v1/stations'));
    expect(problem).toMatchObject({ status: 503, type: 'unknown', retryAfter: 5 });
  });
});
