import type { Connection } from '@lanbi/sqlite';
import { decodeSlots, encodeSlots, type Slots } from './slots.ts';

const NONE: Slots = new Map();

/** Rows of records while one call works on them: each is read once, and written once where it changed. */
export class RecordRows {
  readonly #db: Connection;
  readonly #rows = new Map<number, Slots>();
  readonly #changed = new Set<number>();

  constructor(db: Connection) {
    this.#db = db;
  }

  /** The records of a row; empty where there is none. */
  of(key: number): Slots {
    const known = this.#rows.get(key);
    if (known) return known;
    const sql = 'SELECT slots FROM record WHERE key = ?';
    const slots = this.#db.first((row) => decodeSlots(row['slots'] as Uint8Array), sql, key) ?? new Map();
    this.#rows.set(key, slots);
    return slots;
  }

  /** To be called when the records of a row were changed. */
  change(key: number): void {
    this.#changed.add(key);
  }

  /** Inside of a transaction: writes what changed. */
  flush(): void {
    for (const key of [...this.#changed].sort((a, b) => a - b)) {
      const slots = this.#rows.get(key) ?? NONE;
      if (slots.size === 0) this.#db.run('DELETE FROM record WHERE key = ?', key);
      else this.#db.run('INSERT OR REPLACE INTO record VALUES (?, ?)', key, encodeSlots(slots));
    }
    this.#changed.clear();
  }
}
