import {
  type AirDayColumns,
  type AirDaysRange,
  type AirHourColumns,
  type AirHoursRange,
  type ChangeRange,
  type ConsumerName,
  encodeRecord,
  LOG_START,
  type Offset,
  offsetAt,
  offsetNumber,
  type Result,
  type ResultChange,
  type ResultKey,
  type ResultKind,
  type ResultRange,
  type StoredResult,
} from '@lanbi/model';
import type { Connection, Row } from '@lanbi/sqlite';
import type { Instant } from '@lanbi/standards';
import { ChangeHistory } from './history.ts';
import { NewestResults } from './newest-results.ts';
import type { PlannedResult } from './recent/plan.ts';
import type { RecordRows } from './records/record-rows.ts';
import { Records, type RecordWrite } from './records/records.ts';
import { positionOf } from './rows.ts';

/** A consumer and its checkpoint. */
export interface ConsumerCheckpoint {
  readonly name: string;
  readonly position: Offset;
}

const checkpointOf = (row: Row): ConsumerCheckpoint => ({
  name: String(row['name']),
  position: positionOf(row),
});

/** The last offset ever given in the log of results, though what stood there may be gone. */
const LAST = 'results.last';

/** A record that is to be written. `before`: an earlier state of one that is known to be changed. */
interface Written extends RecordWrite {
  readonly before?: Result['body'];
}

/** Records, their history, and the checkpoints of consumers. */
export class Results {
  readonly #db: Connection;
  readonly #records: Records;
  readonly #history: ChangeHistory;
  readonly #newest = new NewestResults();
  #last: number | undefined;

  constructor(db: Connection) {
    this.#db = db;
    this.#records = new Records(db);
    this.#history = new ChangeHistory(db);
  }

  /** Inside of a transaction: those that are new or changed. */
  put(results: readonly Result[], computedAt: Instant): StoredResult[] {
    return this.#write(results.map((result) => ({ result, computedAt })));
  }

  /** Inside of a transaction: results that are known to be new or changed, with their revisions. */
  replace(planned: readonly PlannedResult[], computedAt: (at: number) => Instant): StoredResult[] {
    return this.#write(planned.map((one, at) => ({ ...one, computedAt: computedAt(at) })));
  }

  #write(writes: readonly Written[]): StoredResult[] {
    const written = this.#records.write(writes, () => this.#next());
    for (const one of written) {
      const put = writes[one.index];
      if (!put?.result.causes) continue;
      // An earlier state that is not in the file.
      const earlier = one.before ?? (put.before && encodeRecord(put.result.kind, put.before));
      this.#history.keep(put.result, { ...one, before: earlier });
    }
    if (written.length > 0)
      this.#db.run('INSERT OR REPLACE INTO setting VALUES (?, ?)', LAST, this.#last ?? 0);
    return written.map(({ stored }) => stored);
  }

  /** A transaction that writes results. Where it fails, what is in memory may be of it and is read again. */
  whole(transaction: () => StoredResult[]): StoredResult[] {
    try {
      const changed = transaction();
      this.#newest.put(changed);
      return changed;
    } catch (error) {
      this.#records.forget();
      this.#last = undefined;
      throw error;
    }
  }

  #next(): number {
    const sql = 'SELECT value AS position FROM setting WHERE name = ?';
    this.#last ??= Math.max(
      this.#records.head(),
      offsetNumber(this.#db.first(positionOf, sql, LAST) ?? LOG_START),
    );
    this.#last += 1;
    return this.#last;
  }

  /** To be called when results are taken out of the file. */
  forgetNewest(): void {
    this.#newest.forget();
  }

  advance(consumer: ConsumerName, position: Offset): void {
    this.#db.run(
      'INSERT INTO consumer VALUES (?, ?) ON CONFLICT DO UPDATE SET position = excluded.position',
      consumer,
      offsetNumber(position),
    );
  }

  checkpoint(consumer: ConsumerName): Offset {
    const sql = 'SELECT position FROM consumer WHERE name = ?';
    return this.#db.first(positionOf, sql, consumer) ?? positionOf(undefined);
  }

  /** The checkpoints of consumers whose name begins with a text. */
  checkpointsOf(prefix: string): readonly ConsumerCheckpoint[] {
    const sql = 'SELECT name, position FROM consumer WHERE substr(name, 1, ?) = ? ORDER BY name';
    return this.#db.all(checkpointOf, sql, prefix.length, prefix);
  }

  get<Kind extends ResultKind>(key: ResultKey<Kind>, rows?: RecordRows): StoredResult<Kind> | undefined {
    return this.#records.get(key, rows);
  }

  /** `get` for many keys, between which nothing is written. */
  getter(): (key: ResultKey) => StoredResult | undefined {
    const rows = this.#records.rows();
    return (key) => this.get(key, rows);
  }

  latest<Kind extends ResultKind>(kind: Kind, subject: string): StoredResult<Kind> | undefined {
    return this.#records.latest(kind, subject);
  }

  range<Kind extends ResultKind>(range: ResultRange<Kind>): StoredResult<Kind>[] {
    return this.#records.range(range);
  }

  airDays(range: AirDaysRange): AirDayColumns[] {
    return this.#records.airDays(range);
  }

  airHours(range: AirHoursRange): AirHourColumns[] {
    return this.#records.airHours(range);
  }

  head(): Offset {
    return offsetAt(this.#records.head());
  }

  changed(after: Offset, limit: number): StoredResult[] {
    this.#db.check();
    return this.#newest.behind(after, limit) ?? this.#records.changed(offsetNumber(after), limit);
  }

  before(position: Offset, limit: number): StoredResult[] {
    return this.#records.before(offsetNumber(position), limit);
  }

  history(range: ChangeRange): ResultChange[] {
    return this.#history.range(range);
  }

  /** Records at the most: one that changed may be counted twice. */
  count(): number {
    return this.#records.count();
  }

  /** Inside of a transaction: takes out records of a part of the log; those that `stays` names and the newest of each subject stay. */
  pruneRecords(from: number, to: number, stays: (result: StoredResult) => boolean): readonly StoredResult[] {
    return this.#records.prune(from, to, stays);
  }
}
