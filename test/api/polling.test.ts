import { createApi } from '@lanbi/api';
import { createLogger, createMetrics } from '@lanbi/runtime';
import { civilDate, HOUR, type Instant, instant, startOfDate } from '@lanbi/standards';
import { createEmbeddedStore } from '@lanbi/store-embedded';
import { observationOf, registryOf } from '@lanbi/testkit/samples/water-run';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NO_LOAD_SHEDDING } from '../support/load-shedding.ts';

const registry = registryOf({
  regions: [
    { id: 'c', name: 'c', kind: 'city' },
    { id: 'd', name: 'd', kind: 'district', parent: 'c' },
  ],
  stations: [{ id: 'A', medium: 'air', name: 'a', region: 'd', role: 'evaluation' }],
});
const at = (hour: number): Instant => instant(startOfDate(civilDate('2026-07-02')) + hour * HOUR);

describe('who polls', () => {
  const store = createEmbeddedStore({ path: ':memory:' });
  let now = at(10);
  let api: Awaited<ReturnType<typeof createApi>>;
  const write = (hour: number, value: number) =>
    store.write({ observations: [observationOf(registry, 'A', at(hour), { pm10: value })], deadLetters: [] });

  beforeAll(async () => {
    await store.open();
    await write(10, 60);
    api = await createApi({
      store,
      registry,
      clock: { now: () => now },
      metrics: createMetrics(),
      log: createLogger('silent'),
      readiness: async () => [],
      apiKeys: [],
      access: NO_LOAD_SHEDDING,
    });
  });
  afterAll(async () => {
    await api.close();
    await store.close();
  });

  const ask = async (url: string, etag = '') => {
    const answer = await api.inject({ url, headers: { 'if-none-match': etag } });
    return { status: answer.statusCode, etag: String(answer.headers['etag']), body: answer.body };
  };

  it.each(['/v1/stations', '/v1/stations/A', '/v1/stations/A/latest', '/v1/regions/d'])(
    '%s is answered 304 while only its age changes, and 200 when something is new',
    async (url) => {
      now = at(10);
      const first = await ask(url);
      expect(first).toMatchObject({ status: 200, body: expect.stringContaining('"ageSeconds":0') });
      now = instant(at(10) + 90_000);
      expect((await ask(url, first.etag)).status).toBe(304);
      expect((await ask(url)).body).toContain('"ageSeconds":90');
      // Six hours after the end of its last period, and an hour more than the period, a station is silent.
      now = at(20);
      expect(await ask(url, first.etag)).toMatchObject({
        status: 200,
        body: expect.stringContaining('"state":"silent"'),
      });
    },
  );

  it('is answered 200 for another value of the same age', async () => {
    now = at(11);
    const first = await ask('/v1/stations/A/latest');
    await write(10, 61);
    expect(await ask('/v1/stations/A/latest', first.etag)).toMatchObject({
      status: 200,
      body: expect.stringContaining('"value":61'),
    });
  });

  it.each([
    '/v1/air/regions/d/composite-index?period=month&at=2026-07',
    '/v1/air/regions/d/composite-index?period=month&at=2026-07&edition=2012',
    '/v1/air/rankings?period=month&at=2026-07&edition=2012',
    '/v1/air/rankings?period=custom&from=2026-07-01&to=2026-07-02',
    '/v1/air/rankings?level=city&period=month&method=annex-c',
  ])('%s is the same answer where nothing was evaluated', async (url) => {
    now = at(10);
    const first = await ask(url);
    now = at(11);
    expect([first.status, (await ask(url, first.etag)).status]).toEqual([200, 304]);
  });
});
