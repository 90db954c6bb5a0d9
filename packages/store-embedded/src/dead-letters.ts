import type { SQLInputValue } from 'node:sqlite';
import type { DeadLetter, DeadLetterBounds, DeadLetterQuery, Replay, StoredDeadLetter } from '@lanbi/model';
import type { Connection } from '@lanbi/sqlite';
import { countOf, deadLetterOf } from './rows.ts';

const INSERT = `
  INSERT INTO dead_letter (at_ms, topic, payload, station, scope, refusals, retained)
  VALUES (?, ?, ?, ?, ?, ?, ?)`;

/** The table of refused messages. */
export class DeadLetters {
  readonly #db: Connection;

  constructor(db: Connection) {
    this.#db = db;
  }

  /** Inside of a transaction. */
  put({ at, topic, payload, station, scope, refusals, retained }: DeadLetter): void {
    const said = JSON.stringify(refusals);
    this.#db.run(INSERT, at, topic, payload, station ?? null, scope, said, retained ? 1 : 0);
  }

  newest({ limit, before, station, reason, settled }: DeadLetterQuery): StoredDeadLetter[] {
    const conditions = ['id < ?'];
    const values: SQLInputValue[] = [before ?? Number.MAX_SAFE_INTEGER];
    const narrow = (condition: string, value: SQLInputValue) => {
      conditions.push(condition);
      values.push(value);
    };
    if (station !== undefined) narrow('station = ?', station);
    // Within a JSON text a quote is escaped, so this can only be the reason itself.
    if (reason !== undefined) narrow('instr(refusals, ?) > 0', `"reason":"${reason}"`);
    if (settled !== undefined) narrow('settled = ?', settled ? 1 : 0);
    const sql = `SELECT * FROM dead_letter WHERE ${conditions.join(' AND ')} ORDER BY id DESC LIMIT ?`;
    return this.#db.all(deadLetterOf, sql, ...values, limit);
  }

  get(id: number): StoredDeadLetter | undefined {
    return this.#db.first(deadLetterOf, 'SELECT * FROM dead_letter WHERE id = ?', id);
  }

  /** Inside of a transaction. */
  mark(id: number, replay: Replay): StoredDeadLetter | undefined {
    const settled = replay.outcome === 'stored' ? 1 : 0;
    const sql = 'UPDATE dead_letter SET replay = ?, settled = ? WHERE id = ?';
    this.#db.run(sql, JSON.stringify(replay), settled, id);
    return this.get(id);
  }

  /** Inside of a transaction. */
  prune({ count, from }: DeadLetterBounds): { removed: number; left: number } {
    const beyond = 'SELECT id FROM dead_letter ORDER BY id DESC LIMIT 1 OFFSET ?';
    const { changes: old } = this.#db.run('DELETE FROM dead_letter WHERE at_ms < ?', from);
    const { changes: many } = this.#db.run(`DELETE FROM dead_letter WHERE id <= (${beyond})`, count);
    const left = this.#db.first(countOf, 'SELECT count(*) AS count FROM dead_letter') ?? 0;
    return { removed: old + many, left };
  }
}
