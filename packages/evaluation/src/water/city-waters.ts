import {
  type CityIndex,
  cityWaterIndex,
  type Gb3838Edition,
  isMissing,
  type Maybe,
  missing,
  type Trace,
  type WaterItem,
  type WaterValues,
} from '@lanbi/standards';
import { hasValue, type Member } from './area.ts';

const valuesOf = (members: readonly Member[], body: 'river' | 'lake'): readonly WaterValues[] =>
  members.filter(({ section }) => section.waterBody === body).map(({ values }) => values);

/**
 * Computes the city water quality index (CWQI) of the sections of an area over one period. Sections without any value
 * take no part and have no weight.
 * @throws RangeError when a mean is negative or not finite.
 * @source city surface water ranking rules of 2017 [code]
 */
export function cityWatersIndex(
  members: readonly Member[],
  items: readonly WaterItem[],
  edition: Gb3838Edition,
  trace?: Trace,
): CityIndex {
  const seen = members.filter(hasValue);
  return cityWaterIndex(
    { rivers: valuesOf(seen, 'river'), lakes: valuesOf(seen, 'lake') },
    items,
    edition,
    trace,
  );
}

/**
 * Returns the index if it includes every requested item; `incomplete` if an item has no mean, since a sum over fewer
 * items is not comparable.
 */
export function comparableIndex({ index, river, lake }: CityIndex): Maybe<number> {
  const parts = [river, lake].filter(({ sections }) => sections > 0);
  if (isMissing(index)) return index;
  return parts.some(({ without }) => without.length > 0) ? missing('incomplete') : index;
}
