import type { SQLInputValue } from 'node:sqlite';
import { logPosition, type Result, type ResultKey, type ResultRange, type StoredResult } from '@lanbi/model';
import type { Connection, Row } from '@lanbi/sqlite';
import type { NewPlace } from './records/records.ts';
import { countOf, positionOf, resultOf } from './rows.ts';

const INSERT = `
  INSERT INTO result (position, kind, subject, to_ms, from_ms, revision, computed_at, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`;
const KEY = 'kind = ? AND subject = ? AND to_ms = ? AND from_ms = ?';

interface Known {
  readonly position: number;
  readonly revision: number;
  readonly body: string;
}

const knownOf = (row: Row): Known => row as unknown as Known;

/** What putting a result changed. */
export interface PutJson {
  readonly stored: StoredResult;
  readonly value: string;
  readonly before: string | undefined;
}

/** Results whose bodies are JSON. In the order of `position` they are a part of the log. */
export class JsonResults {
  readonly #db: Connection;

  constructor(db: Connection) {
    this.#db = db;
  }

  /** Inside of a transaction: undefined where the body is as it was. */
  put(result: Result, place: NewPlace): PutJson | undefined {
    const { causes: _, ...rest } = result;
    const { kind, subject, from, to, body } = rest;
    const value = JSON.stringify(body);
    const known = this.#db.first(
      knownOf,
      `SELECT position, revision, body FROM result WHERE ${KEY}`,
      kind,
      subject,
      to,
      from,
    );
    if (known?.body === value && place.revision === undefined) return undefined;
    if (known) this.#db.run('DELETE FROM result WHERE position = ?', known.position);
    const revision = place.revision ?? (known?.revision ?? 0) + 1;
    const position = place.next();
    this.#db.run(INSERT, position, kind, subject, to, from, revision, place.computedAt, value);
    const stored = { ...rest, revision, computedAt: place.computedAt, position: logPosition(position) };
    return { stored, value, before: known?.body };
  }

  get({ kind, subject, from, to }: ResultKey): StoredResult | undefined {
    return this.#all(KEY, kind, subject, to, from)[0];
  }

  latest(kind: string, subject: string): StoredResult | undefined {
    return this.#all('kind = ? AND subject = ? ORDER BY to_ms DESC, from_ms DESC LIMIT 1', kind, subject)[0];
  }

  range({ kind, subject, after, to, limit }: ResultRange): StoredResult[] {
    const where = 'kind = ? AND subject = ? AND to_ms > ? AND to_ms <= ? ORDER BY to_ms, from_ms LIMIT ?';
    return this.#all(where, kind, subject, after, to, limit);
  }

  head(): number {
    return this.#db.first(positionOf, 'SELECT max(position) AS position FROM result') ?? 0;
  }

  count(): number {
    return this.#db.first(countOf, 'SELECT count(*) AS count FROM result') ?? 0;
  }

  changed(after: number, limit: number): StoredResult[] {
    return this.#all('position > ? ORDER BY position LIMIT ?', after, limit);
  }

  before(position: number, limit: number): StoredResult[] {
    return this.#all('position < ? ORDER BY position DESC LIMIT ?', position, limit);
  }

  #all(where: string, ...values: readonly SQLInputValue[]): StoredResult[] {
    return this.#db.all(resultOf, `SELECT * FROM result WHERE ${where}`, ...values);
  }
}
