import type { AlertNote, StoredNote } from '@lanbi/model';
import type { Connection } from '@lanbi/sqlite';
import { DAY, type Instant } from '@lanbi/standards';
import { storedNoteOf } from './rows.ts';

const INSERT = `
  INSERT INTO note (note_kind, rule, kind, subject, reason, by_whom, from_ms, until_ms, author)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`;
/** How long a silence is kept after its end. */
const KEPT = 366 * DAY;

/** The table of acknowledgements and silences. */
export class AlertNotes {
  readonly #db: Connection;

  constructor(db: Connection) {
    this.#db = db;
  }

  /** Inside of a transaction. */
  put(note: AlertNote): StoredNote {
    const { kind, ruleId, subject, reason, by, author, from, until } = note;
    this.#forget(note);
    const values = [
      kind,
      ruleId,
      subject?.kind ?? null,
      subject?.id ?? null,
      reason,
      by ?? null,
      from,
      until ?? null,
      author ?? null,
    ];
    return { ...note, id: this.#db.run(INSERT, ...values).id };
  }

  /** What the note makes needless: so that the table does not grow for ever. */
  #forget({ kind, ruleId, subject, from }: AlertNote): void {
    this.#db.run('DELETE FROM note WHERE until_ms < ?', from - KEPT);
    if (kind !== 'acknowledge' || !subject) return;
    const earlier =
      "DELETE FROM note WHERE note_kind = 'acknowledge' AND rule = ? AND kind = ? AND subject = ?";
    this.#db.run(earlier, ruleId, subject.kind, subject.id);
  }

  /** Inside of a transaction. */
  delete(id: number): boolean {
    return this.#db.run('DELETE FROM note WHERE id = ?', id).changes > 0;
  }

  at(at: Instant): StoredNote[] {
    return this.#db.all(
      storedNoteOf,
      'SELECT * FROM note WHERE until_ms IS NULL OR until_ms > ? ORDER BY id',
      at,
    );
  }
}
