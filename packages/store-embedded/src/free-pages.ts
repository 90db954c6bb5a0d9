import type { Connection, Row } from '@lanbi/sqlite';

/** Pages of one transaction. */
const STEP = 512;

const numberOf = (row: Row): number => Number(Object.values(row)[0] ?? 0);

/** Overwrites what stands in pages that the tables of a file do not use any more. */
export class FreePages {
  readonly #db: Connection;

  constructor(db: Connection) {
    this.#db = db;
  }

  #pragma(text: string): number {
    return this.#db.first(numberOf, `PRAGMA ${text}`) ?? 0;
  }

  /** Whether SQLite overwrites with zeros what is deleted from now on. */
  zeroOnDelete(on: boolean): void {
    this.#pragma(`secure_delete = ${on ? 'ON' : 'OFF'}`);
  }

  /** Inside of a transaction: takes free pages for a table of zeros. Answers whether there was none left. */
  fill(): boolean {
    this.#db.run('CREATE TABLE IF NOT EXISTS zeros (id INTEGER PRIMARY KEY, zeros BLOB NOT NULL) STRICT');
    const free = Math.min(STEP, this.#pragma('freelist_count'));
    if (free === 0) return true;
    // A page of a large value has four bytes for the number of the next.
    const bytes = free * (this.#pragma('page_size') - 4);
    this.#db.run('INSERT INTO zeros (zeros) VALUES (zeroblob(?))', bytes);
    return false;
  }

  /** Inside of a transaction: frees the pages of `fill` again. Answers whether that was the last of them. */
  release(): boolean {
    const { changes } = this.#db.run('DELETE FROM zeros WHERE id = (SELECT max(id) FROM zeros)');
    if (changes === 0) this.#db.run('DROP TABLE zeros');
    return changes === 0;
  }

  /** Brings the log into the file and cuts it off; false when it is in use. */
  emptyLog(): boolean {
    return this.#pragma('wal_checkpoint(TRUNCATE)') === 0;
  }
}
