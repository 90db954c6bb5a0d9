import type { RowPeriod } from './period-windows.ts';
import type { WaterPeriodsReader } from './table-deps.ts';
import { inOrder, type RowSpan } from './together.ts';
import type { TrophicRow } from './trophic-columns.ts';

const ALL = 100_000;

/** Periods of lakes that end in a span. */
export async function* trophicRows(
  water: Pick<WaterPeriodsReader, 'results'>,
  lakes: readonly string[],
  period: RowPeriod,
  span: RowSpan,
): AsyncIterable<readonly TrophicRow[]> {
  const lists: (readonly TrophicRow[])[] = [];
  for (const lake of lakes) {
    const found = await water.results(`lake.class.${period}`, lake, { ...span, limit: ALL });
    lists.push(
      found.flatMap(({ subject, from, to, body, revision }) =>
        'trophic' in body ? { subject, from, to, revision, body } : [],
      ),
    );
  }
  yield inOrder(lists);
}
