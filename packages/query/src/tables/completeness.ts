import { HOUR } from '@lanbi/standards';
import { AIR_HOURS } from './air-hours.ts';
import { type CompletenessRow, OpenPeriods, plannedPollutants } from './completeness-counts.ts';
import { expectedSpans, expectedUnits } from './expected.ts';
import type { RowPeriod } from './period-windows.ts';
import { beginOf, columnBlocks, lastEndingIn, unitEnd, unitOf } from './read-columns.ts';
import type { RowsDeps } from './rows-deps.ts';
import { expectedPart } from './stored-span.ts';
import type { RowSpan } from './together.ts';

/** Whose completeness is asked for. */
export interface AskedCompleteness {
  readonly subjects: readonly string[];
  readonly region: boolean;
  readonly period: RowPeriod;
}

/** Days or months in the order of time, those of one time in the order of the subjects. */
export async function* completenessRows(
  deps: RowsDeps,
  { subjects, region, period }: AskedCompleteness,
  span: RowSpan,
): AsyncIterable<readonly CompletenessRow[]> {
  const kind = AIR_HOURS;
  const expected = await expectedSpans(deps, kind.of(region), subjects);
  const open = new OpenPeriods(
    period,
    subjects.map((subject) => ({ subject, plan: plannedPollutants(deps.registry, subject) })),
  );
  const part = expectedPart(expected, span);
  for await (const { slice, all } of columnBlocks(deps, kind, { subjects, region }, part)) {
    const parts = expected.map((own) => expectedUnits(own, slice, HOUR));
    const last = lastEndingIn(slice, HOUR);
    for (let hour = unitOf(slice.after, HOUR); hour <= last; ) {
      const done = open.moveTo({ from: beginOf(hour, HOUR), to: unitEnd(hour, HOUR) });
      if (done.length > 0) yield done;
      const end = Math.min(last, unitOf(open.end, HOUR) - 1);
      for (const [at, columns] of all.entries()) {
        const own = parts[at];
        if (own === undefined) continue;
        const [from, to] = [Math.max(hour, unitOf(own.after, HOUR)), Math.min(end, lastEndingIn(own, HOUR))];
        if (from <= to) open.add(at, columns, from, to);
      }
      hour = end + 1;
    }
  }
  const left = open.rows();
  if (left.length > 0) yield left;
}
