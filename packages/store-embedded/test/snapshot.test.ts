import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { stationId } from '@lanbi/model';
import { observation } from '@lanbi/testkit/samples/observations';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { connectStore, EmbeddedStore } from '../src/store.ts';
import { anyBatches, STATIONS } from './support/any-batches.ts';
import { temporaryFolder } from './support/temporary.ts';

const states = async (store: EmbeddedStore) => ({
  activity: await store.activity(),
  latest: await Promise.all(STATIONS.map(async (name) => new Set(await store.latest(stationId(name))))),
});

describe('last readings after a start', () => {
  it('are what they were, wherever a kill comes between two snapshots', async () => {
    const { folder, remove } = temporaryFolder();
    onTestFinished(remove);
    const path = join(folder, 'lanbi.db');
    const orderly = fc.boolean();
    await fc.assert(
      fc.asyncProperty(anyBatches, anyBatches, orderly, fc.integer({ min: 1, max: 9 }), async (...drawn) => {
        const [first, second, closed, every] = drawn;
        rmSync(path, { force: true });
        rmSync(`${path}-wal`, { force: true });
        for (const batches of [first, second]) {
          const db = connectStore(path);
          const store = new EmbeddedStore(db, every);
          await store.open();
          for (const observations of batches) await store.write({ observations, deadLetters: [] });
          const before = await states(store);
          // A kill leaves the file as its last commit has it: nothing is kept for the next start.
          if (closed) await store.close();
          else db.close();
          const next = new EmbeddedStore(connectStore(path), every);
          await next.open();
          expect(await states(next)).toEqual(before);
          await next.close();
        }
      }),
      { numRuns: 60 },
    );
  });

  it('are not read out of the whole log', async () => {
    const { folder, remove } = temporaryFolder();
    onTestFinished(remove);
    const path = join(folder, 'lanbi.db');
    const db = connectStore(path);
    const store = new EmbeddedStore(db, 100);
    await store.open();
    for (let at = 1; at <= 1000; at += 50)
      await store.write({
        observations: Array.from({ length: 50 }, (_, i) => observation({ at: at + i })),
        deadLetters: [],
      });
    db.close();
    const place = connectStore(path);
    place.open();
    const position = place.first(
      (row) => Number(row['position']),
      "SELECT position FROM consumer WHERE name = '#latest'",
    );
    place.close();
    expect(position).toBeGreaterThanOrEqual(1000 - 100 - 50);
  });
});
