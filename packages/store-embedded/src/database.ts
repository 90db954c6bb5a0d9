import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { LanbiError } from '@lanbi/model';
import { storeError } from './errors.ts';
import { MIGRATIONS } from './schema.ts';

/**
 * Exclusive: the first access takes the lock and keeps it; the kernel frees it with the process, however it ends.
 * FULL: a commit is on the disk before it is answered.
 */
const SETTINGS = `
  PRAGMA locking_mode = EXCLUSIVE;
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  PRAGMA cache_size = -65536`;

function migrate(db: DatabaseSync): void {
  const row = db.prepare('PRAGMA user_version').get();
  const done = Number(row?.['user_version']);
  if (done > MIGRATIONS.length)
    throw new LanbiError(
      'store-corrupt',
      `the store is of a later version (${done}) than this program knows (${MIGRATIONS.length})`,
    );
  for (const [i, step] of MIGRATIONS.entries())
    if (i >= done) db.exec(`BEGIN; ${step}; PRAGMA user_version = ${i + 1}; COMMIT`);
}

/**
 * Opens a file (or `:memory:`) for this process alone; makes its folder where there is none.
 * @throws LanbiError store-unavailable (in use, no access), store-corrupt (no store, or of a later version)
 */
export function openDatabase(path: string): DatabaseSync {
  let db: DatabaseSync | undefined;
  try {
    if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true });
    db = new DatabaseSync(path);
    db.exec(SETTINGS);
    migrate(db);
    // A file that needs no migration was only read so far: the lock of a writer is taken here.
    db.exec('BEGIN IMMEDIATE; COMMIT');
    return db;
  } catch (error) {
    db?.close();
    throw storeError(error, `the store ${path} cannot be opened`);
  }
}
