import { DatabaseSync } from 'node:sqlite';
import { checkContents } from './check.ts';
import { databaseError } from './errors.ts';
import { checkFile } from './file.ts';
import { type DatabaseOptions, NAMES } from './options.ts';
import { makeFolderOf, makePrivate } from './private.ts';
import { refused } from './refused.ts';

/**
 * Exclusive: the first access takes the lock and keeps it; the kernel frees it with the process, however it ends.
 * FULL: a commit is on the disk before it is answered.
 */
const SETTINGS = `
  PRAGMA locking_mode = EXCLUSIVE;
  PRAGMA synchronous = FULL`;

/**
 * Pages that are kept in memory, in KiB. Evaluation reads years of the store again; a spool and the alerts are read in the
 * order in which they were written.
 */
const CACHE_KIB: Readonly<Record<DatabaseOptions['kind'], number>> = {
  store: 65_536,
  spool: 4096,
  alerts: 4096,
};

/**
 * NORMAL: a commit appends to the log and does not wait for the disk; a checkpoint does (https://sqlite.org/wal.html). A
 * checkpoint holds the thread, so there are fewer: at 32 MiB of log.
 */
const GROUP_SETTINGS = `
  PRAGMA synchronous = NORMAL;
  PRAGMA wal_autocheckpoint = 8192`;

/** Runs the migrations that are missing. Those of a new file are one transaction, since each commit waits for the disk. */
function migrate(db: DatabaseSync, { migrations, application }: DatabaseOptions): void {
  const row = db.prepare('PRAGMA user_version').get();
  const done = Number(row?.['user_version']);
  const steps = done === 0 ? [migrations.join(';\n')] : migrations.slice(done);
  for (const [i, step] of steps.entries()) {
    const version = migrations.length - steps.length + i + 1;
    db.exec(`BEGIN; ${step}; PRAGMA user_version = ${version}; COMMIT`);
  }
  const marked = db.prepare('PRAGMA application_id').get();
  if (Number(marked?.['application_id']) !== application) db.exec(`PRAGMA application_id = ${application}`);
}

/** Before anything is written: what SQLite puts beside a database gets the mode of the database. */
function makeFilesPrivate(path: string): void {
  for (const end of ['', '-wal', '-shm']) makePrivate(`${path}${end}`);
}

/**
 * Opens a file (or `:memory:`) for this process alone; makes its folder where there is none. Other users of the
 * machine may not read what it makes, nor what was there.
 * @throws LanbiError …-unavailable (in use, no access), …-corrupt (torn, of something else, of a later version, or gone)
 */
export function openDatabase(options: DatabaseOptions): DatabaseSync {
  const { path, kind, sync } = options;
  let db: DatabaseSync | undefined;
  try {
    if (path !== ':memory:') makeFolderOf(path);
    const wasThere = checkFile(options);
    db = new DatabaseSync(path);
    if (path !== ':memory:') makeFilesPrivate(path);
    db.exec(`${SETTINGS}; PRAGMA cache_size = -${CACHE_KIB[kind]}`);
    checkContents(db, options, wasThere);
    db.exec('PRAGMA journal_mode = WAL');
    for (const [name, of] of Object.entries(options.functions ?? {}))
      db.function(name, { deterministic: true }, of);
    migrate(db, options);
    if (sync === 'group') db.exec(GROUP_SETTINGS);
    // A file that needs no migration was only read so far: the lock of a writer is taken here.
    db.exec('BEGIN IMMEDIATE; COMMIT');
    return db;
  } catch (error) {
    db?.close();
    const failed = databaseError(error, kind, `the ${NAMES[kind]} ${path} cannot be opened`);
    if (failed === error || failed.code !== `${kind}-corrupt`) throw failed;
    throw refused(
      options,
      `cannot be read: ${error instanceof Error ? error.message : String(error)}`,
      error,
    );
  }
}
