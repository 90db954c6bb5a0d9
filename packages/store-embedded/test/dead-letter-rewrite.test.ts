import { copyFileSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RewriteDeadLetter, Store, StoredDeadLetter } from '@lanbi/model';
import { createEmbeddedStore } from '@lanbi/store-embedded';
import { deadLettersOf } from '@lanbi/testkit/dead-letters';
import { deadLetter, hour } from '@lanbi/testkit/samples/observations';
import { oldLetters, SECRET, VERSIONS } from '@lanbi/testkit/samples/old-letters';
import * as fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { connectStore } from '../src/store.ts';
import { temporaryFolder } from './support/temporary.ts';

const APART = 'payloads in a table of their own';
/** More than the letters and bytes of one step. */
const COUNT = 400;

const hidden = (text: string): string => text.replaceAll(SECRET, '*'.repeat(SECRET.length));

/** Another way to the same end than the passwords of wire: by the text that is looked for. */
const hide: RewriteDeadLetter = (letter) => {
  const { payload, ...texts } = letter;
  const bytes = Buffer.from(hidden(Buffer.from(payload).toString('latin1')), 'latin1');
  return { ...(JSON.parse(hidden(JSON.stringify(texts))) as typeof texts), payload: new Uint8Array(bytes) };
};

function oldFile(version: keyof typeof VERSIONS = APART, count = COUNT) {
  const { folder, remove } = temporaryFolder();
  onTestFinished(remove);
  const path = join(folder, 'lanbi.db');
  const ids = oldLetters(path, version, count);
  const telling = () =>
    readdirSync(folder).filter((name) => readFileSync(join(folder, name)).includes(SECRET));
  return { folder, path, ids, telling };
}

async function opened(path: string): Promise<Store> {
  const store = createEmbeddedStore({ path });
  await store.open();
  onTestFinished(() => store.close());
  return store;
}

async function rewriteAll(store: Store, rewrite = hide): Promise<number> {
  let total = 0;
  for (;;) {
    const { rewritten, more } = await store.rewriteDeadLetters(rewrite);
    total += rewritten;
    if (!more) return total;
  }
}

async function all(store: Store): Promise<readonly StoredDeadLetter[]> {
  const letters: StoredDeadLetter[] = [];
  for await (const letter of deadLettersOf(store)) letters.push(letter);
  return letters;
}

describe.each(Object.keys(VERSIONS) as (keyof typeof VERSIONS)[])('letters of before, %s', (version) => {
  it('are rewritten, all of them and nothing else of them, and no file holds what they were', async () => {
    const { path, ids, telling } = oldFile(version);
    const store = await opened(path);
    const before = await all(store);
    expect(before.map(({ id }) => id)).toEqual([...ids].reverse());
    expect(await rewriteAll(store)).toBe(ids.length);
    expect(await all(store)).toEqual(before.map(hide));
    expect(telling()).toEqual([]);
    await store.close();
    expect(telling()).toEqual([]);
  });
});

describe('a rewrite of letters', () => {
  it('goes on after a kill between any two of its steps, and takes every letter once', async () => {
    const { folder, path, ids } = oldFile();
    let [at, rewritten, steps] = [path, 0, 0];
    let store: Store | undefined;
    for (let more = true; more; steps++) {
      // What a kill leaves: the file and its log as they are.
      const killed = at;
      at = join(folder, `after-${steps}.db`);
      for (const end of ['', '-wal']) copyFileSync(`${killed}${end}`, `${at}${end}`);
      await store?.close();
      store = await opened(at);
      const done = await store.rewriteDeadLetters(hide);
      rewritten += done.rewritten;
      more = done.more;
    }
    expect(rewritten).toBe(ids.length);
    expect(steps).toBeGreaterThan(8);
    for (const end of ['', '-wal']) expect(readFileSync(`${at}${end}`).includes(SECRET)).toBe(false);
    expect(store && (await all(store)).map(({ id }) => id)).toEqual([...ids].reverse());
  });

  it('does nothing once it is done, nor in a file that never had a letter of before', async () => {
    const never = () => {
      throw new Error('a letter is rewritten');
    };
    const store = await opened(oldFile(APART, 20).path);
    await rewriteAll(store);
    await store.write({ observations: [], deadLetters: [deadLetter(1)] });
    expect(await store.rewriteDeadLetters(never)).toEqual({ rewritten: 0, more: false });
    const fresh = await opened(':memory:');
    await fresh.write({ observations: [], deadLetters: [deadLetter(1)] });
    expect(await fresh.rewriteDeadLetters(never)).toEqual({ rewritten: 0, more: false });
  });

  it('leaves no table of its own behind, and the file whole', async () => {
    const tablesOf = (path: string) => {
      const db = connectStore(path);
      db.open();
      onTestFinished(() => db.close());
      const names = "SELECT type || ' ' || name AS name FROM sqlite_schema ORDER BY 1";
      expect(db.all((row) => Object.values(row)[0], 'PRAGMA integrity_check')).toEqual(['ok']);
      return db.all(({ name }) => String(name), names);
    };
    const { path } = oldFile();
    const store = await opened(path);
    await rewriteAll(store);
    await store.close();
    expect(tablesOf(path)).toEqual(tablesOf(':memory:'));
  });

  it('holds up none of the other calls: what they do is there after it, whenever they are made', async () => {
    const call = fc.record({
      after: fc.nat(25),
      what: fc.constantFrom('put', 'mark', 'remove'),
      which: fc.nat(COUNT),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(call, { maxLength: 30 }), async (calls) => {
        const { path, ids } = oldFile(APART, 200);
        const store = createEmbeddedStore({ path });
        await store.open();
        const expected = new Map((await all(store)).map((letter) => [letter.id, hide(letter)]));
        const make = async ({ what, which }: (typeof calls)[number]): Promise<void> => {
          if (what === 'put') {
            await store.write({ observations: [], deadLetters: [deadLetter(which)] });
            const [{ id } = { id: Number.NaN }] = await store.deadLetters({ limit: 1 });
            expect(expected.has(id)).toBe(false);
            expected.set(id, { id, ...deadLetter(which) });
          } else if (what === 'mark') {
            const id = ids[which % ids.length] ?? Number.NaN;
            const replay = { at: hour(which), outcome: 'stored', refusals: [] } as const;
            await store.markReplayed(id, replay);
            const letter = expected.get(id);
            if (letter) expected.set(id, { ...letter, replay });
          } else {
            const count = Math.max(0, expected.size - 1 - (which % 40));
            await store.pruneDeadLetters({ count, bytes: 1e9, from: hour(-100_000) });
            const left = new Set((await store.deadLetters({ limit: 1_000 })).map(({ id }) => id));
            expect(left.size).toBe(count);
            for (const id of expected.keys()) if (!left.has(id)) expected.delete(id);
          }
        };
        for (let step = 0, more = true; more; step++) {
          for (const one of calls) if (one.after === step) await make(one);
          more = (await store.rewriteDeadLetters(hide)).more;
        }
        const found = await all(store);
        expect(found).toEqual([...expected.values()].sort((a, b) => b.id - a.id));
        const { left } = await store.pruneDeadLetters({ count: 1e6, bytes: 1e9, from: hour(-100_000) });
        expect(left).toBe(found.length);
        await store.close();
      }),
      { numRuns: 15 },
    );
  });
});
