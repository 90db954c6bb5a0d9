import { dayOfDate, startOfDayNumber } from '@lanbi/evaluation';
import { consumerName, offsetAt, type Result, type Store } from '@lanbi/model';
import { AirFigures } from '@lanbi/query';
import { civilDate, eachPollutant, instant } from '@lanbi/standards';
import { createEmbeddedStore } from '@lanbi/store-embedded';
import { registryOf } from '@lanbi/testkit/samples/water-run';
import { expect, it, onTestFinished } from 'vitest';
import { apiOver } from '../support/api.ts';

const REGISTRY = registryOf({
  regions: ['d1', 'd2'].map((id) => ({ id, name: id, kind: 'district' })),
  stations: ['d1', 'd2'].map((region) => ({ id: `S-${region}`, medium: 'air', name: region, region })),
});
const NOW = instant(Date.parse('2026-04-20T12:00:00+08:00'));
const FIRST = dayOfDate(civilDate('2024-01-01'));
const TODAY = dayOfDate(civilDate('2026-04-20'));

function dayOf(subject: string, day: number, value: number): Result<'region.aqi.day'> {
  const [from, to] = [startOfDayNumber(day), startOfDayNumber(day + 1)];
  const coverage = eachPollutant(() => ({ expected: 24, observed: 24 }));
  const body = { concentrations: eachPollutant(() => value), further: { o3_1h: value }, coverage };
  return { kind: 'region.aqi.day', subject, from, to, body: { ...body, running: day === TODAY } };
}

const put = (store: Store, ...days: readonly Result[]) =>
  store.commit(consumerName('evaluate'), offsetAt(1), days, NOW);

/** Counts how often figures are asked for. */
function counting(air: AirFigures): { readonly air: AirFigures; made(): number } {
  let made = 0;
  const counted = new Proxy(air, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (name === 'compared' || name === 'ranking') made += 1;
      return typeof member === 'function' ? member.bind(target) : member;
    },
  });
  return { air: counted, made: () => made };
}

it('a day of today leaves last year’s index and ranking as they are kept, and makes this year’s new', async () => {
  const store = createEmbeddedStore({ path: ':memory:' });
  await store.open();
  onTestFinished(() => store.close());
  const days = Array.from({ length: TODAY - FIRST }, (_, n) => FIRST + n);
  await put(store, ...['d1', 'd2'].flatMap((id) => days.map((day) => dayOf(id, day, 20 + (day % 7)))));
  const { air, made } = counting(new AirFigures({ store, registry: REGISTRY, clock: { now: () => NOW } }));
  const api = await apiOver(store, REGISTRY, NOW, { air });
  onTestFinished(() => api.close());
  const last = [
    '/v1/air/regions/d1/composite-index?period=year&at=2025-12-31',
    '/v1/air/rankings?period=year&at=2025-12-31&by=change',
  ];
  const running = [
    '/v1/air/regions/d1/composite-index?period=year-to-date&at=2026-04-20',
    '/v1/air/rankings?period=month&at=2026-04-20',
  ];
  const urls = [...last, ...running];
  const tags = () => Promise.all(urls.map((url) => api.tag(url)));
  const first = await tags();
  expect(made()).toBe(4);
  expect(await tags()).toEqual(first);
  expect(made()).toBe(4);
  await put(store, dayOf('d1', TODAY, 25));
  const second = await tags();
  expect(second.slice(0, 2)).toEqual(first.slice(0, 2));
  expect(second[2]).not.toBe(first[2]);
  expect(second[3]).not.toBe(first[3]);
  expect(made()).toBe(6);
  // A corrected day of last year, of the other district: the index of the first one stays.
  await put(store, dayOf('d2', dayOfDate(civilDate('2025-06-01')), 90));
  const third = await tags();
  expect(third.map((tag, at) => tag === second[at])).toEqual([true, false, true, true]);
  expect(made()).toBe(7);
});
