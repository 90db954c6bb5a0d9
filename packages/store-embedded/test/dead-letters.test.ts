import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createEmbeddedStore } from '@lanbi/store-embedded';
import { deadLetter, hour } from '@lanbi/testkit/samples/observations';
import * as fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { STORE_MIGRATIONS } from '../src/schema.ts';
import { excessOf, shareOut } from '../src/share-out.ts';
import { connectStore } from '../src/store.ts';
import { temporaryFolder } from './support/temporary.ts';

const sum = (numbers: readonly number[]): number => numbers.reduce((total, n) => total + n, 0);

describe('room that is shared out', () => {
  const claims = fc.array(fc.nat(1000), { maxLength: 20 });

  it('is used up to the last unit, or every claim is met', () => {
    fc.assert(
      fc.property(claims, fc.nat(10_000), (all, room) => {
        expect(sum(shareOut(all, room))).toBe(Math.min(sum(all), room));
      }),
    );
  });

  it('gives no one more than he asks for, and nobody who gets less than another gets less than he asks for', () => {
    fc.assert(
      fc.property(claims, fc.nat(10_000), (all, room) => {
        const parts = shareOut(all, room);
        const greatest = Math.max(0, ...parts);
        for (const [at, part] of parts.entries()) {
          expect(part).toBeLessThanOrEqual(all[at] ?? 0);
          // A unit that cannot be shared goes to one of them.
          if (part < greatest - 1) expect(part).toBe(all[at]);
        }
      }),
    );
  });

  it('among reasons and then among stations takes from the greatest of the greatest', () => {
    const of = (reason: string, share: string, size: number) => ({ reason, share, size });
    const all = [of('a', 'S1', 90), of('a', 'S2', 5), of('b', 'S1', 2), of('b', 'S3', 3)];
    // 20 for a and b: b has 5 and keeps them, a keeps 15: S2 its 5, S1 10.
    expect(excessOf(all, 20)).toEqual([of('a', 'S1', 80)]);
    expect(excessOf(all, 100)).toEqual([]);
  });
});

const COUNT = 24_600;

/** A file of the version before letters had a table of payloads, with letters of thousands of refusals. */
function fileBefore(letters: number): string {
  const { folder, remove } = temporaryFolder();
  onTestFinished(remove);
  const path = join(folder, 'lanbi.db');
  const old = new DatabaseSync(path);
  const version = STORE_MIGRATIONS.findIndex((step) => step.includes('CREATE TABLE dead_letter_payload'));
  for (const step of STORE_MIGRATIONS.slice(0, version)) old.exec(step);
  old.exec(`PRAGMA user_version = ${version}`);
  const refusals = JSON.stringify([
    ...Array.from({ length: COUNT }, (_, n) => ({
      reason: 'unknown-parameter',
      parameter: `x${n}`,
      message: 'no parameter of air stations',
      index: 0,
    })),
    { reason: 'not-finite', parameter: 'co', message: 'found "ß"', index: 0 },
  ]);
  const replay = JSON.stringify({ at: hour(3), outcome: 'partly', refusals: JSON.parse(refusals) });
  const insert = old.prepare(
    `INSERT INTO dead_letter (id, at_ms, topic, payload, station, scope, refusals, replay, settled)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const payload = new Uint8Array(260_000).fill(7);
  for (let n = 1; n <= letters; n++)
    insert.run(n * 10, hour(n), `t/${n}`, payload, 'A1', 'values', refusals, n === 1 ? replay : null, 0);
  const small = JSON.stringify([{ reason: 'unknown-station', message: 'no station X1' }]);
  insert.run(999, hour(9), 't/999', new Uint8Array([1]), 'X1', 'message', small, null, 1);
  old.exec('DELETE FROM dead_letter WHERE id = 999');
  insert.run(500, hour(9), 't/500', new Uint8Array([1]), 'X1', 'message', small, null, 1);
  old.close();
  return path;
}

describe('letters of an earlier version with thousands of refusals', () => {
  it('keep the first 20, the number of each reason, the payload and the id', async () => {
    const store = createEmbeddedStore({ path: fileBefore(3) });
    await store.open();
    onTestFinished(() => store.close());
    const found = await store.deadLetters({ limit: 10 });
    expect(found.map(({ id }) => id)).toEqual([500, 30, 20, 10]);
    const [small, big] = found;
    expect(small).toMatchObject({ station: 'X1', bytes: 1 });
    expect(small).not.toHaveProperty('counts');
    expect(big).toMatchObject({
      at: hour(3),
      topic: 't/3',
      bytes: 260_000,
      counts: { 'unknown-parameter': COUNT, 'not-finite': 1 },
    });
    expect(big?.refusals).toHaveLength(20);
    expect(big?.refusals[19]).toMatchObject({ parameter: 'x19', index: 0 });
    const first = await store.deadLetter(10);
    expect(first?.payload).toEqual(new Uint8Array(260_000).fill(7));
    expect(first?.replay).toMatchObject({ outcome: 'partly', counts: { 'unknown-parameter': COUNT } });
    expect(first?.replay?.refusals).toHaveLength(20);
    expect(await store.deadLetters({ limit: 10, reason: 'not-finite' })).toHaveLength(3);
    expect(await store.deadLetters({ limit: 10, settled: true })).toHaveLength(1);
  });

  it('count for the bounds, and no id is given again', async () => {
    const store = createEmbeddedStore({ path: fileBefore(2) });
    await store.open();
    onTestFinished(() => store.close());
    await store.write({ observations: [], deadLetters: [deadLetter(4)] });
    const [newest] = await store.deadLetters({ limit: 1 });
    expect(newest?.id).toBeGreaterThan(999);
    const bounds = { count: 100, bytes: 300_000, from: hour(0) };
    expect(await store.pruneDeadLetters(bounds)).toMatchObject({ removed: 1, left: 3 });
    expect((await store.deadLetters({ limit: 10 })).map(({ topic }) => topic)).not.toContain('t/1');
  });
});

it('a list reads no payload, and finds its rows by an index', () => {
  const db = connectStore(':memory:');
  db.open();
  onTestFinished(() => db.close());
  const plan = (sql: string): string =>
    db.all(({ detail }) => String(detail), `EXPLAIN QUERY PLAN ${sql}`).join('; ');
  const columns = db.all(({ name }) => String(name), "SELECT name FROM pragma_table_info('dead_letter')");
  expect(columns).not.toContain('payload');
  const share = "SELECT id FROM dead_letter WHERE reason = 'a' AND share = 'b' ORDER BY id LIMIT 5";
  expect(plan(share)).toMatch(/^SEARCH dead_letter USING COVERING INDEX dead_letter_of_share/);
  expect(plan('SELECT * FROM dead_letter WHERE id < 5 ORDER BY id DESC LIMIT 5')).toMatch(/PRIMARY KEY/);
});
