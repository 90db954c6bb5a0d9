import type { ResultKind, StoredResult } from '@lanbi/model';
import { DAY, HOUR, type Instant, instant } from '@lanbi/standards';
import type { QueryDeps } from '../deps.ts';
import type { TableRow } from '../table/index.ts';

/** Ends of rows in (after, to]. */
export interface RowSpan {
  readonly after: Instant;
  readonly to: Instant;
}

/**
 * Rows that are in memory at one time, unless a slice of time has more. They are made and written without a yield to the
 * event loop, so the number bounds how long a download keeps other requests waiting.
 */
const ROWS = 300;
/** With more subjects than this a slice is one unit long, although the records of a day are read for it. */
const SUBJECTS = 3_000;

type Deps = Pick<QueryDeps, 'yieldNow'> & {
  readonly store: Pick<QueryDeps['store'], 'results' | 'capabilities'>;
};

/** The length of rows, and how often they come. */
export interface RowUnit {
  readonly length: number;
  /** Time that is read at once at the least; records of a day share a block. */
  readonly least: number;
}

export const HOUR_UNIT: RowUnit = { length: HOUR, least: DAY };
export const DAY_UNIT: RowUnit = { length: DAY, least: 32 * DAY };

/** The slices of a span that hold about as many rows as may be in memory, in order. */
export function* slicesOf({ after, to }: RowSpan, subjects: number, unit: RowUnit): Iterable<RowSpan> {
  const units = Math.max(1, Math.floor(ROWS / Math.max(1, subjects)));
  const long = Math.floor((units * unit.length) / unit.least) * unit.least;
  const step = subjects > SUBJECTS ? unit.length : Math.max(unit.least, long);
  for (let at: number = after; at < to; at += step)
    yield { after: instant(at), to: instant(Math.min(at + step, to)) };
}

/** Reads of several subjects that share a request where the store has that; else one after another. */
const AT_ONCE = 16;

/** Stored results of some subjects in a slice, by the order of the subjects. */
export async function resultsIn<Kind extends ResultKind>(
  { store, yieldNow }: Deps,
  kind: Kind,
  subjects: readonly string[],
  slice: RowSpan,
): Promise<readonly (readonly StoredResult<Kind>[])[]> {
  const limit = Math.ceil((slice.to - slice.after) / HOUR) * 60;
  const atOnce = store.capabilities.sharedReads ? AT_ONCE : 1;
  const found: (readonly StoredResult<Kind>[])[] = [];
  for (let at = 0; at < subjects.length; at += atOnce) {
    const some = subjects.slice(at, at + atOnce);
    found.push(
      ...(await Promise.all(some.map((subject) => store.results({ kind, subject, ...slice, limit })))),
    );
    await yieldNow?.();
  }
  return found;
}

/** Rows of all subjects in the order of their ends; those that end together stay in the order of the subjects. */
export const inOrder = <Row extends TableRow>(lists: readonly (readonly Row[])[]): readonly Row[] =>
  lists.length === 1 ? (lists[0] ?? []) : lists.flat().sort((a, b) => a.to - b.to);

/** Parts of rows in the order of time, each with all rows of its times. */
export function* partsByTime<Row extends TableRow>(rows: readonly Row[]): Iterable<readonly Row[]> {
  let begin = 0;
  for (let at = ROWS; at < rows.length; at += 1) {
    if (at - begin < ROWS || rows[at]?.to === rows[at - 1]?.to) continue;
    yield rows.slice(begin, at);
    begin = at;
  }
  if (begin < rows.length) yield rows.slice(begin);
}

/** Rows of a subject with a row for each unit in which it is expected and has none. @param rows ascending */
export function filled<Row extends TableRow>(
  rows: readonly Row[],
  { after, to }: RowSpan,
  unit: number,
  make: (from: Instant, to: Instant) => Row,
): readonly Row[] {
  const all: Row[] = [];
  let next = 0;
  for (let from: number = after; from + unit <= to; from += unit) {
    const row = rows[next];
    if (row && row.from === from) {
      all.push(row);
      next += 1;
    } else all.push(make(instant(from), instant(from + unit)));
  }
  return all;
}
