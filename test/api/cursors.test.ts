import { Buffer } from 'node:buffer';
import { createEmbeddedAlerts } from '@lanbi/alerts-embedded';
import { createApi } from '@lanbi/api';
import { LanbiError, type Store } from '@lanbi/model';
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
  stations: [
    { id: 'A', medium: 'air', name: 'a', region: 'd', role: 'evaluation' },
    { id: 'W', medium: 'water', name: 'w', region: 'd', section: 's', period: 14_400 },
  ],
  rivers: [{ id: 'r', name: 'r' }],
  sections: [{ id: 's', name: 's', river: 'r', region: 'd', waterBody: 'river', target: 'III' }],
});
const at = (hour: number): Instant => instant(startOfDate(civilDate('2026-07-02')) + hour * HOUR);
const DAY_OF = 'from=2026-07-02T00:00:00%2B08:00&to=2026-07-02T10:00:00%2B08:00';

/** Every list with a cursor. */
const LISTS = [
  `/v1/stations/A/observations?parameter=pm10&${DAY_OF}`,
  `/v1/stations/A/observations?parameter=pm10&interval=hour&${DAY_OF}`,
  `/v1/stations/A/observations?parameter=pm10&interval=day&${DAY_OF}`,
  `/v1/air/stations/A/aqi?interval=hour&${DAY_OF}`,
  `/v1/air/stations/A/aqi?interval=day&${DAY_OF}`,
  `/v1/air/regions/c/aqi?interval=hour&${DAY_OF}`,
  `/v1/water/sections/s/class?interval=sample&${DAY_OF}`,
  `/v1/water/sections/s/class?interval=day&${DAY_OF}`,
  `/v1/water/sections/s/class?interval=month&${DAY_OF}`,
  '/v1/audit?',
  '/v1/dead-letters?',
  '/v1/alerts?',
  '/v1/alerts/history?',
];

const cursorOf = (place: unknown): string => Buffer.from(JSON.stringify(place)).toString('base64url');
const FORGED: readonly (readonly [what: string, cursor: string])[] = [
  ['no base64', '%%%'],
  ['no JSON', Buffer.from('{').toString('base64url')],
  ['no list', cursorOf({ to: 1 })],
  ['an empty list', cursorOf([])],
  ['a text', cursorOf(['2026-07-02T00:00:00Z) |> drop('])],
  ['null', cursorOf([null])],
  ['a fraction', cursorOf([at(5) + 0.5])],
  ['more than a date can be', cursorOf([Number.MAX_SAFE_INTEGER + 2])],
  ['a negative place', cursorOf([-1])],
  ['a negative place of a reading', cursorOf([-1, 3600])],
  ['a place too much', cursorOf([at(5), 3600, 1])],
];
/** Of series only: places elsewhere count on from 1. */
const OUTSIDE: readonly (readonly [what: string, place: readonly number[]])[] = [
  ['long before the span', [at(-100_000)]],
  ['a day before the span', [at(0) - 86_400_000]],
  ['long behind the span', [at(2_000)]],
  ['beyond what a store can be asked for', [8.64e15]],
];

describe('a forged cursor', () => {
  const store = createEmbeddedStore({ path: ':memory:' });
  const alerts = createEmbeddedAlerts({ path: ':memory:' });
  let api: Awaited<ReturnType<typeof createApi>>;

  beforeAll(async () => {
    await store.open();
    await alerts.open();
    const hours = [...Array(10).keys()].map((hour) => observationOf(registry, 'A', at(hour), { pm10: 60 }));
    await store.write({ observations: hours, deadLetters: [] });
    api = await apiOver(store);
  });
  afterAll(async () => {
    await api.close();
    await store.close();
    await alerts.close();
  });

  const apiOver = (over: Store) =>
    createApi({
      store: over,
      registry,
      clock: { now: () => at(10) },
      metrics: createMetrics(),
      log: createLogger('silent'),
      replayer: {
        replay: async () => undefined,
        replayAll: async () => ({ stored: 0, partly: 0, refused: 0 }),
      },
      alerting: { alerts, dryRun: async () => [] },
      readiness: async () => [],
      apiKeys: [],
      access: NO_LOAD_SHEDDING,
    });

  const refused = { status: 400, type: 'https://lanbi.dev/problems/bad-cursor' };
  const ask = async (url: string): Promise<unknown> => (await api.inject(url)).json();

  it.each(LISTS)('is refused as such: %s', async (list) => {
    for (const [what, cursor] of FORGED)
      expect([what, await ask(`${list}&cursor=${encodeURIComponent(cursor)}`)]).toMatchObject([
        what,
        refused,
      ]);
  });

  it.each(LISTS.filter((list) => list.includes('from=')))(
    'is refused outside of the span: %s',
    async (list) => {
      for (const [what, place] of OUTSIDE) {
        const whole = list.includes('pm10') && !list.includes('interval') ? [...place, 3600] : place;
        expect([what, await ask(`${list}&cursor=${cursorOf(whole)}`)]).toMatchObject([what, refused]);
      }
    },
  );

  it('is refused, unlike a true one, behind which a list goes on', async () => {
    const list = LISTS[0];
    const first = (await ask(`${list}&limit=4`)) as { meta: { cursor: string } };
    expect(await ask(`${list}&limit=4&cursor=${first.meta.cursor}`)).toMatchObject({
      data: [5, 6, 7, 8].map((hour) => ({ ts: expect.stringContaining(`T0${hour}:00:00`) })),
    });
  });

  it('and the failure of a store show nothing of how a store is asked', async () => {
    const failing = async (): Promise<never> => {
      const cause = new Error('HttpError: 400');
      const flux =
        'a query was refused: error @1:20: from(bucket: "env") undefined identifier SELECT * FROM x';
      throw new LanbiError('store-unavailable', flux, { cause });
    };
    const failed = await apiOver({ ...bound(store), range: failing, results: failing, latest: failing });
    const answer = await failed.inject(LISTS[0] ?? '');
    await failed.close();
    expect(answer.json()).toMatchObject({ status: 503, type: 'https://lanbi.dev/problems/unavailable' });
    expect(answer.body).toContain('store-unavailable');
    expect(answer.body).not.toMatch(/bucket|identifier|SELECT|env/);
  });
});

/** A store whose calls can be replaced one by one. */
function bound(store: Store): Store {
  const names = Object.getOwnPropertyNames(Object.getPrototypeOf(store)) as (keyof Store)[];
  const calls = names.flatMap((name) => {
    const call = store[name];
    return typeof call === 'function' ? [[name, call.bind(store)] as const] : [];
  });
  return { ...Object.fromEntries(calls), capabilities: store.capabilities } as unknown as Store;
}
