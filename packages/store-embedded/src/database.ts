import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { LanbiError } from '@lanbi/model';
import { MIGRATIONS } from './schema.ts';

/** SQLite's primary result codes that mean "later", and what they mean to us. */
const RETRYABLE: Readonly<Record<number, 'store-full' | 'store-unavailable'>> = {
  5: 'store-unavailable',
  6: 'store-unavailable',
  10: 'store-unavailable',
  13: 'store-full',
  14: 'store-unavailable',
};

export function storeError(error: unknown, doing: string): LanbiError {
  if (error instanceof LanbiError) return error;
  const primary = ((error as { errcode?: number }).errcode ?? 1) & 0xff;
  const text = `${doing}: ${error instanceof Error ? error.message : String(error)}`;
  const busy = primary === 5 ? `${text} (the data folder is in use by another process)` : text;
  return new LanbiError(RETRYABLE[primary] ?? 'store-corrupt', busy, { cause: error });
}

function migrate(db: DatabaseSync): void {
  const { user_version: done } = db.prepare('PRAGMA user_version').get() as { user_version: number };
  if (done > MIGRATIONS.length)
    throw new LanbiError(
      'store-corrupt',
      `the store is of a later version (${done}) than this program knows (${MIGRATIONS.length})`,
    );
  for (const [i, step] of MIGRATIONS.entries())
    if (i >= done) db.exec(`BEGIN; ${step}; PRAGMA user_version = ${i + 1}; COMMIT`);
}

/**
 * Opens a file (or `:memory:`) for this process alone: WAL, every commit synced to disk. The lock dies with the
 * process.
 */
export function openDatabase(path: string): DatabaseSync {
  try {
    if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true });
    const db = new DatabaseSync(path);
    try {
      db.exec(
        'PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536',
      );
      migrate(db);
      // In exclusive mode the first write takes the lock and keeps it.
      db.exec('BEGIN IMMEDIATE; COMMIT');
      return db;
    } catch (error) {
      db.close();
      throw error;
    }
  } catch (error) {
    throw storeError(error, `the store ${path} cannot be opened`);
  }
}
