import { randomInt } from 'node:crypto';
import { offsetNumber } from '@lanbi/model';
import type { Connection } from '@lanbi/sqlite';
import { type Instant, instant } from '@lanbi/standards';
import type { Results } from '../results.ts';
import { type PruneBounds, type RetentionClass, retentionClassOf } from './spans.ts';

/** Rows looked at in one part of the pruning; an entry of the log of changes has up to 32 records. */
const PART = { observation: 5_000, change: 200 } as const;
const SPANS: readonly RetentionClass[] = ['observation', 'hour', 'long'];

/** Numbers between (after, upTo]. */
export interface Missed {
  readonly after: number;
  readonly upTo: number;
}

/** Spans that are kept: one more for each start and each outage. */
const SPANS_KEPT = 1_000;

/** What is left in the file, and how it is pruned: a part at a time, along the log. */
export class RecentWindow {
  readonly #db: Connection;
  readonly #results: () => Results;
  readonly #cursors = { observation: 0, change: 0 };

  constructor(db: Connection, results: () => Results) {
    this.#db = db;
    this.#results = results;
  }

  completeAfter(span: RetentionClass): Instant {
    return instant(this.#setting(`after.${span}`) ?? -8.64e15);
  }

  begins(): boolean {
    return this.#setting('after.observation') !== undefined;
  }

  beginAfter(from: PruneBounds['from']): void {
    for (const span of SPANS) this.#set(`after.${span}`, Math.max(from[span], this.completeAfter(span)));
  }

  noted(name: string): number | undefined {
    return this.#setting(`note.${name}`);
  }

  /** Inside of a transaction. */
  note(name: string, number: number): void {
    this.#set(`note.${name}`, number);
  }

  lastNumber(): number | undefined {
    return this.#setting('number');
  }

  /** Inside of a transaction. */
  keepNumber(number: number): void {
    this.#set('number', Math.max(number, this.lastNumber() ?? 0));
  }

  missed(): Missed[] {
    const sql = `SELECT substr(name, 8) AS after, value FROM setting WHERE name LIKE 'missed.%' ORDER BY value`;
    return this.#db.all((row) => ({ after: Number(row['after']), upTo: Number(row['value']) }), sql);
  }

  /** Inside of a transaction: makes one of spans that touch. */
  addMissed(span: Missed): Missed[] {
    const all = this.missed();
    const touching = all.filter(({ after, upTo }) => after <= span.upTo && upTo >= span.after);
    const gone = [...touching, ...all.slice(0, Math.max(0, all.length - SPANS_KEPT))];
    for (const { after } of gone) this.#db.run('DELETE FROM setting WHERE name = ?', `missed.${after}`);
    const after = Math.min(span.after, ...touching.map((one) => one.after));
    this.#set(`missed.${after}`, Math.max(span.upTo, ...touching.map(({ upTo }) => upTo)));
    return this.missed();
  }

  /** Inside of a transaction: a name that no other file has. */
  origin(): string {
    const name = this.#setting('origin') ?? randomInt(1, 2 ** 47);
    this.#set('origin', name);
    return name.toString(36);
  }

  prune(bounds: PruneBounds): boolean {
    this.#results().forgetNewest();
    const more = [this.#pruneObservations(bounds), this.#pruneRecords(bounds)];
    return more.includes(true);
  }

  #pruneObservations({ observationsUpTo, from: bound }: PruneBounds): boolean {
    const from = this.#cursors.observation;
    const to = this.#partEnd('observation', from, offsetNumber(observationsUpTo));
    this.#cursors.observation = to ?? 0;
    if (to === undefined) return false;
    const where = 'position > ? AND position <= ? AND to_ms <= ?';
    const values = [from, to, bound.observation];
    const last = this.#db.first(
      (row) => Number(row['last'] ?? Number.NaN),
      `SELECT max(to_ms) AS last FROM observation WHERE ${where}`,
      ...values,
    );
    this.#raise('observation', last);
    this.#db.run(`DELETE FROM observation WHERE ${where}`, ...values);
    return true;
  }

  #pruneRecords({ resultsUpTo, from: bound }: PruneBounds): boolean {
    const from = this.#cursors.change;
    const to = this.#partEnd('change', from, offsetNumber(resultsUpTo));
    this.#cursors.change = to ?? 0;
    if (to === undefined) return false;
    const gone = this.#results().pruneRecords(
      from,
      to,
      ({ kind, to: end }) => end > bound[retentionClassOf(kind)],
    );
    for (const { kind, to: end } of gone) this.#raise(retentionClassOf(kind), end);
    return true;
  }

  /** What ended at this instant is not here as a whole any more. */
  #raise(span: RetentionClass, end: number | undefined): void {
    if (end !== undefined && end > this.completeAfter(span)) this.#set(`after.${span}`, end);
  }

  /** The end of the next part behind `from`; undefined when there is none up to `upTo`. */
  #partEnd(table: 'observation' | 'change', from: number, upTo: number): number | undefined {
    const sql = `SELECT max(position) AS position FROM
      (SELECT position FROM ${table} WHERE position > ? AND position <= ? ORDER BY position LIMIT ${PART[table]})`;
    return this.#db.first((row) => row['position'] as number | null, sql, from, upTo) ?? undefined;
  }

  #setting(name: string): number | undefined {
    return this.#db.first((row) => Number(row['value']), 'SELECT value FROM setting WHERE name = ?', name);
  }

  #set(name: string, value: number): void {
    this.#db.run('INSERT OR REPLACE INTO setting VALUES (?, ?)', name, value);
  }
}
