import {
  type AirDayColumns,
  type AirDaysRange,
  type AirHourColumns,
  type AirHoursRange,
  decodeRecord,
  encodeRecord,
  offsetAt,
  offsetNumber,
  type Result,
  type ResultKey,
  type ResultKind,
  type ResultRange,
  type StoredResult,
} from '@lanbi/model';
import type { Connection } from '@lanbi/sqlite';
import { type Instant, instant } from '@lanbi/standards';
import { readAirDays, readAirHours } from './air-columns.ts';
import { blockOf, cutOf, rowKey, unitIndex, unitSpan, unitsAt } from './blocks.ts';
import { ChangeLog, type ChangeRun, firstOffsetOf, isInRun } from './change-log.ts';
import { RecordRows } from './record-rows.ts';
import type { RecordSlot, Slots } from './slots.ts';
import { type RecordSubject, RecordSubjects } from './subjects.ts';

/** A record that is to be written. */
export interface RecordWrite {
  readonly result: Result;
  readonly computedAt: Instant;
  /** Given where the record is known to be new or changed. */
  readonly revision?: number | undefined;
}

/** What writing a record changed. */
export interface WrittenRecord {
  readonly stored: StoredResult;
  readonly value: Uint8Array;
  readonly before: Uint8Array | undefined;
  /** Its place among the records that were to be written. */
  readonly index: number;
}

/** Records of one row that are to be written, in their order. */
interface RowWrites {
  readonly own: RecordSubject;
  readonly block: number;
  readonly key: number;
  readonly indices: number[];
}

/** A record as it is written. */
function changedOf<Kind extends ResultKind>(
  { kind, subject, from, to, body }: Result<Kind>,
  { revision, computedAt, position }: RecordSlot,
): StoredResult<Kind> {
  const made = { revision, computedAt: instant(computedAt), position: offsetAt(position) };
  return { kind, subject, from, to, body, ...made };
}

const sameBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, at) => byte === b[at]);

