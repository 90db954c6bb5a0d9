import type { SQLInputValue } from 'node:sqlite';
import {
  type AlertChange,
  type AlertChangeQuery,
  type AlertKey,
  type AlertSubject,
  type NewAlertChange,
  type Offset,
  offsetAt,
  offsetNumber,
  type PresentAlert,
  type RestartedAlert,
  type Transition,
} from '@lanbi/model';
import type { Connection } from '@lanbi/sqlite';
import type { Instant } from '@lanbi/standards';
import { alertChangeOf, numberOf, presentOf, STORED_KINDS, transitionOf } from './rows.ts';

const OF = 'rule = ? AND kind = ? AND subject = ?';
const INSERT = `
  INSERT INTO change (rule, kind, subject, state, since, value, threshold, severity, changed_at, revision, tense,
    latched, holds) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

/** The log of changes, and the transitions of each alert that hold. */
export class AlertChanges {
  readonly #db: Connection;

  constructor(db: Connection) {
    this.#db = db;
  }

  /** Inside of a transaction. */
  append(change: NewAlertChange): AlertChange {
    const { ruleId, subject, since, notification, latched, ...rest } = change;
    const of = [ruleId, subject.kind, subject.id] as const;
    const before = `SELECT max(revision) FROM change WHERE ${OF} AND since = ?`;
    const revision = (this.#db.first(numberOf, before, ...of, since) ?? 0) + 1;
    if (revision > 1) this.#db.run(`UPDATE change SET holds = 0 WHERE ${OF} AND since = ?`, ...of, since);
    const { id } = this.#db.run(
      INSERT,
      ...of,
      rest.state,
      since,
      rest.value ?? null,
      rest.threshold,
      rest.severity,
      rest.changedAt,
      revision,
      STORED_KINDS[notification],
      latched ? 1 : 0,
      notification === 'retracted' ? 0 : 1,
    );
    if (notification === 'current') this.#enter(of, id, rest.changedAt);
    if (notification === 'amended') this.#stay(of, id, rest.changedAt);
    return { cursor: offsetAt(id), ruleId, subject, since, notification, revision, ...rest };
  }

  #enter(of: readonly string[], cursor: number, at: Instant): void {
    const sql = `INSERT INTO present VALUES (?, ?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET cursor = excluded.cursor, entered_at = excluded.entered_at`;
    this.#db.run(sql, ...of, cursor, at);
  }

  #stay(of: readonly string[], cursor: number, at: Instant): void {
    const sql =
      'INSERT INTO present VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET cursor = excluded.cursor';
    this.#db.run(sql, ...of, cursor, at);
  }

  path(ruleId: string, { kind, id }: AlertSubject, from: Instant): Transition[] {
    const of = [ruleId, kind, id] as const;
    const first = `SELECT max(since) FROM change WHERE ${OF} AND holds = 1 AND since <= ?`;
    const sql = `SELECT * FROM change WHERE ${OF} AND holds = 1 AND since >= coalesce((${first}), ?) ORDER BY since`;
    return this.#db.all(transitionOf, sql, ...of, ...of, from, from);
  }

  present(): PresentAlert[] {
    const sql = `SELECT change.*, judged.after_ms, present.entered_at FROM present JOIN change USING (cursor)
      LEFT JOIN judged ON judged.rule = present.rule AND judged.kind = present.kind AND judged.subject = present.subject`;
    return this.#db.all(presentOf, sql);
  }

  after({ after, limit, ruleId, subject }: AlertChangeQuery): AlertChange[] {
    const conditions = ['cursor > ?'];
    const values: SQLInputValue[] = [offsetNumber(after)];
    if (ruleId !== undefined) {
      conditions.push('rule = ?');
      values.push(ruleId);
    }
    if (subject) {
      conditions.push('kind = ? AND subject = ?');
      values.push(subject.kind, subject.id);
    }
    const sql = `SELECT * FROM change WHERE ${conditions.join(' AND ')} ORDER BY cursor LIMIT ?`;
    return this.#db.all(alertChangeOf, sql, ...values, limit);
  }

  head(): Offset {
    return offsetAt(this.#db.first(numberOf, 'SELECT max(cursor) FROM change') ?? 0);
  }

  /** Inside of a transaction: earlier changes hold no more, and values up to `after` do not count. */
  restart({ ruleId, subject, after }: RestartedAlert): void {
    const of = [ruleId, subject.kind, subject.id] as const;
    this.#db.run(`UPDATE change SET holds = 0 WHERE ${OF} AND holds = 1`, ...of);
    this.#db.run(`DELETE FROM judged WHERE ${OF}`, ...of);
    if (after !== undefined) this.#db.run('INSERT INTO judged VALUES (?, ?, ?, ?)', ...of, after);
  }

  /** Inside of a transaction: ends an alert; its log stays. */
  end({ ruleId, subject }: AlertKey): void {
    this.restart({ ruleId, subject });
    this.#db.run(`DELETE FROM present WHERE ${OF}`, ruleId, subject.kind, subject.id);
  }
}
