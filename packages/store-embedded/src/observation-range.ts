import type { SQLInputValue } from 'node:sqlite';
import { type ObservationRange, offsetNumber, type StoredObservation } from '@lanbi/model';
import type { Connection } from '@lanbi/sqlite';
import { earlierKey } from './earlier-readings.ts';
import { codeOf } from './reading-codes.ts';
import { observationOf } from './rows.ts';

const DAY_MS = 86_400_000;
/** Days looked at in one query at the most; twice as many as in the one before while that found less than this. */
const MOST_DAYS = 64;
const FEW = 500;
/** Ranges of fewer days are read day by day. */
const SHORT = 4;

/** The day that the index begins with, as SQLite divides: towards zero, so that later is never less. */
export const dayOf = (ms: number): number => Math.trunc(ms / DAY_MS);

/** What narrows a range besides its ends. */
function narrowing({ parameter, period, behind, upTo }: ObservationRange): {
  readonly conditions: string;
  readonly values: readonly SQLInputValue[];
} {
  const conditions: string[] = [];
  const values: SQLInputValue[] = [];
  const narrow = (condition: string, ...more: readonly SQLInputValue[]) => {
    conditions.push(` AND ${condition}`);
    values.push(...more);
  };
  if (behind) narrow('(to_ms, period) > (?, ?)', behind.to, behind.period);
  if (period !== undefined) narrow('period = ?', period);
  if (upTo !== undefined) narrow('position <= ?', offsetNumber(upTo));
  if (parameter !== undefined)
    narrow('(holds(body, ?) OR instr(readings, ?) > 0)', codeOf(parameter), earlierKey(parameter));
  return { conditions: conditions.join(''), values };
}

/** The first day from `day` on of which there is an observation of any station. */
function nextDay(db: Connection, day: number): number | undefined {
  const sql = `SELECT to_ms / 86400000 AS day FROM observation
    WHERE to_ms / 86400000 >= ? ORDER BY to_ms / 86400000 LIMIT 1`;
  return db.first((row) => Number(row['day']), sql, day);
}

const WITHIN = 'station = ? AND to_ms > ? AND to_ms <= ?';
const IN_ORDER = 'ORDER BY to_ms, period LIMIT ?';

/** One day, in the order of the index. */
const dayOnly = (conditions: string): string =>
  `SELECT * FROM observation WHERE to_ms / 86400000 = ? AND ${WITHIN}${conditions} ${IN_ORDER}`;

/** The days from the first parameter to the second, put in order. */
const daysBetween = (conditions: string): string => `
  WITH RECURSIVE days (day) AS (VALUES (?) UNION ALL SELECT day + 1 FROM days WHERE day < ?)
  SELECT observation.* FROM days CROSS JOIN observation ON to_ms / 86400000 = day
  WHERE ${WITHIN}${conditions} ${IN_ORDER}`;

/** Reads a part of a range: one day, or the days up to another. */
type ReadPart = (days: readonly number[], limit: number) => readonly StoredObservation[];

/** Day by day. */
function readDays(read: ReadPart, first: number, last: number, limit: number): StoredObservation[] {
  const found: StoredObservation[] = [];
  for (let day = first; day <= last && found.length < limit; day += 1)
    found.push(...read([day], limit - found.length));
  return found;
}

/** In spans of days: one at first, more while there is little in them. */
function readSpans(db: Connection, read: ReadPart, first: number, last: number, limit: number) {
  const found: StoredObservation[] = [];
  let days = 1;
  let from = nextDay(db, first);
  while (from !== undefined && from <= last && found.length < limit) {
    const until = Math.min(from + days - 1, last);
    const part = read([from, until], limit - found.length);
    for (const one of part) found.push(one);
    if (part.length < FEW) days = Math.min(2 * days, MOST_DAYS);
    from = nextDay(db, until + 1);
  }
  return found;
}

/** Observations of one station, ascending by end and period. The index has the day before the station. */
export function readRange(db: Connection, range: ObservationRange): StoredObservation[] {
  const { station, to, limit } = range;
  const after = Math.max(range.after, range.behind ? range.behind.to - 1 : range.after);
  const { conditions, values } = narrowing(range);
  const read: ReadPart = (days, most) => {
    const sql = days.length === 1 ? dayOnly(conditions) : daysBetween(conditions);
    return db.all(observationOf, sql, ...days, station, after, to, ...values, most);
  };
  const [first, last] = [dayOf(after), dayOf(to)];
  return last - first < SHORT ? readDays(read, first, last, limit) : readSpans(db, read, first, last, limit);
}
