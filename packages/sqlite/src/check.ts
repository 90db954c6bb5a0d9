import { statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { type DatabaseOptions, NAMES } from './options.ts';
import { refused } from './refused.ts';

/** Files up to this size are checked page by page at each start, within some 100 ms; of larger ones the ends of the tables. */
const CHECKED_WHOLE = 32 * 1024 * 1024;

interface Table {
  readonly name: string;
  readonly sql: string;
}

const numberOf = (db: DatabaseSync, pragma: string): number =>
  Number(Object.values(db.prepare(`PRAGMA ${pragma}`).get() ?? {})[0]);

function tablesOf(db: DatabaseSync): Table[] {
  const rows = db
    .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
    .all();
  return rows.map((row) => ({ name: String(row['name']), sql: String(row['sql']) }));
}

/** The tables that a file of a version has. */
function tablesOfVersion(migrations: readonly string[]): readonly string[] {
  const db = new DatabaseSync(':memory:');
  try {
    for (const step of migrations) db.exec(step);
    return tablesOf(db).map(({ name }) => name);
  } finally {
    db.close();
  }
}

/** The first and the last row of a table: its outermost pages, where a torn file ends. */
function readEnds(db: DatabaseSync, { name, sql }: Table): void {
  db.prepare(`SELECT * FROM "${name}" LIMIT 1`).all();
  if (!/WITHOUT ROWID/i.test(sql)) db.prepare(`SELECT * FROM "${name}" ORDER BY rowid DESC LIMIT 1`).all();
}

function pagesFault(db: DatabaseSync, path: string, tables: readonly Table[]): string | undefined {
  const size = path === ':memory:' ? 0 : statSync(path).size;
  if (size <= CHECKED_WHOLE) {
    const found = Object.values(db.prepare('PRAGMA quick_check(1)').get() ?? {})[0];
    return found === 'ok' ? undefined : `is torn: ${String(found)}`;
  }
  for (const table of tables) readEnds(db, table);
  return undefined;
}

function applicationFault(db: DatabaseSync, { application }: DatabaseOptions): string | undefined {
  const found = numberOf(db, 'application_id');
  return found === 0 || found === application
    ? undefined
    : `is a database of something else (application id ${found}, not ${application})`;
}

/**
 * Whether an opened file is what it should be: of this application and of a version that is known, with the tables
 * of that version, and not torn as far as a quick look shows. A file without anything is new; one that was there before
 * may be emptied.
 * @throws LanbiError …-corrupt
 */
export function checkContents(db: DatabaseSync, options: DatabaseOptions, wasThere: boolean): void {
  const { path, kind, migrations, earlier } = options;
  const version = numberOf(db, 'user_version');
  const fail = (fault: string) => refused(options, fault);
  const other = applicationFault(db, options);
  if (other) throw fail(other);
  if (version > migrations.length)
    throw fail(
      `cannot be read: the ${NAMES[kind]} is of a later version (${version}) than this program knows (${migrations.length}); start that program`,
    );
  const tables = tablesOf(db);
  if (version === 0 && tables.length === 0) {
    const why = wasThere ? earlier?.('empty') : undefined;
    if (why !== undefined) throw fail(`is empty, but ${why}`);
    return;
  }
  const names = new Set(tables.map(({ name }) => name));
  const lost = tablesOfVersion(migrations.slice(0, version)).filter((name) => !names.has(name));
  if (version === 0 || lost.length > 0)
    throw fail(`has not the tables of lanbi: ${lost.join(', ') || 'none of them'}`);
  const torn = pagesFault(db, path, tables);
  if (torn) throw fail(torn);
}
