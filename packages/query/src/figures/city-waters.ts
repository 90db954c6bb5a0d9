import { cityWatersIndex, type Member } from '@lanbi/evaluation';
import type { CityIndex, Gb3838Edition, WaterItem } from '@lanbi/standards';
import type { FigureFamily } from './family.ts';
import { waterPeriodFigures } from './water-period.ts';

/** The items of an index, and the edition of their limits. */
export interface IndexBy {
  readonly items: readonly WaterItem[];
  readonly edition: Gb3838Edition;
}

/** The sections of a city over a period, and what its index is computed by. */
export interface MembersOfCity {
  readonly members: readonly Member[];
  readonly inForce: IndexBy;
}

/**
 * City water quality index (CWQI) of a region over a period, from the means of its sections.
 * @source city surface water ranking rules of 2017
 */
export const cityWaterFigures: FigureFamily<MembersOfCity, IndexBy, CityIndex> = {
  name: 'city-waters',
  title: { zh: '城市水质指数', en: 'City water quality index' },
  subjects: ['region'],
  span: 'period',
  version: 1,
  inputs: [waterPeriodFigures],
  compute: ({ members, inForce }, { items, edition } = inForce, trace) =>
    cityWatersIndex(members, items, edition, trace),
  alertValues: [],
  tables: [],
};
