import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import {
  type ConsumerName,
  type DeadLetter,
  LanbiError,
  type LogPosition,
  logPosition,
  type Observation,
  type ObservationRange,
  type RegionId,
  type Result,
  type ResultKey,
  type ResultKind,
  type ResultRange,
  type StationId,
  type Store,
  type StoredReading,
  type StoredResult,
  type WriteBatch,
  type WriteOutcome,
} from '@lanbi/model';
import type { Instant } from '@lanbi/standards';
import { openDatabase, storeError } from './database.ts';
import { LatestReadings } from './latest.ts';
import { Listeners } from './listeners.ts';
import { merge } from './merge.ts';
import {
  type DeadLetterRow,
  deadLetterOf,
  type ObservationRow,
  observationOf,
  type ResultRow,
  resultOf,
} from './rows.ts';

interface Written {
  readonly outcome: WriteOutcome;
  readonly observation?: Observation;
  readonly readings?: readonly StoredReading[];
}

/** The store ports on one SQLite file. Synchronous inside: a call is one transaction, in call order. */
export class EmbeddedStore implements Store {
  readonly #path: string;
  readonly #appended = new Listeners();
  readonly #resulted = new Listeners();
  readonly #statements = new Map<string, StatementSync>();
  #latest = new LatestReadings();
  #db: DatabaseSync | undefined;

  constructor(path: string) {
    this.#path = path;
  }

