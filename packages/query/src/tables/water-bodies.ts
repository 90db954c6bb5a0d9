import { lakeFigure, riverFigure, sectionsOf, type Window } from '@lanbi/evaluation';
import type { WaterStandards } from '@lanbi/standards';
import { CIVIL_DIMENSIONS, type TableShape } from '../table/index.ts';
import type { WaterFigures } from '../water/water-figures.ts';
import { subjectColumn, timeColumns } from './air-columns.ts';
import { type SeriesPeriod, seriesWindows } from './period-windows.ts';
import type { AskedRows, RowsDeps } from './rows-deps.ts';
import type { RowSpan } from './together.ts';
import {
  type BodyRow,
  LAKE_COLUMNS,
  type LakeRow,
  RIVER_COLUMNS,
  type RiverRow,
} from './water-body-columns.ts';
import { periodColumn } from './water-periods.ts';

/** Rivers over periods. */
export const riversShape = (period: SeriesPeriod | 'day'): TableShape<RiverRow> => ({
  columns: [subjectColumn('river'), periodColumn(period), ...timeColumns(undefined), ...RIVER_COLUMNS],
  parameters: ['good', 'worse', 'attainment'],
  dimensions: CIVIL_DIMENSIONS,
});

/** Lakes over periods. */
export const lakesShape = (period: SeriesPeriod | 'day'): TableShape<LakeRow> => ({
  columns: [subjectColumn('lake'), periodColumn(period), ...timeColumns(undefined), ...LAKE_COLUMNS],
  parameters: ['tli'],
  dimensions: CIVIL_DIMENSIONS,
});

/** Whose periods are asked for, and under what. */
export interface AskedBodies extends AskedRows {
  readonly period: SeriesPeriod | 'day';
  readonly by: (window: Window) => WaterStandards;
}

type Deps = Pick<RowsDeps, 'registry' | 'clock' | 'yieldNow'> & { readonly water: WaterFigures };
type Figured<Figure> = (members: Parameters<typeof riverFigure>[0], by: WaterStandards) => Figure;

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
): AsyncIterable<readonly RiverRow[]> => bodyRows(deps, 'river', asked, span, riverFigure);

/** Periods of lakes that end in a span. */
export const lakeRows = (deps: Deps, asked: AskedBodies, span: RowSpan): AsyncIterable<readonly LakeRow[]> =>
  bodyRows(deps, 'lake', asked, span, lakeFigure);
