import type { CalendarPeriod, LakePeriodBody } from '@lanbi/evaluation';
import type { WaterFigures } from '../water/water-figures.ts';
import { inOrder, type RowSpan } from './together.ts';
import type { TrophicRow } from './trophic-columns.ts';

const ALL = 100_000;

/** Periods of lakes that end in a span. */
export async function* trophicRows(
  water: WaterFigures,
  lakes: readonly string[],
  period: CalendarPeriod,
  span: RowSpan,
): AsyncIterable<readonly TrophicRow[]> {
  const lists: (readonly TrophicRow[])[] = [];
  for (const lake of lakes) {
    const found = await water.results(`lake.class.${period}`, lake, { ...span, limit: ALL });
    lists.push(
      found.map(({ subject, from, to, body, revision }) => ({
        ...{ subject, from, to, revision },
        // Of a kind of lakes.
        body: body as LakePeriodBody,
      })),
    );
  }
  yield inOrder(lists);
}
