import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { Connection, type DatabaseOptions } from '../src/index.ts';

const MIGRATIONS = [
  'CREATE TABLE one (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;',
  'CREATE TABLE two (name TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;',
];
let folder = '';
let path = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lanbi-sqlite-'));
  path = join(folder, 'x.db');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const options = (more: Partial<DatabaseOptions> = {}): DatabaseOptions => ({
  ...{ path, kind: 'store', migrations: MIGRATIONS, application: 7 },
  remedy: 'move it away',
  ...more,
});

function open(more: Partial<DatabaseOptions> = {}): Connection {
  const db = new Connection(options(more));
  db.open();
  return db;
}

/** A closed database of some rows. */
function made(rows = 400): void {
  const db = open();
  db.transaction('rows', () => {
    for (let n = 0; n < rows; n += 1) db.run('INSERT INTO one (text) VALUES (?)', 'x'.repeat(500));
  });
  db.close();
}

const refusal = (more: Partial<DatabaseOptions> = {}): { code?: string; message: string } => {
  const db = new Connection(options(more));
  onTestFinished(() => db.close());
  try {
    db.open();
  } catch (error) {
    return error as { code: string; message: string };
  }
  return { message: 'it was opened' };
};

const overwrite = (at: number, length: number): void => {
  const bytes = readFileSync(path);
  bytes.fill(0xa5, at, at + length);
  writeFileSync(path, bytes);
};

describe('a database', () => {
  it('is opened again with all that it has', () => {
    made();
    const db = open();
    expect(db.first((row) => row['n'], 'SELECT count(*) AS n FROM one')).toBe(400);
    db.close();
  });

  it('that is new has all its tables or none', () => {
    const migrations = [...MIGRATIONS, 'CREATE TABLE one (again TEXT) STRICT;'];
    expect(refusal({ migrations }).message).toMatch(/table one already exists/);
    const none = new DatabaseSync(path);
    expect(none.prepare('SELECT name FROM sqlite_schema').all()).toEqual([]);
    none.close();
    made(3);
    const db = open();
    expect(db.first((row) => row['n'], 'SELECT count(*) AS n FROM one')).toBe(3);
    db.close();
  });

  it('of the time before it was marked is taken, and marked', () => {
    made();
    const before = new DatabaseSync(path);
    before.exec('PRAGMA application_id = 0; PRAGMA user_version = 1; DROP TABLE two');
    before.close();
    open().close();
    const after = new DatabaseSync(path);
    expect(after.prepare('PRAGMA application_id').get()).toEqual({ application_id: 7 });
    expect(after.prepare('PRAGMA user_version').get()).toEqual({ user_version: 2 });
    after.close();
  });
});

describe('is refused with file and remedy', () => {
  const refusalLike = (how: RegExp) => ({
    code: 'store-corrupt',
    message: expect.stringMatching(
      new RegExp(`^the store ${path} .*${how.source}.*Restore x\\.db .*from a backup, or move it away$`, 's'),
    ),
  });

  it.each([
    ['its begin overwritten', () => overwrite(0, 4096), /is no SQLite database/],
    ['one byte left', () => truncateSync(path, 1), /is no SQLite database/],
    [
      'a text in its place',
      () => writeFileSync(path, 'not a database'.repeat(1000)),
      /is no SQLite database/,
    ],
    [
      'its end cut off',
      () => truncateSync(path, statSync(path).size - 4096),
      /is cut off: it has \d+ bytes of \d+/,
    ],
    ['half a page cut off', () => truncateSync(path, statSync(path).size - 100), /is cut off/],
    ['a page within overwritten', () => overwrite(3 * 4096, 4096), /(is torn|cannot be read)/],
    ['its schema overwritten', () => overwrite(100, 3000), /(is torn|cannot be read|has not the tables)/],
  ] as const)('a file with %s', (_how, tear, fault) => {
    made();
    tear();
    const before = readFileSync(path);
    expect(refusal()).toMatchObject(refusalLike(fault));
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it.each([
    ['missing', () => rmSync(path)],
    ['empty', () => truncateSync(path, 0)],
  ] as const)('a file that is %s beside its log', (how, lose) => {
    made();
    writeFileSync(`${path}-wal`, Buffer.alloc(8192, 1));
    lose();
    expect(refusal()).toMatchObject(refusalLike(new RegExp(`is ${how}, but its log .*x\\.db-wal is there`)));
    expect(existsSync(`${path}-wal`)).toBe(true);
  });

  it.each(['missing', 'empty'] as const)('a file that is %s where there is a sign of earlier life', (how) => {
    if (how === 'empty') writeFileSync(path, '');
    const earlier = (found: string) => `somebody saw it (${found})`;
    expect(refusal({ earlier })).toMatchObject(
      refusalLike(new RegExp(`is ${how}, but somebody saw it \\(${how}\\)`)),
    );
    expect(existsSync(path)).toBe(how === 'empty');
  });

  it('a database without tables where there is a sign of earlier life', () => {
    const empty = new DatabaseSync(path);
    empty.exec('CREATE TABLE t (a); DROP TABLE t');
    empty.close();
    expect(refusal({ earlier: () => 'somebody saw it' })).toMatchObject(
      refusalLike(/is empty, but somebody saw it/),
    );
  });

  it('a log that is overwritten', () => {
    made();
    writeFileSync(`${path}-wal`, Buffer.alloc(8192, 0xa5));
    expect(refusal()).toMatchObject(refusalLike(/has a torn write-ahead log/));
  });

  it('a database of a later version', () => {
    made();
    expect(refusal({ migrations: MIGRATIONS.slice(0, 1) })).toMatchObject(
      refusalLike(/is of a later version \(2\)/),
    );
  });

  it('another of our files under its name, and a database of something else', () => {
    made();
    expect(refusal({ application: 8 })).toMatchObject(
      refusalLike(/is a database of something else \(application id 7/),
    );
    rmSync(path);
    const other = new DatabaseSync(path);
    other.exec('CREATE TABLE photo (a); PRAGMA user_version = 1');
    other.close();
    expect(refusal()).toMatchObject(refusalLike(/has not the tables of lanbi: one/));
  });
});

describe('is not available', () => {
  it('a folder in place of the file', () => {
    path = folder;
    expect(refusal()).toMatchObject({
      code: 'store-unavailable',
      message: expect.stringMatching(/is a folder/),
    });
  });

  it('a folder that cannot be made', () => {
    writeFileSync(path, '');
    path = join(path, 'below', 'x.db');
    expect(refusal()).toMatchObject({
      code: 'store-unavailable',
      message: expect.stringMatching(/the user that runs lanbi must be able to read and write/),
    });
  });

  it('a file that another connection holds', () => {
    made();
    const first = open();
    onTestFinished(() => first.close());
    expect(refusal()).toMatchObject({
      code: 'store-unavailable',
      message: expect.stringMatching(/in use by another process: stop it, or use another data folder/),
    });
  });
});

it('a file beyond the bound is not read as a whole: a fault in its middle is not looked for', () => {
  made(70_000);
  expect(statSync(path).size).toBeGreaterThan(32 * 1024 * 1024);
  const copy = `${path}.copy`;
  copyFileSync(path, copy);
  overwrite(4096 * Math.floor(statSync(path).size / 8192), 4096);
  open().close();
  // The ends of the tables are read at any size.
  copyFileSync(copy, path);
  overwrite(statSync(path).size - 4096 * 3, 4096 * 3);
  expect(refusal().code).toBe('store-corrupt');
});
