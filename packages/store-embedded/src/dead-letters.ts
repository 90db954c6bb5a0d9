import type { DeadLetter, StoredDeadLetter } from '@lanbi/model';
import type { Connection } from './connection.ts';
import { deadLetterOf } from './rows.ts';

const INSERT = `
  INSERT INTO dead_letter (at_ms, topic, payload, station, scope, refusals) VALUES (?, ?, ?, ?, ?, ?)`;

/** The table of refused messages. */
export class DeadLetters {
  readonly #db: Connection;

  constructor(db: Connection) {
    this.#db = db;
  }

  /** Inside of a transaction. */
  put({ at, topic, payload, station, scope, refusals }: DeadLetter): void {
    this.#db.run(INSERT, at, topic, payload, station ?? null, scope, JSON.stringify(refusals));
  }

  newest(limit: number, before: number): StoredDeadLetter[] {
    const sql = 'SELECT * FROM dead_letter WHERE id < ? ORDER BY id DESC LIMIT ?';
    return this.#db.all(deadLetterOf, sql, before, limit);
  }

  get(id: number): StoredDeadLetter | undefined {
    return this.#db.first(deadLetterOf, 'SELECT * FROM dead_letter WHERE id = ?', id);
  }
}