/** The record of a unit as a result of the kind of its subject. */
function storedOf<Kind extends ResultKind>(
  kind: Kind,
  subject: string,
  index: number,
  { revision, computedAt, position, value }: RecordSlot,
): StoredResult<Kind> {
  return {
    kind,
    subject,
    ...unitSpan(index, cutOf(kind)),
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
  readonly #changes: ChangeLog;

  constructor(db: Connection) {
    this.#db = db;
    this.#subjects = new RecordSubjects(db);
    this.#changes = new ChangeLog(db);
  }

  rows(): RecordRows {
    return new RecordRows(this.#db);
  }

  /** What is in memory may be what a transaction that failed has left. */
  forget(): void {
    this.#subjects.forget();
  }

  /**
   * Inside of a transaction: writes those that are new or changed, each row once. Answers them in the order of the log, in
   * which the records of a row stand together.
   * @param next takes the next offset of the log
   * @throws TypeError for a time that is not exactly one hour or day
   */
  write(writes: readonly RecordWrite[], next: () => number): WrittenRecord[] {
    const rows = this.rows();
    const written: WrittenRecord[] = [];
    for (const row of this.#byRow(writes))
      if (this.#writeRow(rows.of(row.key), row, writes, next, written)) rows.change(row.key);
    rows.flush();
    return written;
  }

  #byRow(writes: readonly RecordWrite[]): Iterable<RowWrites> {
    const all = new Map<number, RowWrites>();
    let last: RowWrites | undefined;
    for (const [index, { result }] of writes.entries()) {
      const { kind, subject } = result;
      const cut = cutOf(kind);
      const unit = unitIndex(result, cut);
      if (unit === undefined) throw new TypeError(`${kind} of ${subject} is of no whole hour or day`);
      const block = blockOf(unit, cut);
      if (last?.block !== block || last.own.subject !== subject || last.own.kind !== kind) {
        const own = this.#subjects.holding(kind, subject, block);
        const key = rowKey(block, own.number);
        last = all.get(key) ?? { own, block, key, indices: [] };
        all.set(key, last);
      }
      last.indices.push(index);
    }
    return all.values();
  }

  /** Answers whether the row changed. */
  #writeRow(
    slots: Slots,
    { own, block, indices }: RowWrites,
    writes: readonly RecordWrite[],
    next: () => number,
    written: WrittenRecord[],
  ): boolean {
    const { slots: many } = cutOf(own.kind);
    const former: number[] = [];
    const before = written.length;
    for (const index of indices) {
      const write = writes[index];
      if (!write) continue;
      const at = (unitIndex(write.result, cutOf(own.kind)) ?? 0) - block * many;
      const value = encodeRecord(write.result.kind, write.result.body);
      const known = slots.get(at);
      if (known && write.revision === undefined && sameBytes(known.value, value)) continue;
      if (known) former.push(known.position);
      const revision = write.revision ?? (known?.revision ?? 0) + 1;
      const slot = { revision, computedAt: write.computedAt, position: next(), value };
      slots.set(at, slot);
      written.push({ stored: changedOf(write.result, slot), value, before: known?.value, index });
    }
    const last = written.at(-1);
    const count = written.length - before;
    if (!last || count === 0) return false;
    this.#changes.append({
      position: offsetNumber(last.stored.position),
      count,
      subject: own.number,
      at: block * many,
    });
    this.#changes.removeEmpty(former, slots);
    return true;
  }

  /** @param rows of several calls, between which nothing is written: each row is then read once */
  get<Kind extends ResultKind>(key: ResultKey<Kind>, rows = this.rows()): StoredResult<Kind> | undefined {
    const own = this.#subjects.find(key.kind, key.subject);
    const index = unitIndex(key, cutOf(key.kind));
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

  /** The greatest offset of a change; 0 where there is none. */
  head(): number {
    return this.#changes.head();
  }

  /** Records at the most: one that changed may be counted twice. */
  count(): number {
    return this.#changes.offsets();
  }

  /** Records behind an offset, in the order of their changes. */
  changed(after: number, limit: number): StoredResult[] {
    const rows = this.rows();
    const found: StoredResult[] = [];
    let offset: number | undefined = after;
    // An offset may be empty, so that runs may have fewer records than offsets.
    while (offset !== undefined && found.length < limit) {
      const runs: readonly ChangeRun[] = this.#changes.behind(offset, limit - found.length);
      for (const run of runs)
        for (const one of this.#recordsOf(rows, run)) if (offsetNumber(one.position) > after) found.push(one);
      offset = runs.at(-1)?.position;
    }
    return found.slice(0, limit);
  }

  /** Records before an offset, the latest change first. */
  before(position: number, limit: number): StoredResult[] {
    const rows = this.rows();
    const found: StoredResult[] = [];
    let offset: number | undefined = position;
    while (offset !== undefined && found.length < limit) {
      const runs: readonly ChangeRun[] = this.#changes.before(offset, limit - found.length);
      for (const run of runs)
        for (const one of this.#recordsOf(rows, run).reverse())
          if (offsetNumber(one.position) < position) found.push(one);
      const last = runs.at(-1);
      offset = last && firstOffsetOf(last);
    }
    return found.slice(0, limit);
  }

  /** The records that stand at the offsets of a run, ascending. */
  #recordsOf(rows: RecordRows, run: ChangeRun): StoredResult[] {
    const own = this.#subjects.numbered(run.subject);
    if (!own) return [];
    const { slots: many } = cutOf(own.kind);
    const block = Math.floor(run.at / many);
    return [...rows.of(rowKey(block, own.number))]
      .filter(([, slot]) => isInRun(slot.position, run))
      .sort(([, a], [, b]) => a.position - b.position)
      .map(([at, slot]) => storedOf(own.kind, own.subject, block * many + at, slot));
  }

  /**
   * Inside of a transaction: takes out records whose runs end in (from, to], except those that `stays` names and the newest of
   * each subject. Answers them.
   */
  prune(from: number, to: number, stays: (result: StoredResult) => boolean): StoredResult[] {
    const rows = this.rows();
    const gone: StoredResult[] = [];
    for (const run of this.#changes.between(from, to)) {
      const all = this.#recordsOf(rows, run);
      const going = all.filter((one) => !stays(one) && this.latest(one.kind, one.subject)?.to !== one.to);
      for (const one of going) this.#remove(rows, one);
      if (going.length === all.length) this.#changes.remove(run);
      gone.push(...going);
    }
    rows.flush();
    return gone;
  }

  #remove(rows: RecordRows, result: StoredResult): void {
    const own = this.#subjects.find(result.kind, result.subject);
    const cut = cutOf(result.kind);
    const index = unitIndex(result, cut);
    if (!own || index === undefined) return;
    const block = blockOf(index, cut);
    const key = rowKey(block, own.number);
    rows.of(key).delete(index - block * cut.slots);
    rows.change(key);
  }
}
