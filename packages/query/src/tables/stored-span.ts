import type { ResultKind } from '@lanbi/model';
import { DAY, instant, startOfDay } from '@lanbi/standards';
import { firstResultSpan } from './expected.ts';
import type { RowsDeps } from './rows-deps.ts';
import type { RowSpan } from './together.ts';

/** Longer spans are cut to what is stored: a shorter one is read faster than its subjects are looked up. */
const LONG = 3 * 366 * DAY;

const NOTHING: RowSpan = { after: instant(0), to: instant(0) };

/** The part that two spans have in common, which may be empty. */
function sharedPart({ after, to }: RowSpan, most: RowSpan): RowSpan {
  const cut = { after: instant(Math.max(after, most.after)), to: instant(Math.min(to, most.to)) };
  return cut.after < cut.to ? cut : NOTHING;
}

/** From the first begin to the last end of some spans; undefined where there is none. */
function around(spans: Iterable<RowSpan | undefined>): RowSpan | undefined {
  let [after, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const span of spans) if (span) [after, to] = [Math.min(after, span.after), Math.max(to, span.to)];
  return after < to ? { after: instant(after), to: instant(to) } : undefined;
}

/** From the begin of the first result of a subject to the end of its last one; undefined where there is none. */
async function storedOf(deps: RowsDeps, kind: ResultKind, subject: string): Promise<RowSpan | undefined> {
  const first = await firstResultSpan(deps, kind, subject);
  const last = first && (await deps.store.latestResult(kind, subject));
  // Whole days, as spans of dates have them.
  return last && { after: startOfDay(first.after), to: last.to };
}

/**
 * The part of a span in which there are results of the subjects, or in which they are expected. A span of a thousand
 * years has no more rows than are stored, and takes no longer. A short span is answered as it is.
 * @param expected spans in which rows without results are answered too
 */
export async function spanWithRows(
  deps: RowsDeps,
  kind: ResultKind,
  { subjects, expected }: SubjectsOfSpan,
  span: RowSpan,
): Promise<RowSpan> {
  if (span.to - span.after <= LONG) return span;
  const stored: (RowSpan | undefined)[] = [];
  for (const subject of subjects) {
    stored.push(await storedOf(deps, kind, subject));
    await deps.yieldNow?.();
  }
  const most = around([...stored, ...(expected ?? [])]);
  return most ? sharedPart(span, most) : NOTHING;
}

/** Whose results a span is cut to. */
export interface SubjectsOfSpan {
  readonly subjects: readonly string[];
  readonly expected?: readonly (RowSpan | undefined)[] | undefined;
}

/** The part of a span in which any subject is expected; empty where none is. */
export function expectedPart(expected: readonly (RowSpan | undefined)[], span: RowSpan): RowSpan {
  const most = around(expected);
  return most ? sharedPart(span, most) : NOTHING;
}
