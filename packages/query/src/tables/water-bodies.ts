import { type Member, sectionsOf, type Window } from '@lanbi/evaluation';
import type { WaterStandards } from '@lanbi/standards';
import { lakeFigures } from '../figures/water-lake.ts';
import { riverFigures } from '../figures/water-river.ts';
import type { WaterFigures } from '../water/water-figures.ts';
import { type SeriesPeriod, seriesWindows } from './period-windows.ts';
import type { AskedRows, RowsDeps } from './rows-deps.ts';
import type { RowSpan } from './together.ts';
import type { BodyRow, LakeRow, RiverRow } from './water-body-columns.ts';

/** Whose periods are asked for, and under what. */
export interface AskedBodies extends AskedRows {
  readonly period: SeriesPeriod | 'day';
  readonly by: (window: Window) => WaterStandards;
}

type Deps = Pick<RowsDeps, 'registry' | 'clock' | 'yieldNow'> & { readonly water: WaterFigures };
type Figured<Figure> = (members: readonly Member[], by: WaterStandards) => Figure;

/** Rows of each window, in the order of the subjects. */
async function* bodyRows<Figure>(
  { registry, clock, yieldNow, water }: Deps,
  of: 'river' | 'lake',
  { subjects, fill, period, by }: AskedBodies,
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
      const figure = hasFigure ? figureOf(all, by(window)) : undefined;
      rows.push({ subject, ...window, figure, validity, revision, computedAt });
      await yieldNow?.();
    }
    if (rows.length > 0) yield rows;
  }
}

/** Periods of rivers that end in a span. */
export const riverRows = (
  deps: Deps,
  asked: AskedBodies,
  span: RowSpan,
): AsyncIterable<readonly RiverRow[]> =>
  bodyRows(deps, 'river', asked, span, (members, by) => riverFigures.compute({ members, inForce: by }));

/** Periods of lakes that end in a span. */
export const lakeRows = (deps: Deps, asked: AskedBodies, span: RowSpan): AsyncIterable<readonly LakeRow[]> =>
  bodyRows(deps, 'lake', asked, span, (members, by) => lakeFigures.compute({ members, inForce: by }));
