import { type ResultKind, spanOf, stationId } from '@lanbi/model';
import { CIVIL_OFFSET, type Instant, instant } from '@lanbi/standards';
import type { RowsDeps } from './rows-deps.ts';
import type { RowSpan } from './together.ts';

const EVER = { after: instant(-8.64e15), to: instant(8.64e15) };

/** When the first result of a subject ends; undefined where there is none. */
export async function firstResultSpan(
  { store }: RowsDeps,
  kind: ResultKind,
  subject: string,
): Promise<RowSpan | undefined> {
  const [first] = await store.results({ kind, subject, ...EVER, limit: 1 });
  if (!first) return undefined;
  // A sample of a mean has an end alone, and the time that ends with it is expected too.
  const isEnd = 'instant' in first.body && !first.body.instant;
  return { after: isEnd ? instant(first.from - 1) : first.from, to: first.to };
}

/**
 * The spans in which results of each subject are expected: from the first one that is stored, or of a station from the day
 * that the registry names, until the last day that it names, or now.
 */
export async function expectedSpans(
  deps: RowsDeps,
  kind: ResultKind,
  subjects: readonly string[],
): Promise<readonly (RowSpan | undefined)[]> {
  const now = deps.clock.now();
  const spans: (RowSpan | undefined)[] = [];
  for (const subject of subjects) {
    const station = deps.registry.stations.get(stationId(subject));
    const registered = station ? spanOf(station) : { from: -Infinity, to: Infinity };
    const begin =
      registered.from === -Infinity ? (await firstResultSpan(deps, kind, subject))?.after : registered.from;
    const to = Math.min(now, registered.to);
    spans.push(begin === undefined || begin >= to ? undefined : { after: instant(begin), to: instant(to) });
  }
  return spans;
}

const floorTo = (at: number, unit: number): Instant =>
  instant(Math.floor((at + CIVIL_OFFSET) / unit) * unit - CIVIL_OFFSET);

const ceilTo = (at: number, unit: number): Instant =>
  instant(Math.ceil((at + CIVIL_OFFSET) / unit) * unit - CIVIL_OFFSET);

/** The whole units that are expected and end in a slice; a span of nothing where there are none. */
export function expectedUnits(expected: RowSpan | undefined, slice: RowSpan, unit: number): RowSpan {
  if (!expected) return { after: slice.after, to: slice.after };
  const after = instant(Math.max(ceilTo(expected.after, unit), floorTo(slice.after, unit)));
  const to = floorTo(Math.min(expected.to, slice.to), unit);
  return { after, to: instant(Math.max(after, to)) };
}
