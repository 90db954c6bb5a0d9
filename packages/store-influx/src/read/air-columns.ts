import {
  AirDayColumns,
  type AirDaysRange,
  AirHourColumns,
  type AirHoursRange,
  type RecordReader,
  type StoredResult,
} from '@lanbi/model';
import { CIVIL_OFFSET, DAY, HOUR, instant } from '@lanbi/standards';

const PAGE = 1_000;

type Reader = Pick<RecordReader, 'results'>;
type ColumnsRange = AirDaysRange | AirHoursRange;

/** Visits the records of a subject in a range, a page at a time. @param unit length of a record, ms */
async function eachRecord<Range extends ColumnsRange>(
  store: Reader,
  { kind, first, last }: Range,
  { subject, unit }: { readonly subject: string; readonly unit: number },
  visit: (at: number, record: StoredResult<Range['kind']>) => void,
): Promise<void> {
  const to = instant((last + 1) * unit - CIVIL_OFFSET);
  let after = instant(first * unit - CIVIL_OFFSET);
  for (;;) {
    const page = await store.results<Range['kind']>({ kind, subject, after, to, limit: PAGE });
    for (const record of page) visit(Math.floor((record.from + CIVIL_OFFSET) / unit), record);
    if (page.length < PAGE) return;
    after = page.at(-1)?.to ?? to;
  }
}

/** The days of one subject as columns. */
export async function airDaysOf(store: Reader, range: AirDaysRange, subject: string): Promise<AirDayColumns> {
  const columns = new AirDayColumns(range.first, range.last);
  await eachRecord(store, range, { subject, unit: DAY }, (day, { body, revision, computedAt }) =>
    columns.put(day, body, { revision, computedAt }),
  );
  return columns;
}

/** The hours of one subject as columns. */
export async function airHoursOf(
  store: Reader,
  range: AirHoursRange,
  subject: string,
): Promise<AirHourColumns> {
  const columns = new AirHourColumns(range.first, range.last);
  await eachRecord(store, range, { subject, unit: HOUR }, (hour, { body, revision, computedAt }) =>
    columns.put(hour, body, { revision, computedAt }),
  );
  return columns;
}
