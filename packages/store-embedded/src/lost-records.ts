import type { LostResults } from '@lanbi/model';
import type { Connection } from '@lanbi/sqlite';

const LOST = 'results.lost';

/** Results that an earlier version stored and that are evaluated again from the observations. */
export class LostRecords implements LostResults {
  readonly #db: Connection;
  #lost: boolean | undefined;

  constructor(db: Connection) {
    this.#db = db;
  }

  lost(): string | undefined {
    return this.isLost
      ? 'results of an earlier version are evaluated again; older ones are missing until then'
      : undefined;
  }

  get isLost(): boolean {
    const sql = 'SELECT value FROM setting WHERE name = ?';
    this.#lost ??= this.#db.first((row) => Number(row['value']), sql, LOST) === 1;
    return this.#lost;
  }

  onLost(listener: () => void): () => void {
    if (this.isLost) listener();
    return () => {};
  }

  async rebuilt(): Promise<void> {
    this.#db.transaction('the end of an evaluation could not be kept', () =>
      this.#db.run('DELETE FROM setting WHERE name = ?', LOST),
    );
    this.#lost = false;
  }
}
