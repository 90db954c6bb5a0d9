import {
  type Observation,
  type ObservationRange,
  type Offset,
  offsetAt,
  offsetNumber,
  type StoredObservation,
  type StoredReading,
  type WriteOutcome,
} from '@lanbi/model';
import type { Connection } from '@lanbi/sqlite';
import { itemFault } from '@lanbi/sqlite';
import type { Appended } from './log-tail.ts';
import { merge } from './merge.ts';
import { dayOf, readRange } from './observation-range.ts';
import { poison } from './poison.ts';
import { writeReadings } from './readings.ts';
import { observationOf, positionOf } from './rows.ts';

/** The outcome of one observation and, when it changed the table, its newest state at the end of the log. */
export interface Put {
  readonly outcome: WriteOutcome;
  readonly appended?: Appended<StoredObservation>;
}

/** How an observation came is not stored. */
function storedOf(
  of: Omit<Observation, 'readings'>,
  readings: readonly StoredReading[],
  id: number,
): StoredObservation {
  const { station, medium, region, to, period, assumed, receivedAt } = of;
  const position = offsetAt(id);
  return assumed === undefined
    ? { position, station, medium, region, to, period, receivedAt, readings }
    : { position, station, medium, region, to, period, assumed, receivedAt, readings };
}

const INSERT = `
  INSERT INTO observation (station, to_ms, period, medium, region, received_at, assumed, readings, body)
  VALUES (?, ?, ?, ?, ?, ?, ?, '', ?)`;

const INSERT_NEW = `${INSERT} ON CONFLICT (to_ms / 86400000, station, to_ms, period) DO NOTHING`;
const IDENTITY = 'to_ms / 86400000 = ? AND station = ? AND to_ms = ? AND period = ?';

const KEEP_HISTORY = `
  INSERT INTO observation_history (position, station, to_ms, period, received_at, readings, body, replaced_at)
  SELECT position, station, to_ms, period, received_at, readings, body, ? FROM observation WHERE position = ?`;

/** The table of observations, which in the order of `position` is the log. */
export class Observations {
  readonly #db: Connection;

  constructor(db: Connection) {
    this.#db = db;
  }

  /** Inside of a transaction. Rejects what is at fault itself; throws when the engine is. */
  put(observation: Observation): Put {
    const message = poison(observation);
    if (message !== undefined) return { outcome: { kind: 'rejected', message } };
    try {
      const put = this.#putNew(observation);
      if (put) return put;
    } catch (error) {
      const fault = itemFault(error);
      if (fault === undefined) throw error;
      return { outcome: { kind: 'rejected', message: fault } };
    }
    // Several statements, of values that the table took just now: a failure here is the engine's, for the whole batch.
    return this.#putAgain(observation);
  }

  #putNew(observation: Observation): Put | undefined {
    const readings = observation.readings.map((reading) => ({ ...reading, revision: 1 }));
    const { changes, id } = this.#insert(INSERT_NEW, observation, readings);
    if (changes === 0) return undefined;
    const entry = storedOf(observation, readings, id);
    return { outcome: { kind: 'accepted', change: 'new' }, appended: { entry } };
  }

  #putAgain(observation: Observation): Put {
    const { receivedAt } = observation;
    const stored = this.find(observation);
    if (!stored) throw new Error('an index names a row that is not there');
    const { change, readings } = merge(stored.readings, observation);
    if (change === 'same') return { outcome: { kind: 'accepted', change } };
    if (change === 'corrected') this.#db.run(KEEP_HISTORY, receivedAt, offsetNumber(stored.position));
    this.#db.run('DELETE FROM observation WHERE position = ?', offsetNumber(stored.position));
    const { id } = this.#insert(INSERT, observation, readings);
    return {
      outcome: { kind: 'accepted', change: change === 'added' ? 'new' : 'corrected' },
      appended: { entry: storedOf(observation, readings, id), replaced: stored.position },
    };
  }

  find({
    station,
    to,
    period,
  }: Pick<Observation, 'station' | 'to' | 'period'>): StoredObservation | undefined {
    return this.#all(IDENTITY, [dayOf(to), station, to, period])[0];
  }

  /** Inside of a transaction: this state at the end of the log, in place of an earlier one. */
  replace(state: Omit<StoredObservation, 'position'>): Appended<StoredObservation> {
    const put = this.#insert(INSERT_NEW, state, state.readings);
    if (put.changes > 0) return { entry: { ...state, position: offsetAt(put.id) } };
    const { station, to, period } = state;
    const sql = `DELETE FROM observation WHERE ${IDENTITY} RETURNING position`;
    const replaced = this.#db.first(positionOf, sql, dayOf(to), station, to, period);
    const { id } = this.#insert(INSERT, state, state.readings);
    return { entry: { ...state, position: offsetAt(id) }, ...(replaced !== undefined && { replaced }) };
  }

  #insert(sql: string, of: Omit<Observation, 'readings'>, readings: readonly StoredReading[]) {
    const body = writeReadings(readings);
    const { station, to, period, medium, region, receivedAt, assumed = null } = of;
    return this.#db.run(sql, station, to, period, medium, region, receivedAt, assumed, body);
  }

  /** Entries in (after, end], in the order of the log. */
  read(after: Offset, end: Offset, limit: number): StoredObservation[] {
    const within = 'position > ? AND position <= ? ORDER BY position LIMIT ?';
    return this.#all(within, [offsetNumber(after), offsetNumber(end), limit]);
  }

  head(): Offset {
    return (
      this.#db.first(positionOf, 'SELECT max(position) AS position FROM observation') ?? positionOf(undefined)
    );
  }

  /** The last position ever given, though its row may be gone. */
  lastPosition(): Offset {
    const sql = "SELECT seq AS position FROM sqlite_sequence WHERE name = 'observation'";
    return this.#db.first(positionOf, sql) ?? positionOf(undefined);
  }

  range(query: ObservationRange): StoredObservation[] {
    return readRange(this.#db, query);
  }

  /** All behind `after`, in the order of the log. */
  each(visit: (observation: StoredObservation) => void, after: Offset): void {
    const sql = 'SELECT * FROM observation WHERE position > ? ORDER BY position';
    this.#db.each((row) => visit(observationOf(row)), sql, offsetNumber(after));
  }

  #all(where: string, values: readonly (string | number)[]): StoredObservation[] {
    return this.#db.all(observationOf, `SELECT * FROM observation WHERE ${where}`, ...values);
  }
}
