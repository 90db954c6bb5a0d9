import type { SQLInputValue } from 'node:sqlite';
import type { ChangeRange, Result, ResultChange } from '@lanbi/model';
import type { Connection } from '@lanbi/sqlite';
import { resultChangeOf } from './rows.ts';

// What an earlier version stored as JSON was made records of (earlier-history.ts): `after` is empty.
const KEEP = `
  INSERT INTO result_history
    (kind, subject, to_ms, from_ms, revision, changed_at, causes, after, before_record, after_record)
  VALUES (?, ?, ?, ?, ?, ?, ?, '', ?, ?)`;

interface PutBodies {
  readonly stored: { readonly revision: number; readonly computedAt: number };
  readonly value: Uint8Array;
  readonly before: Uint8Array | undefined;
}

/** The audit trail: what late and corrected observations made of results. */
export class ChangeHistory {
  readonly #db: Connection;

  constructor(db: Connection) {
    this.#db = db;
  }

  /** Inside of a transaction: a line for a result that has causes. */
  keep({ kind, subject, from, to, causes }: Result, { stored, value, before }: PutBodies): void {
    if (!causes || causes.length === 0) return;
    const { revision, computedAt } = stored;
    this.#db.run(
      KEEP,
      kind,
      subject,
      to,
      from,
      revision,
      computedAt,
      JSON.stringify(causes),
      before ?? null,
      value,
    );
  }

  range({ subject, kind, after, to, limit, behind = 0 }: ChangeRange): ResultChange[] {
    const conditions = ['id > ? AND changed_at > ? AND changed_at <= ?'];
    const values: SQLInputValue[] = [behind, after, to];
    for (const [column, value] of [
      ['subject', subject],
      ['kind', kind],
    ] as const) {
      if (value === undefined) continue;
      conditions.push(`${column} = ?`);
      values.push(value);
    }
    const sql = `SELECT * FROM result_history WHERE ${conditions.join(' AND ')} ORDER BY id LIMIT ?`;
    return this.#db.all(resultChangeOf, sql, ...values, limit).filter((change) => change !== undefined);
  }
}
