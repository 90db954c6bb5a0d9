import type { Store } from '@lanbi/model';
import { HOUR, instant, parseInstant } from '@lanbi/standards';
import { createEmbeddedStore } from '@lanbi/store-embedded';
import { observationOf, registryOf } from '@lanbi/testkit/samples/water-run';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AskedApi, apiOver } from '../support/api.ts';
import { startEvaluator } from '../support/evaluation.ts';

const registry = registryOf({
  regions: [{ id: 'c', name: '市', kind: 'city' }],
  rivers: [{ id: 'v', name: '河' }],
  sections: [{ id: 's', name: '断面', river: 'v', region: 'c', waterBody: 'river', target: 'III' }],
  stations: [
    { id: 'A', medium: 'air', name: 'A', region: 'c' },
    { id: 'W', medium: 'water', name: 'W', region: 'c', section: 's' },
  ],
});

const BEGIN = Date.parse('2026-04-01T00:00:00+08:00');
const HOURS = 24 * 4;
const NOW = parseInstant('2026-04-06T12:00:00+08:00') ?? instant(0);

/** Hours and samples of four days. */
function* readings() {
  for (let hour = 1; hour <= HOURS; hour += 1) {
    const to = instant(BEGIN + hour * HOUR);
    if (hour % 7 > 0)
      yield observationOf(registry, 'A', to, {
        ...{ pm2_5: 20 + (hour % 50), pm10: 60, so2: 9, no2: 20, co: 0.5, o3: 90 },
      });
    if (hour % 4 === 0)
      yield observationOf(registry, 'W', to, {
        ph: 7.5,
        do: 7,
        codmn: 3,
        nh3n: 0.1 * (1 + (hour % 12)),
        tp: 0.3,
      });
  }
}

/** How often the store was called. */
let calls = 0;

/** A store that counts its calls. */
const counting = (store: Store): Store =>
  new Proxy(store, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      return (...values: readonly unknown[]): unknown => {
        calls += 1;
        return Reflect.apply(member, target, values);
      };
    },
  });

let store: Store;
let api: AskedApi;

beforeAll(async () => {
  store = createEmbeddedStore({ path: ':memory:' });
  await store.open();
  await store.write({ observations: [...readings()], deadLetters: [] });
  const evaluator = await startEvaluator(store, registry);
  await evaluator.caughtUp();
  await evaluator.stop();
  api = await apiOver(counting(store), registry, NOW);
}, 300_000);
afterAll(async () => {
  await api?.close();
  await store?.close();
});

const AIR = ['/v1/air/hours', '/v1/air/days'].flatMap((path) =>
  ['', 'regions=c&', 'fill=true&', 'where=pm2_5>50&', 'rank=-aqi&'].map((more) => `${path}?${more}`),
);
const WATER = ['/v1/water/samples', '/v1/water/days', '/v1/water/months'].flatMap((path) =>
  ['', 'fill=true&', 'where=tp>0.2&'].map((more) => `${path}?${more}`),
);
const COUNTS = [
  '/v1/air/completeness?interval=day&',
  '/v1/air/completeness?',
  '/v1/water/completeness?interval=day&',
  '/v1/water/completeness?',
  '/v1/water/exceedances?fields=item,exceeded,worst_to&',
  '/v1/water/exceedances?fields=item,exceeded,worst_to&interval=day&',
];

/** Calls of the store that an answer over the few days with data may take. */
const CALLS = 100;

describe('a span of two hundred years', () => {
  it.each([...AIR, ...WATER, ...COUNTS])(
    '%s has the rows of the days with data, and reads no more than those',
    async (url) => {
      const short = await api.text(`${url}from=2026-03-01&to=2026-04-30`, 'text/csv');
      calls = 0;
      const long = await api.text(`${url}from=1900&to=2100`, 'text/csv');
      expect(long).toBe(short);
      expect(long.split('\n').length).toBeGreaterThan(2);
      expect(calls).toBeLessThan(CALLS);
    },
  );

  it.each([...AIR, ...WATER])('%s is answered by pages as far as there are rows', async (url) => {
    const rows: object[] = [];
    let cursor = '';
    calls = 0;
    do {
      const page = await api.get<{ data: readonly object[]; meta: { cursor?: string } }>(
        `${url}from=1995&to=2035&limit=40${cursor}`,
      );
      rows.push(...page.data);
      cursor = page.meta.cursor ? `&cursor=${page.meta.cursor}` : '';
    } while (cursor !== '');
    const { data } = await api.get<{ data: readonly object[] }>(
      `${url}from=2026-03-01&to=2026-04-30&limit=1000`,
    );
    expect(rows).toEqual(data);
    expect(calls).toBeLessThan(5 * CALLS);
  });
});
