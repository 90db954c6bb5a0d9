import { AirDayColumns, type AirDaysRange } from '@lanbi/model';
import type { Connection, Row } from '@lanbi/sqlite';
import { blockOf, cutOf, rowKey } from './place.ts';
import { readDays } from './slots.ts';
import type { RecordSubjects } from './subjects.ts';

const SQL = 'SELECT key, slots FROM record WHERE key IN (SELECT value FROM json_each(?))';

/** Where a row of days goes. */
interface Target {
  readonly columns: AirDayColumns;
  /** The day of its first slot. */
  readonly begin: number;
}

/** The rows that hold days of a subject, by their keys. */
function* targetsOf(subjects: RecordSubjects, subject: string, range: AirDaysRange, columns: AirDayColumns) {
  const own = subjects.find(range.kind, subject);
  if (!own) return;
  const cut = cutOf(range.kind);
  const last = Math.min(own.last, blockOf(range.last, cut));
  columns.reserve(Math.min(range.last, (last + 1) * cut.slots - 1));
  for (let block = Math.max(own.first, blockOf(range.first, cut)); block <= last; block += 1)
    yield [rowKey(block, own.number), { columns, begin: block * cut.slots }] as const;
}

/** Days of air of some subjects as columns, by one query for all. @throws LanbiError store-corrupt */
export function readAirDays(db: Connection, subjects: RecordSubjects, range: AirDaysRange): AirDayColumns[] {
  const targets = new Map<number, Target>();
  const all = range.subjects.map((subject) => {
    const columns = new AirDayColumns(range.first, range.last);
    for (const [key, target] of targetsOf(subjects, subject, range, columns)) targets.set(key, target);
    return columns;
  });
  if (targets.size === 0) return all;
  const take = (row: Row): void => {
    const target = targets.get(Number(row['key']));
    if (target) readDays(row['slots'] as Uint8Array, target.columns, target.begin);
  };
  db.each(take, SQL, JSON.stringify([...targets.keys()]));
  return all;
}
