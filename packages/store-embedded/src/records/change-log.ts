import type { Connection, Row } from '@lanbi/sqlite';
import type { Slots } from './slots.ts';

/**
 * An entry of the log of changes: offsets that follow each other, of records of one row that were written together. A record
 * that has changed since stands at a later offset, and its former offset is empty.
 */
export interface ChangeRun {
  /** The last offset. */
  readonly position: number;
  readonly count: number;
  /** Number of the subject. */
  readonly subject: number;
  /** The unit of a record of the row. */
  readonly at: number;
}

const runOf = (row: Row): ChangeRun => row as unknown as ChangeRun;

/** The first offset of a run. */
export const firstOffsetOf = ({ position, count }: ChangeRun): number => position - count + 1;

/** Whether an offset is of a run. */
export const isInRun = (offset: number, run: ChangeRun): boolean =>
  offset <= run.position && offset >= firstOffsetOf(run);

/** The log of changes of records, one entry for what was written of a row at once. */
export class ChangeLog {
  readonly #db: Connection;

  constructor(db: Connection) {
    this.#db = db;
  }

  /** The greatest offset; 0 where there is none. */
  head(): number {
    return this.#db.first((row) => Number(row['head'] ?? 0), 'SELECT max(position) AS head FROM change') ?? 0;
  }

  /** Number of the offsets of all runs, empty ones among them. */
  offsets(): number {
    return this.#db.first((row) => Number(row['sum'] ?? 0), 'SELECT sum(count) AS sum FROM change') ?? 0;
  }

  /** Inside of a transaction. */
  append({ position, subject, at, count }: ChangeRun): void {
    this.#db.run('INSERT INTO change VALUES (?, ?, ?, ?)', position, subject, at, count);
  }

  /** Inside of a transaction: removes the runs of former offsets of a row that have no record any more. */
  removeEmpty(former: readonly number[], slots: Slots): void {
    let last = 0;
    for (const offset of former.toSorted((a, b) => a - b)) {
      if (offset <= last) continue;
      const run = this.#endingFrom(offset);
      if (!run || !isInRun(offset, run)) continue;
      last = run.position;
      if (!hasRecordIn(slots, run)) this.remove(run);
    }
  }

  /** Inside of a transaction. */
  remove({ position }: ChangeRun): void {
    this.#db.run('DELETE FROM change WHERE position = ?', position);
  }

  /** The first run that ends at an offset or behind it. */
  #endingFrom(offset: number): ChangeRun | undefined {
    const sql = 'SELECT * FROM change WHERE position >= ? ORDER BY position LIMIT 1';
    return this.#db.first(runOf, sql, offset);
  }

  /** Runs with offsets behind one, ascending. */
  behind(offset: number, limit: number): ChangeRun[] {
    return this.#db.all(
      runOf,
      'SELECT * FROM change WHERE position > ? ORDER BY position LIMIT ?',
      offset,
      limit,
    );
  }

  /** Runs with offsets before one, descending. */
  before(offset: number, limit: number): ChangeRun[] {
    const next = this.#endingFrom(offset);
    const reaches = next !== undefined && firstOffsetOf(next) < offset;
    const sql = 'SELECT * FROM change WHERE position < ? ORDER BY position DESC LIMIT ?';
    return [...(reaches ? [next] : []), ...this.#db.all(runOf, sql, offset, limit)];
  }

  /** Runs that end in (from, to]. */
  between(from: number, to: number): ChangeRun[] {
    return this.#db.all(runOf, 'SELECT * FROM change WHERE position > ? AND position <= ?', from, to);
  }
}

function hasRecordIn(slots: Slots, run: ChangeRun): boolean {
  for (const { position } of slots.values()) if (isInRun(position, run)) return true;
  return false;
}