  async open(): Promise<void> {
    this.#db = openDatabase(this.#path);
    this.#latest = new LatestReadings();
    for (const row of this.#statement(
      'SELECT * FROM observation ORDER BY to_ms',
    ).iterate() as Iterable<unknown>) {
      const { readings, ...rest } = observationOf(row as ObservationRow);
      this.#latest.put(rest, readings);
    }
  }

  async close(): Promise<void> {
    this.#statements.clear();
    this.#db?.close();
    this.#db = undefined;
  }

  async ping(): Promise<void> {
    await this.#read('ping', () => this.#statement('SELECT 1').get());
  }

  async write({ observations, deadLetters }: WriteBatch): Promise<readonly WriteOutcome[]> {
    const written = this.#transaction('a commit of observations failed', () => {
      for (const letter of deadLetters) this.#putDeadLetter(letter);
      return observations.map((observation) => this.#putObservation(observation));
    });
    let appended = false;
    for (const { observation, readings } of written) {
      if (!observation || !readings) continue;
      appended = true;
      this.#latest.put(observation, readings);
    }
    if (appended) this.#appended.call();
    return written.map(({ outcome }) => outcome);
  }

  #putObservation(observation: Observation): Written {
    const message = poison(observation);
    if (message) return { outcome: { kind: 'rejected', message } };
    const fresh = observation.readings.map((reading) => ({ ...reading, revision: 1 }));
    if (this.#insert(observation, fresh, true))
      return { outcome: { kind: 'accepted', change: 'new' }, observation, readings: fresh };
    return this.#mergeObservation(observation);
  }

  #insert(of: Observation, readings: readonly StoredReading[], orIgnore: boolean): boolean {
    const { changes } = this.#statement(
      `INSERT ${orIgnore ? 'OR IGNORE ' : ''}INTO observation (station, to_ms, period, medium, region, received_at, readings) VALUES (?, ?, ?, ?, ?, ?, ?)`,
    ).run(of.station, of.to, of.period, of.medium, of.region, of.receivedAt, JSON.stringify(readings));
    return changes === 1;
  }

  #mergeObservation(observation: Observation): Written {
    const key = [observation.station, observation.to, observation.period] as const;
    const row = this.#statement(
      'SELECT * FROM observation WHERE station = ? AND to_ms = ? AND period = ?',
    ).get(...key);
    const stored = observationOf(row as unknown as ObservationRow);
    const { change, readings } = merge(stored.readings, observation.readings);
    if (change === 'same') return { outcome: { kind: 'accepted', change: 'same' } };
    if (change === 'corrected')
      this.#statement(
        `INSERT INTO observation_history (position, station, to_ms, period, received_at, readings, replaced_at)
         SELECT position, station, to_ms, period, received_at, readings, ? FROM observation WHERE position = ?`,
      ).run(observation.receivedAt, stored.position);
    this.#statement('DELETE FROM observation WHERE position = ?').run(stored.position);
    this.#insert(observation, readings, false);
    return {
      outcome: { kind: 'accepted', change: change === 'added' ? 'new' : 'corrected' },
      observation,
      readings,
    };
  }

  #putDeadLetter({ at, topic, payload, station, scope, refusals }: DeadLetter): void {
    this.#statement(
      'INSERT INTO dead_letter (at_ms, topic, payload, station, scope, refusals) VALUES (?, ?, ?, ?, ?, ?)',
    ).run(at, topic, payload, station ?? null, scope, JSON.stringify(refusals));
  }

  async read(after: LogPosition, limit: number, region?: RegionId) {
    const rows = this.#all<ObservationRow>(
      `SELECT * FROM observation WHERE position > ? ${region === undefined ? '' : 'AND region = ?'} ORDER BY position LIMIT ?`,
      region === undefined ? [after, limit] : [after, region, limit],
    );
    return rows.map(observationOf);
  }

  async head(): Promise<LogPosition> {
    const [row] = this.#all<{ head: number | null }>('SELECT max(position) AS head FROM observation', []);
    return logPosition(row?.head ?? 0);
  }

  onAppend(listener: () => void): () => void {
    return this.#appended.add(listener);
  }

  async range({ station, after, to, parameter, period, limit, behind }: ObservationRange) {
    const [fromTo, fromPeriod] = behind ? [behind.to, behind.period] : [after, Number.MAX_SAFE_INTEGER];
    const conditions = ['station = ?', 'to_ms > ?', 'to_ms <= ?', '(to_ms, period) > (?, ?)'];
    const values: SQLInputValue[] = [station, after, to, fromTo, fromPeriod];
    if (period !== undefined) {
      conditions.push('period = ?');
      values.push(period);
    }
    if (parameter !== undefined) {
      // Parameter codes are a closed list; the readings always print them like this.
      conditions.push('instr(readings, ?) > 0');
      values.push(`"parameter":"${parameter}"`);
    }
    const sql = `SELECT * FROM observation WHERE ${conditions.join(' AND ')} ORDER BY to_ms, period LIMIT ?`;
    return this.#all<ObservationRow>(sql, [...values, limit]).map(observationOf);
  }

  async latest(station: StationId) {
    this.#open();
    return this.#latest.of(station);
  }

  async activity() {
    this.#open();
    return this.#latest.activity();
  }

  async commit(
    consumer: ConsumerName,
    position: LogPosition,
    results: readonly Result[],
    computedAt: Instant,
  ) {
    const changed = this.#transaction('a commit of results failed', () => {
      const stored = results.flatMap((result) => this.#putResult(result, computedAt));
      this.#statement(
        'INSERT INTO consumer VALUES (?, ?) ON CONFLICT DO UPDATE SET position = excluded.position',
      ).run(consumer, position);
      return stored;
    });
    if (changed.length > 0) this.#resulted.call();
    return changed;
  }

  #putResult(result: Result, computedAt: Instant): StoredResult[] {
    const { kind, subject, from, to } = result;
    const body = JSON.stringify(result.body);
    const key = [kind, subject, to, from] as const;
    const where = 'kind = ? AND subject = ? AND to_ms = ? AND from_ms = ?';
    const known = this.#statement(`SELECT * FROM result WHERE ${where}`).get(...key) as unknown as
      | ResultRow
      | undefined;
    if (known?.body === body) return [];
    if (known) this.#statement('DELETE FROM result WHERE position = ?').run(known.position);
    const revision = (known?.revision ?? 0) + 1;
    const { lastInsertRowid } = this.#statement(
      'INSERT INTO result (kind, subject, to_ms, from_ms, revision, computed_at, body) VALUES (?, ?, ?, ?, ?, ?, ?)',
    ).run(...key, revision, computedAt, body);
    return [
      {
        ...result,
        body: JSON.parse(body),
        revision,
        computedAt,
        position: logPosition(Number(lastInsertRowid)),
      },
    ];
  }

  async position(consumer: ConsumerName): Promise<LogPosition> {
    const [row] = this.#all<{ position: number }>('SELECT position FROM consumer WHERE name = ?', [consumer]);
    return logPosition(row?.position ?? 0);
  }

  async get({ kind, subject, from, to }: ResultKey) {
    const sql = 'SELECT * FROM result WHERE kind = ? AND subject = ? AND to_ms = ? AND from_ms = ?';
    return this.#all<ResultRow>(sql, [kind, subject, to, from]).map(resultOf)[0];
  }

  async latestResult(kind: ResultKind, subject: string) {
    const sql = 'SELECT * FROM result WHERE kind = ? AND subject = ? ORDER BY to_ms DESC LIMIT 1';
    return this.#all<ResultRow>(sql, [kind, subject]).map(resultOf)[0];
  }

  async results({ kind, subject, after, to, limit }: ResultRange) {
    const sql =
      'SELECT * FROM result WHERE kind = ? AND subject = ? AND to_ms > ? AND to_ms <= ? ORDER BY to_ms LIMIT ?';
    return this.#all<ResultRow>(sql, [kind, subject, after, to, limit]).map(resultOf);
  }

  async changedResults(after: LogPosition, limit: number) {
    return this.#all<ResultRow>('SELECT * FROM result WHERE position > ? ORDER BY position LIMIT ?', [
      after,
      limit,
    ]).map(resultOf);
  }

  onResults(listener: () => void): () => void {
    return this.#resulted.add(listener);
  }

  async deadLetters(limit: number, before = Number.MAX_SAFE_INTEGER) {
    const sql = 'SELECT * FROM dead_letter WHERE id < ? ORDER BY id DESC LIMIT ?';
    return this.#all<DeadLetterRow>(sql, [before, limit]).map(deadLetterOf);
  }

  async deadLetter(id: number) {
    return this.#all<DeadLetterRow>('SELECT * FROM dead_letter WHERE id = ?', [id]).map(deadLetterOf)[0];
  }

  #open(): DatabaseSync {
    if (!this.#db) throw new LanbiError('closed', 'the store is not open');
    return this.#db;
  }

  #statement(sql: string): StatementSync {
    const db = this.#open();
    let statement = this.#statements.get(sql);
    if (!statement) {
      statement = db.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  #all<Row>(sql: string, values: readonly SQLInputValue[]): Row[] {
    return this.#read('a query failed', () => this.#statement(sql).all(...values) as unknown as Row[]);
  }

  #read<Answer>(doing: string, work: () => Answer): Answer {
    try {
      return work();
    } catch (error) {
      throw storeError(error, doing);
    }
  }

  #transaction<Answer>(doing: string, work: () => Answer): Answer {
    const db = this.#open();
    try {
      db.exec('BEGIN IMMEDIATE');
      const answer = work();
      db.exec('COMMIT');
      return answer;
    } catch (error) {
      if (db.isTransaction) db.exec('ROLLBACK');
      throw storeError(error, doing);
    }
  }
}

/** Why an observation can never be stored; undefined for a sound one. */
function poison({ to, period, readings }: Observation): string | undefined {
  if (!Number.isSafeInteger(to) || !Number.isSafeInteger(period) || period < 0)
    return 'time or period is no whole number';
  const bad = readings.find((reading) => !Number.isFinite(reading.value));
  return bad && `${bad.parameter} is not a finite number`;
}

/** A store in a file, or in memory under `:memory:`. Open it before use. */
export const createEmbeddedStore = ({ path }: { readonly path: string }): Store => new EmbeddedStore(path);
