import {
  AirDayColumns,
  type AirDaysRange,
  AirHourColumns,
  type AirHoursRange,
  decodeAirDayRow,
  decodeAirHourRow,
} from '@lanbi/model';
import type { Connection } from '@lanbi/sqlite';
import { blockOf, cutOf, rowKey } from './blocks.ts';
import { type ReadRecord, readRecords, type UnitColumns } from './slots.ts';
import type { RecordSubjects } from './subjects.ts';

const SQL = 'SELECT key, slots FROM record WHERE key IN (SELECT value FROM json_each(?))';

type ColumnsRange = AirDaysRange | AirHoursRange;

/** Where the records of a row go. */
interface Target<Columns> {
  readonly columns: Columns;
  /** The unit of its first slot. */
  readonly begin: number;
}

/** The rows that hold records of a subject, by their keys. */
function* targetsOf<Columns extends UnitColumns>(
  subjects: RecordSubjects,
  subject: string,
  range: ColumnsRange,
  columns: Columns,
): Iterable<readonly [number, Target<Columns>]> {
  const own = subjects.find(range.kind, subject);
  if (!own) return;
  const cut = cutOf(range.kind);
  const last = Math.min(own.last, blockOf(range.last, cut));
  columns.reserve(Math.min(range.last, (last + 1) * cut.slots - 1));
  for (let block = Math.max(own.first, blockOf(range.first, cut)); block <= last; block += 1)
    yield [rowKey(block, own.number), { columns, begin: block * cut.slots }];
}

/** Records of some subjects as columns, by one query for all. @throws LanbiError store-corrupt */
function readColumns<Columns extends UnitColumns>(
  db: Connection,
  subjects: RecordSubjects,
  range: ColumnsRange,
  { make, read }: { readonly make: () => Columns; readonly read: ReadRecord<Columns> },
): Columns[] {
  const targets = new Map<number, Target<Columns>>();
  const all = range.subjects.map((subject) => {
    const columns = make();
    for (const [key, target] of targetsOf(subjects, subject, range, columns)) targets.set(key, target);
    return columns;
  });
  if (targets.size === 0) return all;
  const take = (values: readonly unknown[]): void => {
    const target = targets.get(Number(values[0]));
    const slots = values[1];
    if (target && slots instanceof Uint8Array) readRecords(slots, target.columns, target.begin, read);
  };
  db.eachValues(take, SQL, JSON.stringify([...targets.keys()]));
  return all;
}

/** Days of air of some subjects. @throws LanbiError store-corrupt */
export const readAirDays = (db: Connection, subjects: RecordSubjects, range: AirDaysRange): AirDayColumns[] =>
  readColumns(db, subjects, range, {
    make: () => new AirDayColumns(range.first, range.last),
    read: decodeAirDayRow,
  });

/** Hours of air of some subjects. @throws LanbiError store-corrupt */
export const readAirHours = (
  db: Connection,
  subjects: RecordSubjects,
  range: AirHoursRange,
): AirHourColumns[] =>
  readColumns(db, subjects, range, {
    make: () => new AirHourColumns(range.first, range.last),
    read: decodeAirHourRow,
  });
