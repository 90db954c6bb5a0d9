import type { DaysOf } from '../air/air-days.ts';
import type { ValidityContext } from '../air/figure.ts';
import type { AskedFigure } from '../air/period.ts';
import { type AskedRanking, type RankingFigure, rankingFigure } from '../air/ranking.ts';
import { airChangeFigures } from './air-change.ts';
import { airPeriodFigures } from './air-period.ts';
import type { FigureFamily } from './family.ts';
import { type FigureColumn, rankingColumns } from './figure-table.ts';

/** Regions whose days are there. */
export interface DaysOfRegions {
  readonly daysOf: DaysOf;
  /** The figure of each region under the editions asked for, as `rankedFigures` gives them. */
  readonly figures: readonly AskedFigure[];
  readonly asked: AskedRanking;
  readonly context: ValidityContext;
}

const COLUMNS: readonly FigureColumn[] = [
  ...rankingColumns('id of the district or city', 'composite index'),
  { name: 'change', type: 'number', description: 'per cent; of rankings by change alone', extra: true },
  { name: 'from', type: 'time', description: 'begin of the period, at +08:00' },
  { name: 'to', type: 'time', description: 'its end' },
  { name: 'editions', type: 'list', description: 'editions that the figures are computed under' },
  { name: 'reason', type: 'text', description: 'why there is no place' },
];

/**
 * The ranking of the regions of a level over a period by the composite index and by its changes.
 * @source 环办监测〔2018〕19号, rankings
 */
export const airRankingFigures: FigureFamily<DaysOfRegions, never, RankingFigure> = {
  name: 'air-ranking',
  title: { zh: '空气质量排名', en: 'Ranking of regions by air quality' },
  subjects: ['region'],
  span: 'period',
  version: 1,
  inputs: [airPeriodFigures, airChangeFigures],
  compute: ({ daysOf, figures, asked, context }) => rankingFigure(daysOf, figures, asked, context),
  alertValues: [],
  tables: [{ name: 'air-ranking', path: '/v1/air/rankings', columns: COLUMNS }],
};
