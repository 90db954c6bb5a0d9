import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { consumerName, LOG_START, offsetAt, type RegionId } from '@lanbi/model';
import { createEmbeddedStore } from '@lanbi/store-embedded';
import { deadLetter, hour, observation, reading, result } from '@lanbi/testkit/samples/observations';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readReadings } from '../src/readings.ts';
import { STORE_MIGRATIONS } from '../src/schema.ts';
import { connectStore, EmbeddedStore } from '../src/store.ts';
import { temporaryFolder } from './support/temporary.ts';

function temporaryPath(): string {
  const { folder, remove } = temporaryFolder();
  onTestFinished(remove);
  return join(folder, 'lanbi.db');
}

const START = LOG_START;

describe('a disk that is full', () => {
  /** A store whose file may not grow by a page. */
  async function full() {
    const db = connectStore(temporaryPath());
    const store = new EmbeddedStore(db);
    await store.open();
    onTestFinished(() => store.close());
    await store.write({ observations: [observation()], deadLetters: [] });
    const grow = (pages: number) => db.all((row) => row, `PRAGMA max_page_count = ${pages}`);
    grow(1);
    return { store, grow };
  }
  const many = Array.from({ length: 500 }, (_, i) => observation({ at: i + 2 }));

  it('refuses the batch whole, to be tried again, and goes on when there is room', async () => {
    const { store, grow } = await full();
    const batch = { observations: many, deadLetters: [deadLetter(1)] };
    await expect(store.write(batch)).rejects.toMatchObject({ code: 'store-full', retryable: true });
    expect(await store.read(START, 1000)).toHaveLength(1);
    expect(await store.deadLetters({ limit: 10 })).toEqual([]);
    expect(await store.latest(observation().station)).toMatchObject([{ to: hour(1) }]);
    grow(1_000_000);
    expect(await store.write(batch)).toHaveLength(500);
    expect(await store.read(START, 1000)).toHaveLength(501);
  });

  it('refuses results together with the place of the consumer', async () => {
    const { store } = await full();
    // Of a subject each: hours of one subject share rows, which fit into pages that are free.
    const results = many.map((_, i) => result(`S${i}`, i, i));
    const committing = store.commit(consumerName('evaluate'), offsetAt(1), results, hour(1));
    await expect(committing).rejects.toMatchObject({ code: 'store-full' });
    expect(await store.checkpoint(consumerName('evaluate'))).toBe(0);
    expect(await store.changedResults(START, 10)).toEqual([]);
  });
});

describe('a row that the table refuses', () => {
  it.each([
    ['no region', null],
    ['a region that is no text', {}],
  ])('%s: is rejected alone, new or again', async (_what, region) => {
    const store = createEmbeddedStore({ path: ':memory:' });
    await store.open();
    onTestFinished(() => store.close());
    const forged = (at: number) => ({ ...observation({ at }), region: region as unknown as RegionId });
    const observations = [observation({ at: 1 }), forged(1), forged(2), observation({ at: 3 })];
    const outcomes = await store.write({ observations, deadLetters: [] });
    expect(outcomes.map(({ kind }) => kind)).toEqual(['accepted', 'rejected', 'rejected', 'accepted']);
    expect(await store.read(START, 10)).toHaveLength(2);
  });
});

describe('opening', () => {
  const refusal = (path: string) => createEmbeddedStore({ path }).open();

  it('refuses a second store on the same file', async () => {
    const path = temporaryPath();
    const first = createEmbeddedStore({ path });
    await first.open();
    onTestFinished(() => first.close());
    await expect(refusal(path)).rejects.toMatchObject({ code: 'store-unavailable', retryable: true });
    await expect(first.ping()).resolves.toBeUndefined();
  });

  it('refuses a store of a later version and leaves it as it is', async () => {
    const path = temporaryPath();
    const later = new DatabaseSync(path);
    later.exec('PRAGMA user_version = 99');
    later.close();
    await expect(refusal(path)).rejects.toMatchObject({
      code: 'store-corrupt',
      message: expect.stringMatching(/later version \(99\)/),
    });
    const after = new DatabaseSync(path);
    expect(after.prepare('PRAGMA user_version').get()).toEqual({ user_version: 99 });
    after.close();
  });

  it('refuses a file that is no store', async () => {
    const path = temporaryPath();
    writeFileSync(path, 'station,pm2_5\n'.repeat(1000));
    await expect(refusal(path)).rejects.toMatchObject({ code: 'store-corrupt', retryable: false });
  });

  it('refuses a path where no file can be', async () => {
    const path = temporaryPath();
    writeFileSync(path, '');
    await expect(refusal(join(path, 'below', 'lanbi.db'))).rejects.toMatchObject({
      code: 'store-unavailable',
    });
    const folder = temporaryPath();
    mkdirSync(folder);
    await expect(refusal(folder)).rejects.toMatchObject({ code: 'store-unavailable' });
  });

  it('opened twice is open once', async () => {
    const store = createEmbeddedStore({ path: temporaryPath() });
    await store.open();
    onTestFinished(() => store.close());
    await store.write({ observations: [observation()], deadLetters: [] });
    await store.open();
    expect(await store.read(START, 10)).toHaveLength(1);
  });
});

