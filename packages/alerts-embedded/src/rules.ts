import type { AlertRule, StoredRule } from '@lanbi/model';
import type { Connection } from '@lanbi/sqlite';
import type { Instant } from '@lanbi/standards';
import { evaluatedRuleOf, ruleOf } from './rows.ts';

/** The table of rules. */
export class Rules {
  readonly #db: Connection;

  constructor(db: Connection) {
    this.#db = db;
  }

  all(): StoredRule[] {
    return this.#db.all(ruleOf, 'SELECT * FROM rule ORDER BY id');
  }

  get(id: string): StoredRule | undefined {
    return this.#db.first(ruleOf, 'SELECT * FROM rule WHERE id = ?', id);
  }

  /** Inside of a transaction: whether anything changed. */
  put(rule: AlertRule, at: Instant): boolean {
    const body = JSON.stringify(rule);
    const known = this.get(rule.id);
    if (known && JSON.stringify(known.rule) === body) return false;
    const sql = `
      INSERT INTO rule VALUES (?, ?, 1, ?, ?)
      ON CONFLICT DO UPDATE SET body = excluded.body, revision = revision + 1, updated_at = excluded.updated_at`;
    this.#db.run(sql, rule.id, body, at, at);
    return true;
  }

  /** The rules that alerts were last evaluated under. */
  evaluated(): AlertRule[] {
    return this.#db.all(evaluatedRuleOf, 'SELECT body FROM judged_rule');
  }

  /** Inside of a transaction. */
  setEvaluated(rules: readonly AlertRule[]): void {
    this.#db.run('DELETE FROM judged_rule');
    for (const rule of rules)
      this.#db.run('INSERT INTO judged_rule VALUES (?, ?)', rule.id, JSON.stringify(rule));
  }

  /** Inside of a transaction: whether there was one. */
  delete(id: string): boolean {
    return this.#db.run('DELETE FROM rule WHERE id = ?', id).changes > 0;
  }
}
