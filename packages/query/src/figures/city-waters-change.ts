import { comparableIndex } from '@lanbi/evaluation';
import {
  CITY_WATER_RANKING,
  type CityIndex,
  changeInPercent,
  isMissing,
  type Maybe,
  missing,
} from '@lanbi/standards';
import { cityWaterFigures } from './city-waters.ts';
import type { FigureFamily } from './family.ts';

/** An index against that of an earlier period. */
export interface IndexChange {
  readonly before: Maybe<number>;
  /** Per cent; falling is better. */
  readonly change: Maybe<number>;
}

/** The indices of a region over two periods. */
export interface IndicesOfCity {
  readonly now: CityIndex;
  readonly before: CityIndex;
}

const bodiesOf = ({ river, lake }: CityIndex): string => `${river.sections > 0} ${lake.sections > 0}`;

/**
 * Change in per cent of the city water quality index of a region against an earlier period, of the same items;
 * `not-applicable` where one period has rivers or lakes that the other lacks, since such indices do not compare.
 * @source city surface water ranking rules of 2017
 */
export const cityWaterChangeFigures: FigureFamily<IndicesOfCity, never, IndexChange> = {
  name: 'city-waters-change',
  title: { zh: '城市水质指数变化率', en: 'Change of the city water quality index' },
  subjects: ['region'],
  span: 'period',
  version: 1,
  inputs: [cityWaterFigures],
  compute({ now, before }) {
    const [after, then] = [comparableIndex(now), comparableIndex(before)];
    if (!isMissing(then) && !isMissing(after) && bodiesOf(now) !== bodiesOf(before))
      return { before: then, change: missing('not-applicable') };
    return { before: then, change: changeInPercent(after, then, CITY_WATER_RANKING.byChange.digits) };
  },
  alertValues: [],
  tables: [],
};
