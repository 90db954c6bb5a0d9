import type { AlertNote, StoredNote } from '@lanbi/model';
import type { Connection } from '@lanbi/sqlite';
import type { Instant } from '@lanbi/standards';
import { noteOf } from './rows.ts';

const INSERT = `
  INSERT INTO note (note_kind, rule, kind, subject, reason, by_whom, from_ms, until_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`;

/** The table of acknowledgements and silences. */
export class Notes {
  readonly #db: Connection;

  constructor(db: Connection) {
    this.#db = db;
  }

  /** Inside of a transaction. */
  put(note: AlertNote): StoredNote {
    const { kind, ruleId, subject, reason, by, from, until } = note;
    const values = [
      kind,
      ruleId,
      subject?.kind ?? null,
      subject?.id ?? null,
      reason,
      by ?? null,
      from,
      until ?? null,
    ];
    return { ...note, id: this.#db.run(INSERT, ...values).id };
  }

  /** Inside of a transaction. */
  delete(id: number): boolean {
    return this.#db.run('DELETE FROM note WHERE id = ?', id).changes > 0;
  }

  at(at: Instant): StoredNote[] {
    return this.#db.all(noteOf, 'SELECT * FROM note WHERE until_ms IS NULL OR until_ms > ? ORDER BY id', at);
  }
}
