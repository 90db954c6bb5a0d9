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
import { AlertChanges } from './changes.ts';
import { AlertNotes } from './notes.ts';
import { numberOf, storedUndeliveredOf } from './rows.ts';
import { Rules } from './rules.ts';
import { ALERT_MIGRATIONS } from './schema.ts';

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
 * The alert port on one SQLite database. A call is one transaction, in call order. It resolves when that is on the disk, and
 * a call that reads when all that it read is: what is notified is never undone by a power cut.
 */
class EmbeddedAlerts implements AlertStore {
  readonly #db: Connection;
  readonly #earlier: AlertsFile['earlier'];
  #why: string | undefined;
  readonly #rules: Rules;
  readonly #changes: AlertChanges;
  readonly #notes: AlertNotes;
  readonly #rulesChanged = new Listeners(warn);
  readonly #alertsChanged = new Listeners(warn);
  readonly #alertsEnded = new Listeners<[readonly AlertKey[]]>(warn);

  constructor({ path, remedy, earlier, files }: AlertsFile) {
    this.#earlier = earlier;
    const why = () => this.#why;
    const db = new Connection({
      ...{ path, kind: 'alerts', application: APPLICATION, migrations: ALERT_MIGRATIONS, sync: 'group' },
      ...(files && { files }),
      ...(remedy !== undefined && { remedy }),
      earlier: (found) => (found === 'empty' ? why() : undefined),
    });
    this.#db = db;
    this.#rules = new Rules(db);
    this.#changes = new AlertChanges(db);
    this.#notes = new AlertNotes(db);
  }

  async open(): Promise<void> {
    this.#why = await this.#earlier?.();
    this.#db.open();
    await this.#db.durable();
  }

  async close(): Promise<void> {
    this.#db.close();
  }

  /** Answers when all that was committed up to now is on the disk. */
  async #durably<Answer>(answer: Answer): Promise<Answer> {
    await this.#db.durable();
    return answer;
  }

  /** All of `work` or nothing of it, on the disk. */
  #transaction<Answer>(doing: string, work: () => Answer): Promise<Answer> {
    return this.#durably(this.#db.transaction(doing, work));
  }

  async alertRules() {
    return this.#durably(this.#rules.all());
  }

  async putAlertRule(rule: AlertRule, at: Instant): Promise<StoredRule> {
    const { changed, stored } = await this.#transaction('a rule could not be stored', () =>
      this.#rules.put(rule, at),
    );
    if (changed) this.#rulesChanged.call();
    return stored;
  }

  async deleteAlertRule(id: string) {
    const deleted = await this.#transaction('a rule could not be deleted', () => this.#rules.delete(id));
    if (deleted) this.#rulesChanged.call();
    return deleted;
  }

  onAlertRules(listener: () => void) {
    return this.#rulesChanged.add(listener);
  }

  async evaluatedRules() {
    return this.#durably(this.#rules.evaluated());
  }

  async commitAlerts({ evaluatedRules, restarted = [], changes, ended = [], checkpoints }: AlertCommit) {
    const appended = await this.#transaction('a commit of alerts failed', () => {
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
    return this.#durably(this.#changes.path(ruleId, subject, from));
  }

  async presentAlerts() {
    return this.#durably(this.#changes.present());
  }

  async alertChanges(query: AlertChangeQuery) {
    return this.#durably(this.#changes.after(query));
  }

  async alertHead() {
    return this.#durably(this.#changes.head());
  }

  onAlerts(listener: () => void) {
    return this.#alertsChanged.add(listener);
  }

  onAlertEnds(listener: (ended: readonly AlertKey[]) => void) {
    return this.#alertsEnded.add(listener);
  }

  async alertCheckpoint(consumer: ConsumerName) {
    const position = this.#db.first(numberOf, 'SELECT position FROM consumer WHERE name = ?', consumer);
    return this.#durably(offsetAt(position ?? 0));
  }

  async renameAlertConsumer(from: ConsumerName, to: ConsumerName) {
    await this.#transaction('a consumer could not be renamed', () => {
      const copy =
        'INSERT INTO consumer SELECT ?, position FROM consumer WHERE name = ? ON CONFLICT DO NOTHING';
      this.#db.run(copy, to, from);
      this.#db.run('DELETE FROM consumer WHERE name = ?', from);
      this.#db.run('UPDATE undelivered SET target = ? WHERE target = ?', to, from);
    });
  }

  async keepAlertCheckpoint(consumer: ConsumerName, cursor: Offset, undelivered?: Undelivered) {
    await this.#transaction('the checkpoint of a notifier could not be stored', () => {
      this.#db.run(CHECKPOINT, consumer, offsetNumber(cursor));
      if (!undelivered) return;
      const sql = 'INSERT INTO undelivered (target, cursor, at_ms, error) VALUES (?, ?, ?, ?)';
      this.#db.run(sql, consumer, offsetNumber(undelivered.cursor), undelivered.at, undelivered.error);
    });
  }

  async undeliveredAlerts(limit: number) {
    const sql = 'SELECT * FROM undelivered ORDER BY id DESC LIMIT ?';
    return this.#durably(this.#db.all(storedUndeliveredOf, sql, limit));
  }

  async putAlertNote(note: AlertNote) {
    return this.#transaction('a note could not be stored', () => this.#notes.put(note));
  }

  async deleteAlertNote(id: number) {
    return this.#transaction('a note could not be deleted', () => this.#notes.delete(id));
  }

  async alertNotes(at: Instant) {
    return this.#durably(this.#notes.at(at));
  }
}

/** An alert store in the file `path`, or in memory under `:memory:`. Open it before use. */
export const createEmbeddedAlerts = (file: AlertsFile): AlertStore => new EmbeddedAlerts(file);
