import {
  type AirDayColumns,
  type AirDaysRange,
  type AirHourColumns,
  type AirHoursRange,
  decodeRecord,
  encodeRecord,
  offsetAt,
  type Result,
  type ResultKey,
  type ResultKind,
  type ResultRange,
  type StoredResult,
} from '@lanbi/model';
import type { Connection, Row } from '@lanbi/sqlite';
import { type Instant, instant } from '@lanbi/standards';
import { readAirDays, readAirHours } from './air-columns.ts';
import { blockOf, cutOf, indexOf, rowKey, spanOf, unitsAt } from './place.ts';
import { RecordRows } from './record-rows.ts';
import type { Slot } from './slots.ts';
import { type RecordSubject, RecordSubjects } from './subjects.ts';

/** What putting a record changed. */
export interface PutRecord {
  readonly stored: StoredResult;
  readonly value: Uint8Array;
  readonly before: Uint8Array | undefined;
}

/** Where a record is to stand. */
export interface NewPlace {
  /** Takes the next place of the log. */
  readonly next: () => number;
  readonly computedAt: Instant;
  /** Given where the record is known to be new or changed. */
  readonly revision?: number | undefined;
}

/** An entry of the log of changes. */
interface Change {
  readonly position: number;
  readonly subject: number;
  readonly at: number;
}

const changeOf = (row: Row): Change => row as unknown as Change;

const sameBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, at) => byte === b[at]);

/** The record of a unit as a result of the kind of its subject. */
function storedOf<Kind extends ResultKind>(
  kind: Kind,
  subject: string,
  index: number,
  { revision, computedAt, position, value }: Slot,
): StoredResult<Kind> {
  return {
    kind,
    subject,
    ...spanOf(index, cutOf(kind)),
    body: decodeRecord(kind, value),
    revision,
    computedAt: instant(computedAt),
    position: offsetAt(position),
  };
}

/** Records in rows of many, with their log of changes. */
export class Records {
  readonly #db: Connection;
  readonly #subjects: RecordSubjects;

  constructor(db: Connection) {
    this.#db = db;
    this.#subjects = new RecordSubjects(db);
  }

  rows(): RecordRows {
    return new RecordRows(this.#db);
  }

  /** What is in memory may be what a transaction that failed has left. */
  forget(): void {
    this.#subjects.forget();
  }

  /**
   * Inside of a transaction, before the rows are flushed: undefined where the record is as it was.
   * @throws TypeError for a time that is not exactly one hour or day
   */
  put(rows: RecordRows, result: Result, place: NewPlace): PutRecord | undefined {
    const { kind, subject } = result;
    const cut = cutOf(kind);
    const index = indexOf(result, cut);
    if (index === undefined) throw new TypeError(`${kind} of ${subject} is of no whole hour or day`);
    const block = blockOf(index, cut);
    const value = encodeRecord(kind, result.body);
    const own = this.#subjects.holding(kind, subject, block);
    const slots = rows.of(rowKey(block, own.number));
    const known = slots.get(index - block * cut.slots);
    if (known && place.revision === undefined && sameBytes(known.value, value)) return undefined;
    if (known) this.#db.run('DELETE FROM change WHERE position = ?', known.position);
    const revision = place.revision ?? (known?.revision ?? 0) + 1;
    const slot = { revision, computedAt: place.computedAt, position: place.next(), value };
    this.#db.run('INSERT INTO change VALUES (?, ?, ?)', slot.position, own.number, index);
    slots.set(index - block * cut.slots, slot);
    rows.change(rowKey(block, own.number));
    const { causes: _, ...rest } = result;
    const { computedAt } = place;
    const stored = { ...rest, revision, computedAt, position: offsetAt(slot.position) };
    return { stored, value, before: known?.value };
  }

  /** @param rows of several calls, between which nothing is written: each row is then read once */
  get<Kind extends ResultKind>(key: ResultKey<Kind>, rows = this.rows()): StoredResult<Kind> | undefined {
    const own = this.#subjects.find(key.kind, key.subject);
    const index = indexOf(key, cutOf(key.kind));
    return own && index !== undefined ? this.#at(rows, key.kind, own, index) : undefined;
  }

  #at<Kind extends ResultKind>(
    rows: RecordRows,
    kind: Kind,
    own: RecordSubject,
    index: number,
  ): StoredResult<Kind> | undefined {
    const cut = cutOf(kind);
    const block = blockOf(index, cut);
    const slot = rows.of(rowKey(block, own.number)).get(index - block * cut.slots);
    return slot && storedOf(kind, own.subject, index, slot);
  }

