import { type Member, periodStandards, sectionsOf } from '@lanbi/evaluation';
import type { WaterStandards } from '@lanbi/standards';
import { seriesWindows } from './period-windows.ts';
import type { RowsDeps } from './rows-deps.ts';
import type { AskedTable, WaterPeriodsReader } from './table-deps.ts';
import type { RowSpan } from './together.ts';
import type { BodyRow } from './water-body-columns.ts';

type Deps = Pick<RowsDeps, 'registry' | 'clock' | 'yieldNow'> & {
  readonly water: Pick<WaterPeriodsReader, 'members'>;
};
/** Whose periods are asked for, and under what. */
type AskedBodies = Pick<AskedTable, 'subjects' | 'fill' | 'interval' | 'under'>;

type Figured<Figure> = (members: readonly Member[], by: WaterStandards) => Figure;

/** Periods of rivers or lakes that end in a span, those of one window in the order of the subjects. */
export async function* bodyRows<Figure>(
  { registry, clock, yieldNow, water }: Deps,
  of: 'river' | 'lake',
  { subjects, fill, interval: period, under }: AskedBodies,
  span: RowSpan,
  figureOf: Figured<Figure>,
): AsyncIterable<readonly BodyRow<Figure>[]> {
  for (const window of seriesWindows(period, span, clock.now())) {
    const rows: BodyRow<Figure>[] = [];
    for (const subject of subjects) {
      const sections = sectionsOf(`${of}:${subject}`, registry, window) ?? [];
      const { all, members, validity, revision, computedAt } = await water.members(sections, {
        period,
        window,
      });
      const hasFigure = members.length > 0;
      if (!hasFigure && !(fill && sections.length > 0)) continue;
      const figure = hasFigure
        ? figureOf(all, under.water(window) ?? periodStandards(period, window))
        : undefined;
      rows.push({ subject, ...window, figure, validity, revision, computedAt });
      await yieldNow?.();
    }
    if (rows.length > 0) yield rows;
  }
}
