import { dayKind, dayOfHour } from '@lanbi/evaluation';
import type { AirColumnsReader, AirDayKind, RecordReader, StoredResult } from '@lanbi/model';
import { daysOfYear, type SubjectDays, type YearOfDays } from './subject-days.ts';

/** A subject with the spans of days that must be loaded. */
export interface WantedDays {
  readonly days: SubjectDays;
  readonly spans: readonly { readonly first: number; readonly last: number }[];
}

/** Days of a subject that were read and not yet stored in memory. */
export interface ReadDays {
  readonly days: SubjectDays;
  readonly last: StoredResult<AirDayKind> | undefined;
  readonly years: YearOfDays[];
}

/** The ports from which days are read. */
export type DayReader = Pick<AirColumnsReader, 'airDays'> & Pick<RecordReader, 'latestResult'>;

/** Reads the last day of a subject if it is not known. */
async function lastOf(store: DayReader, { isOpened, subject }: SubjectDays) {
  return isOpened ? undefined : store.latestResult(dayKind(subject), subject.id);
}

/** Returns the years of a subject that must be read. */
const yearsOf = ({ days, spans }: WantedDays, last: ReadDays['last']): ReadonlySet<number> => {
  const latest = last ? dayOfHour(last.to) : days.latest;
  return new Set(spans.flatMap((span) => days.missing(span.first, span.last, latest)));
};

/** Reads a year of all subjects of a kind at once. */
async function readYear(store: DayReader, year: number, subjects: readonly ReadDays[]): Promise<void> {
  const [first] = subjects;
  if (!first) return;
  const ids = subjects.map(({ days }) => days.subject.id);
  const range = { kind: dayKind(first.days.subject), subjects: ids, ...daysOfYear(year) };
  for (const [at, columns] of (await store.airDays(range)).entries())
    subjects[at]?.years.push({ year, columns });
}

/** Reads the missing days of some subjects, with one call of the store for each year and kind of subject. */
export async function readDays(
  store: DayReader,
  wanted: readonly WantedDays[],
): Promise<readonly ReadDays[]> {
  const lasts = await Promise.all(wanted.map(({ days }) => lastOf(store, days)));
  const read = wanted.map(({ days }, at): ReadDays => ({ days, last: lasts[at], years: [] }));
  const groups = new Map<string, { readonly year: number; readonly subjects: ReadDays[] }>();
  for (const [at, each] of read.entries())
    for (const year of yearsOf(wanted[at] ?? { days: each.days, spans: [] }, each.last)) {
      const key = `${each.days.subject.region} ${year}`;
      const group = groups.get(key) ?? { year, subjects: [] };
      group.subjects.push(each);
      groups.set(key, group);
    }
  await Promise.all([...groups.values()].map(({ year, subjects }) => readYear(store, year, subjects)));
  return read;
}
