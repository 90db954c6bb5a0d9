import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { AIR_PARAMETERS, type Observation } from '@lanbi/model';
import { createEmbeddedStore } from '@lanbi/store-embedded';
import { observation, reading } from '@lanbi/testkit/samples/observations';

const STATIONS = 200;
const BATCH = 500;
const BATCHES = 100;
const ROUNDS = 3;
const TOTAL = BATCH * BATCHES;

const batches: readonly (readonly Observation[])[] = Array.from({ length: BATCHES }, (_, batch) =>
  Array.from({ length: BATCH }, (_, i) => {
    const n = batch * BATCH + i;
    const readings = AIR_PARAMETERS.slice(0, 6).map((code, j) => reading(code, ((n + j) % 400) / 2));
    return observation({ station: `A${n % STATIONS}`, at: Math.floor(n / STATIONS), readings });
  }),
);

/** The fastest use of SQLite by hand: the same JSON and the same commits into a table without any rule. */
function raw(path: string): number {
  const db = new DatabaseSync(path);
  db.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
  db.exec('CREATE TABLE observation (position INTEGER PRIMARY KEY, readings TEXT)');
  const insert = db.prepare('INSERT INTO observation (readings) VALUES (?)');
  const start = performance.now();
  for (const batch of batches) {
    db.exec('BEGIN');
    for (const { readings } of batch)
      insert.run(JSON.stringify(readings.map((one) => ({ ...one, revision: 1 }))));
    db.exec('COMMIT');
  }
  const elapsed = performance.now() - start;
  db.close();
  return (TOTAL * 1000) / elapsed;
}

/** Writes all, then all again as a redelivery; then opens anew. Observations per second each. */
async function ours(path: string): Promise<{ first: number; again: number; opening: number }> {
  const store = createEmbeddedStore({ path });
  await store.open();
  const timed = async (work: () => Promise<unknown>) => {
    const start = performance.now();
    await work();
    return (TOTAL * 1000) / (performance.now() - start);
  };
  const writeAll = async () => {
    for (const observations of batches) await store.write({ observations, deadLetters: [] });
  };
  const first = await timed(writeAll);
  const again = await timed(writeAll);
  await store.close();
  const reopened = createEmbeddedStore({ path });
  const opening = await timed(() => reopened.open());
  await reopened.close();
  return { first, again, opening };
}

const show = (name: string, rates: readonly number[]): void => {
  const [, middle = Number.NaN] = [...rates].sort((a, b) => a - b);
  console.log(`${name}: ${Math.round(middle).toLocaleString('en')} observations/s`);
};

export const bench = {
  name: `embedded store: observations of six values on disk, in batches of ${BATCH}, median of ${ROUNDS}`,
  async run(): Promise<void> {
    const folder = mkdtempSync(join(tmpdir(), 'lanbi-bench-'));
    try {
      const raws: number[] = [];
      const stores: Awaited<ReturnType<typeof ours>>[] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        raws.push(raw(join(folder, `raw-${round}.db`)));
        stores.push(await ours(join(folder, `store-${round}.db`)));
      }
      show('raw INSERT of the same JSON', raws);
      show(
        'store.write, new',
        stores.map(({ first }) => first),
      );
      show(
        'store.write, the same again',
        stores.map(({ again }) => again),
      );
      show(
        'store.open, last readings rebuilt',
        stores.map(({ opening }) => opening),
      );
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
