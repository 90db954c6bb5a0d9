import { comparableIndex } from '@lanbi/evaluation';
import {
  type ChangeRanking,
  CITY_WATER_RANKING,
  type IndexRanking,
  isMissing,
  type Maybe,
  missing,
  rankByChange,
  rankByIndex,
} from '@lanbi/standards';
import type { RegionWaters } from '../water/city-index.ts';
import { cityWaterFigures } from './city-waters.ts';
import { cityWaterChangeFigures, type IndexChange } from './city-waters-change.ts';
import type { FigureFamily } from './family.ts';
import { type FigureColumn, rankingColumns } from './figure-table.ts';

/** A region with its index, and the change of it where regions are ranked by change. */
export interface RankedWaters {
  readonly now: RegionWaters;
  readonly change?: IndexChange;
}

/** Regions of one level over a period. */
export interface WatersOfRegions {
  readonly regions: readonly RankedWaters[];
  readonly by: 'index' | 'change';
}

/** The index of a region whose sections have enough samples; others have no place. */
function rankableIndex({ index, found: { validity } }: RegionWaters): Maybe<number> {
  const comparable = comparableIndex(index);
  return isMissing(comparable) || validity.kind === 'valid' ? comparable : missing('too-few-samples');
}

const changedOf = ({ now, change }: RankedWaters) => ({
  id: now.region.id,
  now: change && isMissing(change.change) ? change.change : rankableIndex(now),
  before: change?.before ?? missing('no-data'),
  attains: false,
});

const COLUMNS: readonly FigureColumn[] = [
  ...rankingColumns('id of the region', 'CWQI; lower is better'),
  { name: 'change', type: 'number', description: 'per cent; of rankings by change' },
  { name: 'from', type: 'time', description: 'begin of the period, at +08:00' },
  { name: 'to', type: 'time', description: 'its end' },
  { name: 'reason', type: 'text', description: 'why there is no place' },
];

/**
 * Ranking of the regions of a level over a period by the city water quality index, or by its change.
 * @source city surface water ranking rules of 2017
 */
export const cityWaterRankingFigures: FigureFamily<WatersOfRegions, never, IndexRanking | ChangeRanking> = {
  name: 'city-waters-ranking',
  title: { zh: '城市水质排名', en: 'Ranking of cities by water quality' },
  subjects: ['region'],
  span: 'period',
  version: 1,
  inputs: [cityWaterFigures, cityWaterChangeFigures],
  compute({ regions, by }, _, trace) {
    if (by === 'change') return rankByChange(regions.map(changedOf), CITY_WATER_RANKING, trace);
    const indices = regions.map(({ now }) => ({ id: now.region.id, index: rankableIndex(now) }));
    return rankByIndex(indices, CITY_WATER_RANKING, trace);
  },
  alertValues: [],
  tables: [{ name: 'water-ranking', path: '/v1/water/rankings', columns: COLUMNS }],
};
