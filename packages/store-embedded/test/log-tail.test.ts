import { join } from 'node:path';
import { LOG_START, type Offset, offsetAt, offsetNumber } from '@lanbi/model';
import { createEmbeddedStore } from '@lanbi/store-embedded';
import { observation, reading } from '@lanbi/testkit/samples/observations';
import fc from 'fast-check';
import { expect, it, onTestFinished } from 'vitest';
import { LogTail } from '../src/log-tail.ts';
import { temporaryFolder } from './support/temporary.ts';

const START = LOG_START;
const entry = (position: number) => ({ position: offsetAt(position) });
const positions = (entries: readonly { readonly position: Offset }[] | undefined) =>
  entries?.map(({ position }) => position);

it('hands the observations that were committed to every reader, not copies of them', async () => {
  const store = createEmbeddedStore({ path: ':memory:' });
  await store.open();
  onTestFinished(() => store.close());
  await store.write({ observations: [observation({ at: 1 }), observation({ at: 2 })], deadLetters: [] });
  const [first, second] = [await store.read(START, 10), await store.read(START, 10)];
  expect(first).toHaveLength(2);
  expect(second[0]).toBe(first[0]);
});

it('leaves out an entry that has moved to the end', () => {
  const tail = new LogTail();
  tail.append([{ entry: entry(1) }, { entry: entry(2) }]);
  tail.append([{ entry: entry(3), replaced: offsetAt(1) }]);
  expect(positions(tail.behind(START, 9))).toEqual([2, 3]);
  expect(positions(tail.behind(START, 1))).toEqual([2]);
});

it('says where the file has to be read', () => {
  const tail = new LogTail(2);
  tail.restart(offsetAt(4));
  expect(tail.behind(offsetAt(3), 9)).toBeUndefined();
  expect(tail.behind(offsetAt(4), 9)).toEqual([]);
  tail.append([5, 6, 7, 8, 9].map((position) => ({ entry: entry(position) })));
  expect(tail.behind(offsetAt(4), 9)).toBeUndefined();
  expect(positions(tail.behind(offsetAt(7), 9))).toEqual([8, 9]);
});

const writes = fc.array(
  fc.array(fc.record({ at: fc.integer({ min: 1, max: 4 }), value: fc.nat(2) }), { maxLength: 5 }),
  { maxLength: 8 },
);

it('answers behind every position what the file answers', async () => {
  await fc.assert(
    fc.asyncProperty(writes, async (all) => {
      const { folder, remove } = temporaryFolder();
      const path = join(folder, 'lanbi.db');
      const store = createEmbeddedStore({ path });
      await store.open();
      for (const some of all)
        await store.write({
          observations: some.map(({ at, value }) => observation({ at, readings: [reading('pm2_5', value)] })),
          deadLetters: [],
        });
      const offsets = Array.from({ length: offsetNumber(await store.head()) + 1 }, (_, at) => offsetAt(at));
      const readFrom = (opened: typeof store) => Promise.all(offsets.map((after) => opened.read(after, 3)));
      const fromTail = await readFrom(store);
      await store.close();
      // A store that was opened again has nothing in memory: it reads the file.
      const reopened = createEmbeddedStore({ path });
      await reopened.open();
      expect(fromTail).toEqual(await readFrom(reopened));
      await reopened.close();
      remove();
    }),
    { numRuns: 100 },
  );
});
