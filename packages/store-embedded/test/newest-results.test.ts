import { join } from 'node:path';
import { consumerName, LOG_START, offsetAt, offsetNumber, type Result } from '@lanbi/model';
import { createEmbeddedStore } from '@lanbi/store-embedded';
import { hour, result, sampleResult } from '@lanbi/testkit/samples/observations';
import fc from 'fast-check';
import { expect, it, onTestFinished } from 'vitest';
import { NewestResults } from '../src/newest-results.ts';
import { temporaryFolder } from './support/temporary.ts';

const EVALUATE = consumerName('evaluate');

async function opened(path: string) {
  const store = createEmbeddedStore({ path });
  await store.open();
  return store;
}

it('hands on the results that were committed, not copies of them', async () => {
  const store = await opened(':memory:');
  onTestFinished(() => store.close());
  const changed = await store.commit(EVALUATE, offsetAt(1), [result('A', 1, 50)], hour(1));
  const [read] = await store.changedResults(LOG_START, 10);
  expect(read).toBe(changed[0]);
});

const commits = fc.array(
  fc.array(
    fc.record({ subject: fc.constantFrom('A', 'B'), at: fc.nat(3), value: fc.nat(2), water: fc.boolean() }),
    {
      maxLength: 6,
    },
  ),
  { maxLength: 8 },
);
const resultOf = (subject: string, at: number, value: number, water: boolean): Result =>
  water ? sampleResult(subject, hour(at), value) : result(subject, at, value);

it('answers behind every place what the file answers', async () => {
  await fc.assert(
    fc.asyncProperty(commits, async (all) => {
      const { folder, remove } = temporaryFolder();
      const path = join(folder, 'lanbi.db');
      const store = await opened(path);
      for (const [i, some] of all.entries()) {
        const results = some.map(({ subject, at, value, water }) => resultOf(subject, at, value, water));
        await store.commit(EVALUATE, offsetAt(i + 1), results, hour(i));
      }
      const head = offsetNumber(await store.resultHead());
      const behind = async (from: typeof store) => {
        const pages = [];
        for (let after = 0; after <= head; after++) pages.push(await from.changedResults(offsetAt(after), 3));
        return pages;
      };
      const kept = await behind(store);
      await store.close();
      const again = await opened(path);
      expect(kept).toEqual(await behind(again));
      await again.close();
      remove();
    }),
    { numRuns: 40 },
  );
});

it('keeps no more than it may, and says where the file has to be asked', () => {
  const newest = new NewestResults(2);
  const stored = (position: number) => ({
    ...result('A', position, 1),
    revision: 1,
    computedAt: hour(1),
    position: offsetAt(position),
  });
  newest.put([1, 2, 3].map(stored));
  expect(newest.behind(LOG_START, 9)).toBeUndefined();
  expect(newest.behind(offsetAt(1), 9)?.map(({ position }) => position)).toEqual([2, 3]);
  expect(newest.behind(offsetAt(2), 9)?.map(({ position }) => position)).toEqual([3]);
});
