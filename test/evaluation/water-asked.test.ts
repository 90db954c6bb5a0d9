import { windowOf } from '@lanbi/evaluation';
import { consumerName, LOG_START, type ResultRange, type Store } from '@lanbi/model';
import { WaterFigures } from '@lanbi/query';
import { civilDate, HOUR, type Instant, instant, startOfDate } from '@lanbi/standards';
import { sampleResult } from '@lanbi/testkit/samples/observations';
import { observationOf, registryOf, WaterRun } from '@lanbi/testkit/samples/water-run';
import { expect, it } from 'vitest';
import { withStore } from '../support/embedded.ts';

const registry = registryOf({
  regions: [{ id: 'r', name: 'r', kind: 'city' }],
  rivers: [{ id: 'river', name: 'river' }],
  sections: ['a', 'b', 'c'].map((id) => ({ id, name: id, region: 'r', river: 'river', waterBody: 'river' })),
  stations: ['a', 'b', 'c'].map((id) => ({ id, medium: 'water', name: id, region: 'r', section: id })),
});
const at = (date: string): Instant => instant(startOfDate(civilDate(date)) + 12 * HOUR);
const YEAR = { from: startOfDate(civilDate('2026-01-01')), to: startOfDate(civilDate('2027-01-01')) };
const clock = { now: () => at('2027-03-01') };

/** What a store was asked for. */
interface Asked {
  readonly ranges: ResultRange[];
  readonly heads: number[];
  readonly logs: number[];
}

/** A store that notes what it is asked for, and waits before it answers a range. */
function watched(store: Store, wait: () => Promise<void> = async () => undefined) {
  const asked: Asked = { ranges: [], heads: [], logs: [] };
  const own: Partial<Store> = {
    async results(range) {
      asked.ranges.push(range);
      const found = await store.results(range);
      await wait();
      return found;
    },
    resultHead() {
      asked.heads.push(1);
      return store.resultHead();
    },
    changedResults(after, limit) {
      asked.logs.push(limit);
      return store.changedResults(after, limit);
    },
  };
  const seen = new Proxy(store, {
    get(target, name) {
      const member = Reflect.get(own, name) ?? Reflect.get(target, name);
      return typeof member === 'function' ? member.bind(target) : member;
    },
  });
  return { asked, store: seen };
}

const river = async (water: WaterFigures) =>
  (await water.get('river.class.year', 'river', YEAR))?.body as {
    mean: { items: { tp: { value: number } } };
  };
const tpOf = async (water: WaterFigures): Promise<number> => (await river(water)).mean.items.tp.value;

/** Eight months of one sample each, so that the year has a mean. */
async function filled(run: WaterRun): Promise<void> {
  const months = ['01', '02', '03', '04', '05', '06', '07', '08'];
  await run.write(
    months.flatMap((month) =>
      ['a', 'b', 'c'].map((id) => observationOf(registry, id, at(`2026-${month}-10`), { tp: 0.1 })),
    ),
  );
  await run.finish();
}

it('a year of a river is read once for each section, and then the head of the log alone', async () => {
  await withStore(async (inner) => {
    await filled(new WaterRun(inner, registry));
    const { store, asked } = watched(inner);
    const water = new WaterFigures({ store, registry, clock });
    expect(await tpOf(water)).toBe(0.1);
    expect(asked.ranges.map(({ kind, subject }) => [kind, subject])).toEqual([
      ['class.day', 'a'],
      ['class.day', 'b'],
      ['class.day', 'c'],
    ]);
    const heads = asked.heads.length;
    for (let n = 0; n < 5; n++) await river(water);
    expect(asked).toMatchObject({ ranges: { length: 3 }, logs: [], heads: { length: heads + 5 } });
  });
});

it('what changed is taken from the log, and nothing is read again', async () => {
  await withStore(async (inner) => {
    const run = new WaterRun(inner, registry);
    await filled(run);
    const { store, asked } = watched(inner);
    const water = new WaterFigures({ store, registry, clock });
    await river(water);
    await run.write([observationOf(registry, 'b', at('2026-03-10'), { tp: 0.34 })]);
    await run.finish();
    // A third of an eighth of 0.24 more.
    expect(await tpOf(water)).toBeCloseTo(0.11, 12);
    expect(asked.ranges.length).toBe(3);
    const march = windowOf('month', civilDate('2026-03-01'));
    expect((await water.get('class.month', 'b', march))?.revision).toBe(2);
  });
});

it('a day that changes while its year is being read is not lost', async () => {
  await withStore(async (inner) => {
    const run = new WaterRun(inner, registry);
    await filled(run);
    const gate = Promise.withResolvers<void>();
    const { store } = watched(inner, () => gate.promise);
    const water = new WaterFigures({ store, registry, clock });
    const first = river(water);
    await new Promise(setImmediate);
    await run.write([observationOf(registry, 'b', at('2026-03-10'), { tp: 0.34 })]);
    await run.finish();
    const second = river(water);
    await new Promise(setImmediate);
    gate.resolve();
    await first;
    expect((await second).mean.items.tp.value).toBeCloseTo(0.11, 12);
    expect(await tpOf(water)).toBeCloseTo(0.11, 12);
  });
});

it('far behind the log the days are read again', async () => {
  await withStore(async (inner) => {
    const run = new WaterRun(inner, registry);
    await filled(run);
    const { store, asked } = watched(inner);
    const water = new WaterFigures({ store, registry, clock });
    await river(water);
    const others = Array.from({ length: 25_000 }, (_, n) => sampleResult('other', instant(n), n));
    await inner.commit(consumerName('other'), LOG_START, others, instant(0));
    await run.write([observationOf(registry, 'b', at('2026-03-10'), { tp: 0.34 })]);
    await run.finish();
    expect(await tpOf(water)).toBeCloseTo(0.11, 12);
    expect(asked.logs).toEqual([]);
    expect(asked.ranges.length).toBe(6);
  });
});

it('the years not used for longest go where there are too many days', async () => {
  await withStore(async (inner) => {
    await filled(new WaterRun(inner, registry));
    const { store, asked } = watched(inner);
    // Room for two years of few days.
    const water = new WaterFigures({ store, registry, clock }, { days: 100 });
    const year = (id: string) => water.get('class.year', id, YEAR);
    for (const id of ['a', 'b', 'a', 'c', 'a', 'b']) expect((await year(id))?.revision).toBe(1);
    expect(asked.ranges.map(({ subject }) => subject)).toEqual(['a', 'b', 'c', 'b']);
  });
});

it('of a span of many years those alone are read that have days', async () => {
  await withStore(async (inner) => {
    await filled(new WaterRun(inner, registry));
    const { store, asked } = watched(inner);
    const water = new WaterFigures({ store, registry, clock });
    const range = { after: instant(Date.parse('1990-01-01T00:00:00+08:00')), to: YEAR.to, limit: 100 };
    expect(await water.results('class.year', 'a', range)).toHaveLength(1);
    expect(asked.ranges.map(({ limit }) => limit)).toEqual([1, 400]);
  });
});
