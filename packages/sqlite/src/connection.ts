import type { DatabaseSync, SQLInputValue, SQLOutputValue, StatementSync } from 'node:sqlite';
import { LanbiError } from '@lanbi/model';
import { openDatabase } from './database.ts';
import { databaseError } from './errors.ts';
import { LogSync } from './log-sync.ts';
import type { DatabaseOptions } from './options.ts';

/** A row as SQLite gives it; its owner makes nouns of it. */
export type Row = Readonly<Record<string, SQLOutputValue>>;

/** One database from open to close: statements are prepared once, failures are of our catalogue. */
export class Connection {
  readonly #options: DatabaseOptions;
  readonly #statements = new Map<string, StatementSync>();
  #db: DatabaseSync | undefined;
  #closed = false;
  /** Of a file whose commits share syncs. */
  #sync: LogSync | undefined;
  /** Commits so far, and how many of them are on the disk: what a start finds in the log may not be. */
  #commits = 1;
  #durable = 0;

  constructor(options: DatabaseOptions) {
    this.#options = options;
  }

  /** @throws LanbiError …-unavailable, …-corrupt; closed after `close` */
  open(): void {
    if (this.#closed) throw new LanbiError('closed', `the ${this.#options.kind} was closed`);
    if (this.#db) return;
    this.#db = openDatabase(this.#options);
    const { sync, path, files } = this.#options;
    if (sync === 'group' && path !== ':memory:') this.#sync = new LogSync(`${path}-wal`, files);
  }

  close(): void {
    this.#closed = true;
    this.#statements.clear();
    // SQLite brings all that was committed onto the disk.
    this.#db?.close();
    this.#db = undefined;
    void this.#sync?.close();
    this.#sync = undefined;
  }

  /**
   * Resolves when all that was committed before the call is on the disk. Commits after a sync that failed are refused:
   * whether the earlier ones are on the disk is not known.
   * @throws LanbiError …-unavailable
   */
  async durable(): Promise<void> {
    const sync = this.#sync;
    if (!sync || this.#durable === this.#commits) return;
    const upTo = this.#commits;
    try {
      await sync.synced();
    } catch (error) {
      throw this.#failed(error, 'the disk did not take what was committed; start again');
    }
    this.#durable = Math.max(this.#durable, upTo);
  }

  isOpen(): boolean {
    return this.#db !== undefined;
  }

  /** @throws LanbiError closed */
  check(): void {
    this.#opened();
  }

  /** Changes rows, inside of `transaction`; fails with SQLite's own error, which the transaction handles. */
  run(sql: string, ...values: readonly SQLInputValue[]): { readonly changes: number; readonly id: number } {
    const { changes, lastInsertRowid } = this.#statement(sql).run(...values);
    return { changes: Number(changes), id: Number(lastInsertRowid) };
  }

  /** @throws LanbiError closed, …-unavailable, …-corrupt */
  all<Noun>(make: (row: Row) => Noun, sql: string, ...values: readonly SQLInputValue[]): Noun[] {
    const statement = this.#statement(sql);
    try {
      return statement.all(...values).map(make);
    } catch (error) {
      throw this.#failed(error, 'a query failed');
    }
  }

  first<Noun>(make: (row: Row) => Noun, sql: string, ...values: readonly SQLInputValue[]): Noun | undefined {
    return this.all(make, sql, ...values)[0];
  }

  /** Every row in turn, not held in memory together; ends early when `visit` answers false. */
  each(visit: (row: Row) => unknown, sql: string, ...values: readonly SQLInputValue[]): void {
    const statement = this.#statement(sql);
    try {
      for (const row of statement.iterate(...values)) if (visit(row) === false) return;
    } catch (error) {
      throw this.#failed(error, 'a query failed');
    }
  }

  /** As `each`, with the values of a row in the order of its columns: for rows by the thousand. */
  eachValues(
    visit: (values: readonly SQLOutputValue[]) => void,
    sql: string,
    ...values: readonly SQLInputValue[]
  ): void {
    const statement = this.#statement(sql);
    statement.setReturnArrays(true);
    try {
      for (const row of statement.iterate(...values)) if (Array.isArray(row)) visit(row);
    } catch (error) {
      throw this.#failed(error, 'a query failed');
    } finally {
      // The statement is kept by its text, which others may run too.
      statement.setReturnArrays(false);
    }
  }

  /**
   * All of `work` or nothing of it; on the disk when this returns, or with `sync: 'group'` when `durable` resolves.
   * @throws LanbiError as `all`, …-full
   */
  transaction<Answer>(doing: string, work: () => Answer): Answer {
    const db = this.#opened();
    if (this.#sync?.failure !== undefined) throw this.#failed(this.#sync.failure, doing);
    try {
      this.run('BEGIN IMMEDIATE');
      const answer = work();
      this.run('COMMIT');
      this.#commits += 1;
      return answer;
    } catch (error) {
      // Some failures of the engine have rolled back already.
      if (db.isTransaction) this.run('ROLLBACK');
      throw this.#failed(error, doing);
    }
  }

  #failed(error: unknown, doing: string): LanbiError {
    return databaseError(error, this.#options.kind, doing);
  }

  #opened(): DatabaseSync {
    if (!this.#db) throw new LanbiError('closed', `the ${this.#options.kind} is not open`);
    return this.#db;
  }

  #statement(sql: string): StatementSync {
    const db = this.#opened();
    let statement = this.#statements.get(sql);
    if (!statement) {
      statement = db.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }
}
