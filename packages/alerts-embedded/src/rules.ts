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

  #get(id: string): StoredRule | undefined {
    return this.#db.first(ruleOf, 'SELECT * FROM rule WHERE id = ?', id);
  }

  /** Inside of a transaction: the rule as it is stored now, and whether anything changed. */
  put(rule: AlertRule, at: Instant): { readonly changed: boolean; readonly stored: StoredRule } {
    const body = JSON.stringify(rule);
    const known = this.#get(rule.id);
    if (known && JSON.stringify(known.rule) === body) return { changed: false, stored: known };
    const sql = `
      INSERT INTO rule VALUES (?, ?, 1, ?, ?)
      ON CONFLICT DO UPDATE SET body = excluded.body, revision = revision + 1, updated_at = excluded.updated_at`;
    this.#db.run(sql, rule.id, body, at, at);
    const revision = (known?.revision ?? 0) + 1;
    return { changed: true, stored: { rule, revision, createdAt: known?.createdAt ?? at, updatedAt: at } };
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
