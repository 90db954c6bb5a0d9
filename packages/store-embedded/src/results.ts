import type { SQLInputValue } from 'node:sqlite';
import {
  type ConsumerName,
  type LogPosition,
  logPosition,
  type Result,
  type ResultKey,
  type ResultKind,
  type ResultRange,
  type StoredResult,
} from '@lanbi/model';
import type { Connection } from '@lanbi/sqlite';
import type { Instant } from '@lanbi/standards';
import { positionOf, resultOf } from './rows.ts';

const INSERT = `
  INSERT INTO result (kind, subject, to_ms, from_ms, revision, computed_at, body) VALUES (?, ?, ?, ?, ?, ?, ?)`;

/** The tables of results and of the places of consumers. */
export class Results {
  readonly #db: Connection;

  constructor(db: Connection) {
    this.#db = db;
  }

  /** Inside of a transaction: the stored result, or undefined when its body is as it was. */
  put(result: Result, computedAt: Instant): StoredResult | undefined {
    const body = JSON.stringify(result.body);
    const known = this.get(result);
    if (known && JSON.stringify(known.body) === body) return undefined;
    if (known) this.#db.run('DELETE FROM result WHERE position = ?', known.position);
    const { kind, subject, from, to } = result;
    const revision = (known?.revision ?? 0) + 1;
    const { id } = this.#db.run(INSERT, kind, subject, to, from, revision, computedAt, body);
    return {
      kind,
      subject,
      from,
      to,
      body: JSON.parse(body),
      revision,
      computedAt,
      position: logPosition(id),
    };
  }

  place(consumer: ConsumerName, position: LogPosition): void {
    this.#db.run(
      'INSERT INTO consumer VALUES (?, ?) ON CONFLICT DO UPDATE SET position = excluded.position',
      consumer,
      position,
    );
  }

  position(consumer: ConsumerName): LogPosition {
    const sql = 'SELECT position FROM consumer WHERE name = ?';
    return this.#db.first(positionOf, sql, consumer) ?? positionOf(undefined);
  }

  get({ kind, subject, from, to }: ResultKey): StoredResult | undefined {
    return this.#all('kind = ? AND subject = ? AND to_ms = ? AND from_ms = ?', kind, subject, to, from)[0];
  }

  latest(kind: ResultKind, subject: string): StoredResult | undefined {
    const where = 'kind = ? AND subject = ? ORDER BY to_ms DESC, from_ms DESC LIMIT 1';
    return this.#all(where, kind, subject)[0];
  }

  range({ kind, subject, after, to, limit }: ResultRange): StoredResult[] {
    const where = 'kind = ? AND subject = ? AND to_ms > ? AND to_ms <= ? ORDER BY to_ms, from_ms LIMIT ?';
    return this.#all(where, kind, subject, after, to, limit);
  }

  changed(after: LogPosition, limit: number): StoredResult[] {
    return this.#all('position > ? ORDER BY position LIMIT ?', after, limit);
  }

  #all(where: string, ...values: readonly SQLInputValue[]): StoredResult[] {
    return this.#db.all(resultOf, `SELECT * FROM result WHERE ${where}`, ...values);
  }
}
