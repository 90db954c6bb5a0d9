import type { SQLInputValue } from 'node:sqlite';
import {
  type ChangeRange,
  type ConsumerName,
  type LogPosition,
  logPosition,
  type Result,
  type ResultChange,
  type ResultKey,
  type ResultKind,
  type ResultRange,
  type StoredResult,
} from '@lanbi/model';
import type { Connection, Row } from '@lanbi/sqlite';
import type { Instant } from '@lanbi/standards';
import type { PlannedResult } from './recent/plan.ts';
import { changeOf, positionOf, resultOf } from './rows.ts';

const INSERT = `
  INSERT INTO result (kind, subject, to_ms, from_ms, revision, computed_at, body) VALUES (?, ?, ?, ?, ?, ?, ?)`;

const KEEP = `
  INSERT INTO result_history (kind, subject, to_ms, from_ms, revision, changed_at, causes, before, after)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`;

const KNOWN = `
  SELECT position, revision, body FROM result WHERE kind = ? AND subject = ? AND to_ms = ? AND from_ms = ?`;

interface Known {
  readonly position: number;
  readonly revision: number;
  readonly body: string;
}

/** A consumer and its place. */
export interface ConsumerPlace {
  readonly name: string;
  readonly position: LogPosition;
}

const placeOf = (row: Row): ConsumerPlace => ({ name: String(row['name']), position: positionOf(row) });

const knownOf = (row: Row): Known => row as unknown as Known;

/** The tables of results, of their history, and of the places of consumers. */
export class Results {
  readonly #db: Connection;

  constructor(db: Connection) {
    this.#db = db;
  }

  /** Inside of a transaction: the stored result, or undefined when its body is as it was. */
  put(result: Result, computedAt: Instant): StoredResult | undefined {
    const { causes, ...rest } = result;
    const { kind, subject, from, to, body } = rest;
    const text = JSON.stringify(body);
    const known = this.#db.first(knownOf, KNOWN, kind, subject, to, from);
    if (known?.body === text) return undefined;
    if (known) this.#db.run('DELETE FROM result WHERE position = ?', known.position);
    const revision = (known?.revision ?? 0) + 1;
    const { id } = this.#db.run(INSERT, kind, subject, to, from, revision, computedAt, text);
    if (causes && causes.length > 0) {
      const why = JSON.stringify(causes);
      this.#db.run(KEEP, kind, subject, to, from, revision, computedAt, why, known?.body ?? null, text);
    }
    return { ...rest, revision, computedAt, position: logPosition(id) };
  }

  /** Inside of a transaction: a result that is known to be new or changed. */
  replace({ result, revision, before }: PlannedResult, computedAt: Instant): StoredResult {
    const { causes, ...rest } = result;
    const { kind, subject, from, to, body } = rest;
    const text = JSON.stringify(body);
    this.#db.run(
      'DELETE FROM result WHERE kind = ? AND subject = ? AND to_ms = ? AND from_ms = ?',
      kind,
      subject,
      to,
      from,
    );
    const { id } = this.#db.run(INSERT, kind, subject, to, from, revision, computedAt, text);
    if (causes && causes.length > 0) {
      const earlier = before === undefined ? null : JSON.stringify(before);
      const why = JSON.stringify(causes);
      this.#db.run(KEEP, kind, subject, to, from, revision, computedAt, why, earlier, text);
    }
    return { ...rest, revision, computedAt, position: logPosition(id) };
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

  /** Consumers whose name begins with a text, and their places. */
  placesOf(prefix: string): readonly ConsumerPlace[] {
    const sql = 'SELECT name, position FROM consumer WHERE substr(name, 1, ?) = ? ORDER BY name';
    return this.#db.all(placeOf, sql, prefix.length, prefix);
  }

  get<Kind extends ResultKind>({ kind, subject, from, to }: ResultKey<Kind>): StoredResult<Kind> | undefined {
    const where = 'kind = ? AND subject = ? AND to_ms = ? AND from_ms = ?';
    return this.#all<Kind>(where, kind, subject, to, from)[0];
  }

  latest<Kind extends ResultKind>(kind: Kind, subject: string): StoredResult<Kind> | undefined {
    const where = 'kind = ? AND subject = ? ORDER BY to_ms DESC, from_ms DESC LIMIT 1';
    return this.#all<Kind>(where, kind, subject)[0];
  }

  range<Kind extends ResultKind>(range: ResultRange<Kind>): StoredResult<Kind>[] {
    const { kind, subject, after, to, limit } = range;
    const where = 'kind = ? AND subject = ? AND to_ms > ? AND to_ms <= ? ORDER BY to_ms, from_ms LIMIT ?';
    return this.#all(where, kind, subject, after, to, limit);
  }

  head(): LogPosition {
    return (
      this.#db.first(positionOf, 'SELECT max(position) AS position FROM result') ?? positionOf(undefined)
    );
  }

  changed(after: LogPosition, limit: number): StoredResult[] {
    return this.#all('position > ? ORDER BY position LIMIT ?', after, limit);
  }

  before(position: LogPosition, limit: number): StoredResult[] {
    return this.#all('position < ? ORDER BY position DESC LIMIT ?', position, limit);
  }

  history({ subject, kind, after, to, limit, behind = 0 }: ChangeRange): ResultChange[] {
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
    return this.#db.all(changeOf, sql, ...values, limit);
  }

  /** The caller asks for rows of this kind only. */
  #all<Kind extends ResultKind>(where: string, ...values: readonly SQLInputValue[]): StoredResult<Kind>[] {
    return this.#db.all(resultOf, `SELECT * FROM result WHERE ${where}`, ...values) as StoredResult<Kind>[];
  }
}
