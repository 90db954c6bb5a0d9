import { Listeners } from '@lanbi/flow';
import {
  type AlertChangeQuery,
  type AlertCommit,
  type AlertKey,
  type AlertNote,
  type AlertRule,
  type AlertStore,
  type AlertSubject,
  type ConsumerName,
  type Offset,
  offsetAt,
  offsetNumber,
  type StoredRule,
  type Undelivered,
} from '@lanbi/model';
import { Connection, type SyncFile, warn } from '@lanbi/sqlite';
import type { Instant } from '@lanbi/standards';
import { Changes } from './changes.ts';
import { Notes } from './notes.ts';
import { numberOf, undeliveredOf } from './rows.ts';
import { Rules } from './rules.ts';
import { MIGRATIONS } from './schema.ts';

const CHECKPOINT =
  'INSERT INTO consumer VALUES (?, ?) ON CONFLICT DO UPDATE SET position = excluded.position';

/** Marks files of alerts. */
const APPLICATION = 0x6c620002;

export interface AlertsFile {
  readonly path: string;
  /** Why a file that is there and empty cannot be a new one; undefined where it may be. */
  readonly earlier?: () => Promise<string | undefined>;
  /** What else than restoring a backup helps where the file cannot be taken. */
  readonly remedy?: string;
  /** What brings commits onto the disk; `node:fs` by default. */
  readonly files?: SyncFile;
}

/**
 * The alert port on one SQLite database. A call is one transaction, in call order. It resolves, and listeners are called,
 * when the transaction is on the disk; transactions of a moment share one sync. Changes and alerts that are read are on the disk.
 */
class EmbeddedAlerts implements AlertStore {
  readonly #db: Connection;
  readonly #earlier: AlertsFile['earlier'];
  #why: string | undefined;
  readonly #rules: Rules;
  readonly #changes: Changes;
  readonly #notes: Notes;
  readonly #rulesChanged = new Listeners(warn);
  readonly #alertsChanged = new Listeners(warn);
  readonly #alertsEnded = new Listeners<[readonly AlertKey[]]>(warn);

  constructor({ path, remedy, earlier, files }: AlertsFile) {
    this.#earlier = earlier;
    const why = () => this.#why;
    const db = new Connection({
      ...{ path, kind: 'alerts', application: APPLICATION, migrations: MIGRATIONS },
      sync: 'group',
      ...(files && { files }),
      ...(remedy !== undefined && { remedy }),
      earlier: (found) => (found === 'empty' ? why() : undefined),
    });
    this.#db = db;
    this.#rules = new Rules(db);
    this.#changes = new Changes(db);
    this.#notes = new Notes(db);
  }

  async open(): Promise<void> {
    this.#why = await this.#earlier?.();
    this.#db.open();
    await this.#db.durable();
  }

  async close(): Promise<void> {
    this.#db.close();
  }

  /** Resolves when the transaction is on the disk. */
  async #write<Answer>(doing: string, work: () => Answer): Promise<Answer> {
    const answer = this.#db.transaction(doing, work);
    await this.#db.durable();
    return answer;
  }

  async alertRules() {
    return this.#rules.all();
  }

  async putAlertRule(rule: AlertRule, at: Instant): Promise<StoredRule> {
    const changed = await this.#write('a rule could not be stored', () => this.#rules.put(rule, at));
    if (changed) this.#rulesChanged.call();
    return this.#rules.get(rule.id) as StoredRule;
  }

  async deleteAlertRule(id: string) {
    const deleted = await this.#write('a rule could not be deleted', () => this.#rules.delete(id));
    if (deleted) this.#rulesChanged.call();
    return deleted;
  }

  onAlertRules(listener: () => void) {
    return this.#rulesChanged.add(listener);
  }

  async evaluatedRules() {
    return this.#rules.evaluated();
  }

  async commitAlerts({ evaluatedRules, restarted = [], changes, ended = [], checkpoints }: AlertCommit) {
    const appended = await this.#write('a commit of alerts failed', () => {
      if (evaluatedRules) this.#rules.setEvaluated(evaluatedRules);
      for (const alert of restarted) this.#changes.restart(alert);
      for (const { consumer, position } of checkpoints)
        this.#db.run(CHECKPOINT, consumer, offsetNumber(position));
      const all = changes.map((change) => this.#changes.append(change));
      for (const alert of ended) this.#changes.end(alert);
      return all;
    });
    if (ended.length > 0) this.#alertsEnded.call(ended);
    if (appended.length + ended.length > 0) this.#alertsChanged.call();
    return appended;
  }

  async alertPath(ruleId: string, subject: AlertSubject, from: Instant) {
    await this.#db.durable();
    return this.#changes.path(ruleId, subject, from);
  }

  async presentAlerts() {
    await this.#db.durable();
    return this.#changes.present();
  }

  async alertChanges(query: AlertChangeQuery) {
    await this.#db.durable();
    return this.#changes.after(query);
  }

  async alertHead() {
    return this.#changes.head();
  }

  onAlerts(listener: () => void) {
    return this.#alertsChanged.add(listener);
  }

  onAlertEnds(listener: (ended: readonly AlertKey[]) => void) {
    return this.#alertsEnded.add(listener);
  }

  async alertCheckpoint(consumer: ConsumerName) {
    return offsetAt(this.#db.first(numberOf, 'SELECT position FROM consumer WHERE name = ?', consumer) ?? 0);
  }

  async renameAlertConsumer(from: ConsumerName, to: ConsumerName) {
    await this.#write('a consumer could not be renamed', () => {
      const copy =
        'INSERT INTO consumer SELECT ?, position FROM consumer WHERE name = ? ON CONFLICT DO NOTHING';
      this.#db.run(copy, to, from);
      this.#db.run('DELETE FROM consumer WHERE name = ?', from);
      this.#db.run('UPDATE undelivered SET target = ? WHERE target = ?', to, from);
    });
  }

  async keepAlertCheckpoint(consumer: ConsumerName, cursor: Offset, undelivered?: Undelivered) {
    await this.#write('the checkpoint of a notifier could not be stored', () => {
      this.#db.run(CHECKPOINT, consumer, offsetNumber(cursor));
      if (!undelivered) return;
      const sql = 'INSERT INTO undelivered (target, cursor, at_ms, error) VALUES (?, ?, ?, ?)';
      this.#db.run(sql, consumer, offsetNumber(undelivered.cursor), undelivered.at, undelivered.error);
    });
  }

  async undeliveredAlerts(limit: number) {
    return this.#db.all(undeliveredOf, 'SELECT * FROM undelivered ORDER BY id DESC LIMIT ?', limit);
  }

  async putAlertNote(note: AlertNote) {
    return this.#write('a note could not be stored', () => this.#notes.put(note));
  }

  async deleteAlertNote(id: number) {
    return this.#write('a note could not be deleted', () => this.#notes.delete(id));
  }

  async alertNotes(at: Instant) {
    return this.#notes.at(at);
  }
}

/** An alert store in the file `path`, or in memory under `:memory:`. Open it before use. */
export const createEmbeddedAlerts = (file: AlertsFile): AlertStore => new EmbeddedAlerts(file);