  latest<Kind extends ResultKind>(kind: Kind, subject: string): StoredResult<Kind> | undefined {
    const own = this.#subjects.find(kind, subject);
    if (!own) return undefined;
    const { slots: many } = cutOf(kind);
    for (let block = own.last; block >= own.first; block -= 1) {
      const slots = this.rows().of(rowKey(block, own.number));
      const last = Math.max(...slots.keys());
      const slot = slots.get(last);
      if (slot) return storedOf(kind, subject, block * many + last, slot);
    }
    return undefined;
  }

  range<Kind extends ResultKind>({
    kind,
    subject,
    after,
    to,
    limit,
  }: ResultRange<Kind>): StoredResult<Kind>[] {
    const own = this.#subjects.find(kind, subject);
    if (!own) return [];
    const cut = cutOf(kind);
    const [first, last] = [unitsAt(after, cut), unitsAt(to, cut) - 1];
    const found: StoredResult<Kind>[] = [];
    const end = Math.min(own.last, blockOf(last, cut));
    for (
      let block = Math.max(own.first, blockOf(first, cut));
      block <= end && found.length < limit;
      block += 1
    )
      for (const [at, slot] of this.rows().of(rowKey(block, own.number))) {
        const index = block * cut.slots + at;
        if (index >= first && index <= last && found.length < limit)
          found.push(storedOf(kind, subject, index, slot));
      }
    return found;
  }

  airDays(range: AirDaysRange): AirDayColumns[] {
    return readAirDays(this.#db, this.#subjects, range);
  }

  airHours(range: AirHoursRange): AirHourColumns[] {
    return readAirHours(this.#db, this.#subjects, range);
  }

  /** The greatest place of a change; 0 where there is none. */
  head(): number {
    return this.#db.first((row) => Number(row['head'] ?? 0), 'SELECT max(position) AS head FROM change') ?? 0;
  }

  count(): number {
    return this.#db.first((row) => Number(row['count']), 'SELECT count(*) AS count FROM change') ?? 0;
  }

  /** Records behind a place, in the order of their changes. */
  changed(after: number, limit: number): StoredResult[] {
    return this.#changes('position > ? ORDER BY position LIMIT ?', after, limit);
  }

  /** Records before a place, the latest change first. */
  before(position: number, limit: number): StoredResult[] {
    return this.#changes('position < ? ORDER BY position DESC LIMIT ?', position, limit);
  }

  #changes(where: string, ...values: readonly number[]): StoredResult[] {
    const rows = this.rows();
    const changes = this.#db.all(changeOf, `SELECT * FROM change WHERE ${where}`, ...values);
    return changes.flatMap(({ subject, at }) => {
      const own = this.#subjects.numbered(subject);
      return (own && this.#at(rows, own.kind, own, at)) ?? [];
    });
  }

  /**
   * Inside of a transaction: takes out records whose changes stand in (from, to], except those that `stays` names and the
   * newest of each subject. Answers the greatest end of what was taken out, by kind.
   */
  prune(from: number, to: number, stays: (result: StoredResult) => boolean): StoredResult[] {
    const rows = this.rows();
    const sql = 'SELECT * FROM change WHERE position > ? AND position <= ?';
    const gone: StoredResult[] = [];
    for (const { subject, at, position } of this.#db.all(changeOf, sql, from, to)) {
      const own = this.#subjects.numbered(subject);
      const found = own && this.#at(rows, own.kind, own, at);
      if (!own || !found || stays(found) || this.latest(own.kind, own.subject)?.to === found.to) continue;
      const cut = cutOf(own.kind);
      const block = blockOf(at, cut);
      rows.of(rowKey(block, own.number)).delete(at - block * cut.slots);
      rows.change(rowKey(block, own.number));
      this.#db.run('DELETE FROM change WHERE position = ?', position);
      gone.push(found);
    }
    rows.flush();
    return gone;
  }
}
