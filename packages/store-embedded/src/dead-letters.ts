import type { SQLInputValue } from 'node:sqlite';
import {
  type DeadLetter,
  type DeadLetterBounds,
  type DeadLetterQuery,
  type DeadLetterSummary,
  type PrunedDeadLetters,
  type Replay,
  refusalCounts,
  type StoredDeadLetter,
} from '@lanbi/model';
import type { Connection, Row } from '@lanbi/sqlite';
import { addToShare, pruneDeadLetters } from './dead-letter-prune.ts';
import { deadLetterSummaryOf, storedDeadLetterOf } from './rows.ts';

const INSERT = `
  INSERT INTO dead_letter (at_ms, station, reason, share, reasons, size, bytes, scope, topic, refusals, counts, retained)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

/** Refusals of senders that are not registered: whatever they call themselves, they have one share of the room. */
const STRANGERS: ReadonlySet<string> = new Set(['unknown-station', 'unknown-topic']);

/** Bytes of refusals and topics that a list reads at one time. */
const LIST_BYTES = 2 * 1024 * 1024;

const lengthOf = (row: Row): number =>
  [row['topic'], row['refusals'], row['replay']].reduce<number>(
    (total, text) => total + (typeof text === 'string' ? text.length : 0),
    0,
  );

interface Sized {
  readonly reason: string;
  readonly share: string;
  readonly replayed: number;
}
const sizedOf = (row: Row): Sized => row as unknown as Sized;

/** The tables of refused messages: what a list shows in one, payloads in another. */
export class DeadLetters {
  readonly #db: Connection;

  constructor(db: Connection) {
    this.#db = db;
  }

  /** Inside of a transaction. */
  put({ at, topic, payload, station, scope, refusals, counts, retained }: DeadLetter): void {
    const { reason } = refusals[0];
    const share = STRANGERS.has(reason) ? '' : (station ?? '');
    const text = JSON.stringify(refusals);
    const reasons = ` ${Object.keys(refusalCounts({ refusals, ...(counts && { counts }) })).join(' ')} `;
    const bytes = payload.byteLength;
    const size = bytes + topic.length + text.length;
    const numbers = counts ? JSON.stringify(counts) : null;
    const kept = retained ? 1 : 0;
    const head = [
      at,
      station ?? null,
      reason,
      share,
      reasons,
      size,
      bytes,
      scope,
      topic,
      text,
      numbers,
      kept,
    ];
    const { id } = this.#db.run(INSERT, ...head);
    this.#db.run('INSERT INTO dead_letter_payload VALUES (?, ?)', id, payload);
    addToShare(this.#db, { reason, share }, 1, size);
  }

  newest({ limit, before, station, reason, settled }: DeadLetterQuery): DeadLetterSummary[] {
    const conditions = ['id < ?'];
    const values: SQLInputValue[] = [before ?? Number.MAX_SAFE_INTEGER];
    const narrow = (condition: string, value: SQLInputValue) => {
      conditions.push(condition);
      values.push(value);
    };
    if (station !== undefined) narrow('station = ?', station);
    if (reason !== undefined) narrow('instr(reasons, ?) > 0', ` ${reason} `);
    if (settled !== undefined) narrow('settled = ?', settled ? 1 : 0);
    const sql = `SELECT * FROM dead_letter WHERE ${conditions.join(' AND ')} ORDER BY id DESC LIMIT ?`;
    const found: DeadLetterSummary[] = [];
    let bytes = 0;
    const take = (row: Row): boolean => {
      found.push(deadLetterSummaryOf(row));
      bytes += lengthOf(row);
      return bytes < LIST_BYTES;
    };
    this.#db.each(take, sql, ...values, limit);
    return found;
  }

  get(id: number): StoredDeadLetter | undefined {
    const sql = 'SELECT * FROM dead_letter JOIN dead_letter_payload USING (id) WHERE id = ?';
    return this.#db.first(storedDeadLetterOf, sql, id);
  }

  /** Inside of a transaction. */
  mark(id: number, replay: Replay): StoredDeadLetter | undefined {
    const sql = 'SELECT reason, share, ifnull(length(replay), 0) AS replayed FROM dead_letter WHERE id = ?';
    const known = this.#db.first(sizedOf, sql, id);
    if (!known) return undefined;
    const text = JSON.stringify(replay);
    const more = text.length - known.replayed;
    const settled = replay.outcome === 'stored' ? 1 : 0;
    const update = 'UPDATE dead_letter SET replay = ?, settled = ?, size = size + ? WHERE id = ?';
    this.#db.run(update, text, settled, more, id);
    addToShare(this.#db, known, 0, more);
    return this.get(id);
  }

  /** A step of the pruning, inside of a transaction. */
  prune(bounds: DeadLetterBounds): PrunedDeadLetters {
    return pruneDeadLetters(this.#db, bounds);
  }
}
