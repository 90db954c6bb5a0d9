import { DatabaseSync } from 'node:sqlite';
import { LanbiError } from '@lanbi/model';
import { databaseError } from './errors.ts';
import type { DatabaseOptions } from './options.ts';
import { makeFolderOf, makePrivate } from './private.ts';

/**
 * Exclusive: the first access takes the lock and keeps it; the kernel frees it with the process, however it ends.
 * FULL: a commit is on the disk before it is answered.
 */
const SETTINGS = `
  PRAGMA locking_mode = EXCLUSIVE;
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  PRAGMA cache_size = -65536`;

function migrate(db: DatabaseSync, { kind, migrations }: DatabaseOptions): void {
  const row = db.prepare('PRAGMA user_version').get();
  const done = Number(row?.['user_version']);
  if (done > migrations.length)
    throw new LanbiError(
      `${kind}-corrupt`,
      `the ${kind} is of a later version (${done}) than this program knows (${migrations.length})`,
    );
  for (const [i, step] of migrations.entries())
    if (i >= done) db.exec(`BEGIN; ${step}; PRAGMA user_version = ${i + 1}; COMMIT`);
}

/** Before anything is written: what SQLite puts beside a database gets the mode of the database. */
function makeFilesPrivate(path: string): void {
  for (const end of ['', '-wal', '-shm']) makePrivate(`${path}${end}`);
}

/**
 * Opens a file (or `:memory:`) for this process alone; makes its folder where there is none. Other users of the
 * machine may not read what it makes, nor what was there.
 * @throws LanbiError …-unavailable (in use, no access), …-corrupt (no such database, or of a later version)
 */
export function openDatabase(options: DatabaseOptions): DatabaseSync {
  const { path, kind } = options;
  let db: DatabaseSync | undefined;
  try {
    if (path !== ':memory:') makeFolderOf(path);
    db = new DatabaseSync(path);
    if (path !== ':memory:') makeFilesPrivate(path);
    db.exec(SETTINGS);
    migrate(db, options);
    // A file that needs no migration was only read so far: the lock of a writer is taken here.
    db.exec('BEGIN IMMEDIATE; COMMIT');
    return db;
  } catch (error) {
    db?.close();
    throw databaseError(error, kind, `the ${kind} ${path} cannot be opened`);
  }
}