describe('the file', () => {
  it('keeps what each correction replaced, and nothing else', async () => {
    const path = temporaryPath();
    const store = createEmbeddedStore({ path });
    await store.open();
    const write = (value: number, receivedAt: number) =>
      store.write({
        observations: [observation({ receivedAt, readings: [reading('pm2_5', value)] })],
        deadLetters: [],
      });
    await write(35, 1);
    await write(35, 2);
    await write(36, 3);
    await write(37, 4);
    await store.write({ observations: [observation({ readings: [reading('co', 1)] })], deadLetters: [] });
    await store.close();
    const db = new DatabaseSync(path);
    const rows = db
      .prepare('SELECT body, received_at, replaced_at FROM observation_history ORDER BY id')
      .all();
    db.close();
    expect(rows.map(({ body, ...row }) => ({ ...row, readings: readReadings(body as Uint8Array) }))).toEqual([
      { readings: [{ ...reading('pm2_5', 35), revision: 1 }], received_at: hour(1), replaced_at: hour(3) },
      { readings: [{ ...reading('pm2_5', 36), revision: 2 }], received_at: hour(3), replaced_at: hour(4) },
    ]);
  });

  it('of an earlier version answers as it did, to the last digit', async () => {
    const path = temporaryPath();
    const old = new DatabaseSync(path);
    for (const step of STORE_MIGRATIONS.slice(0, 3)) old.exec(step);
    old.exec('PRAGMA user_version = 3');
    const readings = [
      { ...reading('pm2_5', 0.1 + 0.2), revision: 1 },
      { ...reading('co', 5e-324, { flag: 'D"\\', invalid: 'flag' }), revision: 3 },
      { ...reading('o3', -1.7976931348623157e308, { invalid: 'negative' }), revision: 1 },
      { ...reading('so2', 1e21), revision: 2 },
    ];
    const { station, to, period, receivedAt } = observation();
    old
      .prepare('INSERT INTO observation VALUES (7, ?, ?, ?, ?, ?, ?, ?)')
      .run(station, to, period, 'air', 'r1', receivedAt, JSON.stringify(readings));
    old.close();
    const store = createEmbeddedStore({ path });
    await store.open();
    onTestFinished(() => store.close());
    expect(await store.read(START, 10)).toEqual([{ ...observation({ readings }), position: 7 }]);
    expect(await store.latest(station)).toHaveLength(4);
  });

  it('of an earlier version gives no place again that it gave, be its entry gone', async () => {
    const path = temporaryPath();
    const old = new DatabaseSync(path);
    for (const step of STORE_MIGRATIONS.slice(0, 6)) old.exec(step);
    old.exec('PRAGMA user_version = 6');
    const insert = old.prepare("INSERT INTO observation VALUES (?, 'A1', ?, 3600, 'air', 'r1', 0, '{}')");
    for (const position of [3, 4, 9]) insert.run(position, hour(position));
    old.exec('DELETE FROM observation WHERE position = 9');
    old.close();
    const store = createEmbeddedStore({ path });
    await store.open();
    onTestFinished(() => store.close());
    await store.write({ observations: [observation({ at: 4 }), observation({ at: 9 })], deadLetters: [] });
    const [first, ...later] = await store.read(START, 10);
    expect(first).toMatchObject({ position: 3, to: hour(3) });
    expect(later.map(({ to }) => to)).toEqual([hour(4), hour(9)]);
    for (const { position } of later) expect(position).toBeGreaterThan(9);
  });

  it('finds ranges, identities and the log by an index', async () => {
    const db = connectStore(':memory:');
    db.open();
    onTestFinished(() => db.close());
    const plan = (where: string) =>
      db
        .all((row) => String(row['detail']), `EXPLAIN QUERY PLAN SELECT * FROM observation WHERE ${where}`)
        .join('; ');
    expect(
      plan("to_ms / 86400000 = 0 AND station = 'A' AND to_ms > 1 AND to_ms <= 2 ORDER BY to_ms, period"),
    ).toMatch(
      /^SEARCH observation USING INDEX observation_identity \(<expr>=\? AND station=\? AND to_ms>\? AND to_ms<\?\)$/,
    );
    expect(plan('position > 1 ORDER BY position LIMIT 9')).toMatch(
      /^SEARCH observation USING INTEGER PRIMARY KEY \(rowid>\?\)$/,
    );
  });
});
