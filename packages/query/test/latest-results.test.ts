import { consumerName, logPosition, type Result, type Store } from '@lanbi/model';
import { HOUR, instant } from '@lanbi/standards';
import { createEmbeddedStore } from '@lanbi/store-embedded';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLatestResults, type LatestResults } from '../src/index.ts';

const hour = (n: number) => instant(Date.UTC(2026, 3, 1) + n * HOUR);
const result = (subject: string, at: number, aqi: number): Result => ({
  kind: 'aqi.hour',
  subject,
  from: hour(at - 1),
  to: hour(at),
  body: { aqi },
});
const consumer = consumerName('test');
let offset = 0;
const commit = (store: Store, ...results: readonly Result[]) => {
  offset += 1;
  return store.commit(consumer, logPosition(offset), results, hour(0));
};

describe('the latest results', () => {
  let store: Store;
  let latest: LatestResults;

  beforeEach(async () => {
    store = createEmbeddedStore({ path: ':memory:' });
    await store.open();
    offset = 0;
    latest = createLatestResults(store);
    await latest.start();
  });
  afterEach(async () => {
    await latest.stop();
    await store.close();
  });

  const bodies = (subject: string) => latest.held('aqi.hour', subject)?.map(({ body }) => body);

  it('are loaded once and then follow what is committed', async () => {
    await commit(store, result('A1', 1, 10), result('A1', 2, 20));
    expect(latest.held('aqi.hour', 'A1')).toBeUndefined();
    expect((await latest.load('aqi.hour', 'A1')).map(({ body }) => body)).toEqual([{ aqi: 10 }, { aqi: 20 }]);
    await commit(store, result('A1', 3, 30));
    await expect.poll(() => bodies('A1')).toEqual([{ aqi: 10 }, { aqi: 20 }, { aqi: 30 }]);
    await commit(store, result('A1', 2, 25));
    await expect.poll(() => bodies('A1')).toEqual([{ aqi: 10 }, { aqi: 25 }, { aqi: 30 }]);
  });

  it('of a subject that has none are empty, and not asked for again', async () => {
    expect(await latest.load('aqi.hour', 'A9')).toEqual([]);
    expect(latest.held('aqi.hour', 'A9')).toEqual([]);
    await commit(store, result('A9', 1, 5));
    await expect.poll(() => bodies('A9')).toEqual([{ aqi: 5 }]);
  });

  it('keep a bounded number of the newest', async () => {
    await latest.load('aqi.hour', 'A1');
    await commit(store, ...Array.from({ length: 20 }, (_, n) => result('A1', n + 1, n)));
    await expect.poll(() => bodies('A1')).toEqual([15, 16, 17, 18, 19].map((aqi) => ({ aqi })));
  });

  it('hold what changed while the store was asked', async () => {
    await commit(store, result('A1', 1, 10));
    const { promise: held, resolve: release } = Promise.withResolvers<void>();
    const slow = createLatestResults({
      latestResult: async (...of) => {
        const found = await store.latestResult(...of);
        await held;
        return found;
      },
      results: (range) => store.results(range),
      changedResults: (after, limit) => store.changedResults(after, limit),
      resultHead: () => store.resultHead(),
      onResults: (listener) => store.onResults(listener),
    });
    await slow.start();
    const loading = slow.load('aqi.hour', 'A1');
    await commit(store, result('A1', 2, 20));
    release();
    await loading;
    await expect.poll(() => slow.held('aqi.hour', 'A1')?.at(-1)?.body).toEqual({ aqi: 20 });
    await slow.stop();
  });

  it('are loaded anew when they are far behind', async () => {
    await commit(store, result('A1', 1, 10));
    await latest.load('aqi.hour', 'A1');
    await commit(
      store,
      ...Array.from({ length: 6_000 }, (_, n) => result('A2', n + 1, n)),
      result('A1', 7, 70),
    );
    await expect.poll(() => latest.held('aqi.hour', 'A1')).toBeUndefined();
    expect((await latest.load('aqi.hour', 'A1')).at(-1)?.body).toEqual({ aqi: 70 });
  });

  it('agree with the store after any history', async () => {
    const step = fc.record({
      subject: fc.constantFrom('B1', 'B2', 'B3'),
      at: fc.integer({ min: 1, max: 12 }),
      aqi: fc.integer({ min: 0, max: 500 }),
      asks: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
        for (const { subject, at, aqi, asks } of steps) {
          const asked = asks ? latest.load('aqi.hour', subject) : undefined;
          await commit(store, result(subject, at, aqi));
          await asked;
        }
        for (const subject of ['B1', 'B2', 'B3']) {
          const newest = await store.latestResult('aqi.hour', subject);
          await latest.load('aqi.hour', subject);
          await expect.poll(() => latest.held('aqi.hour', subject)?.at(-1)).toEqual(newest);
        }
      }),
      { numRuns: 30 },
    );
  });
});
