import type { AirColumnsReader, AirDayKind, AirHourKind, ValueColumns } from '@lanbi/model';
import { CIVIL_OFFSET, type Instant, instant } from '@lanbi/standards';
import type { QueryDeps } from '../deps.ts';
import type { RowSpan } from './together.ts';

/** Records of hours or days that are read as columns. */
export interface AirUnit<Columns extends ValueColumns> {
  /** Length of a record, ms. */
  readonly length: number;
  /** Records that share a stored row. */
  readonly block: number;
  readonly of: (region: boolean) => AirHourKind | AirDayKind;
  readonly read: (store: AirColumnsReader, range: ColumnsRange) => Promise<readonly Columns[]>;
}

/** Subjects and numbers of units since 1970 at +08:00. */
export interface ColumnsRange {
  readonly region: boolean;
  readonly subjects: readonly string[];
  readonly first: number;
  readonly last: number;
}

/** The number of the unit of an instant. */
export const unitOf = (at: Instant, length: number): number => Math.floor((at + CIVIL_OFFSET) / length);

export const beginOf = (unit: number, length: number): Instant => instant(unit * length - CIVIL_OFFSET);
export const unitEnd = (unit: number, length: number): Instant => beginOf(unit + 1, length);

/** The last unit that ends in a span. */
export const lastEndingIn = ({ to }: RowSpan, length: number): number => unitOf(to, length) - 1;

/** Records that are read without a yield to the event loop, some 5 ms: it bounds how long a download keeps others waiting. */
const RECORDS = 4_800;

/** A slice of a span with the columns of all subjects, in their order. */
export interface ColumnsSlice<Columns> {
  readonly slice: RowSpan;
  readonly all: readonly Columns[];
}

type Deps = Pick<QueryDeps, 'yieldNow'> & { readonly store: AirColumnsReader };

/** Records that end in a slice; as many subjects are read at once as the bound allows. */
async function readSlice<Columns extends ValueColumns>(
  { store, yieldNow }: Deps,
  kind: AirUnit<Columns>,
  { subjects, ...range }: ColumnsRange,
): Promise<readonly Columns[]> {
  const units = range.last - range.first + 1;
  const atOnce = Math.max(1, Math.floor(RECORDS / units));
  if (subjects.length <= atOnce) return kind.read(store, { ...range, subjects });
  const all: Columns[] = [];
  for (let at = 0; at < subjects.length; at += atOnce) {
    const some = await kind.read(store, { ...range, subjects: subjects.slice(at, at + atOnce) });
    for (const columns of some) all.push(columns);
    await yieldNow?.();
  }
  return all;
}

/**
 * Slices of a span in the order of time. The first one is short, so that a page of few rows reads few records; the others
 * are as long as the bound of records allows, and end with whole stored rows.
 */
export async function* columnBlocks<Columns extends ValueColumns>(
  deps: Deps,
  kind: AirUnit<Columns>,
  { subjects, region }: Pick<ColumnsRange, 'subjects' | 'region'>,
  span: RowSpan,
): AsyncIterable<ColumnsSlice<Columns>> {
  const { length, block } = kind;
  const end = lastEndingIn(span, length);
  const longest = Math.max(1, Math.floor(RECORDS / Math.max(1, subjects.length) / block)) * block;
  let units = block;
  for (let first = unitOf(span.after, length); first <= end; ) {
    const whole = Math.ceil((first + units) / block) * block - 1;
    const last = Math.min(end, whole);
    const all = await readSlice(deps, kind, { subjects, region, first, last });
    const slice = { after: instant(Math.max(span.after, beginOf(first, length))), to: unitEnd(last, length) };
    yield { slice, all };
    await deps.yieldNow?.();
    first = last + 1;
    units = Math.min(units * 4, longest);
  }
}
