import { comparableIndex } from '@lanbi/evaluation';
import type { Region } from '@lanbi/model';
import {
  CITY_WATER_RANKING,
  type CityIndex,
  changeInPercent,
  isMissing,
  type Maybe,
  missing,
  type Trace,
} from '@lanbi/standards';
import { cityWaterFigures, type IndexBy } from '../figures/city-waters.ts';
import type { Members } from './members.ts';

/** The waters of a region over one window. */
export interface RegionWaters {
  readonly region: Region;
  readonly found: Members;
  readonly index: CityIndex;
}

/** An index against that of an earlier period. */
export interface IndexChange {
  readonly before: Maybe<number>;
  /** Per cent; falling is better. */
  readonly change: Maybe<number>;
}

/** A region with the change of its index against both earlier periods. */
export interface ComparedWaters {
  readonly now: RegionWaters;
  readonly change: { readonly 'period-before': IndexChange; readonly 'year-earlier': IndexChange };
}

/** The index of a region over a window, with its derivation where one is asked for. */
export const regionWaters = (region: Region, found: Members, by: IndexBy, trace?: Trace): RegionWaters => ({
  region,
  found,
  index: cityWaterFigures.compute({ members: found.members, inForce: by }, by, trace),
});

const bodiesOf = ({ river, lake }: CityIndex): string => `${river.sections > 0} ${lake.sections > 0}`;

/**
 * The change in per cent of two indices of the same items; `not-applicable` where one has rivers or lakes that the
 * other lacks, since such indices do not compare.
 */
export function indexChange(now: CityIndex, before: CityIndex): IndexChange {
  const [after, then] = [comparableIndex(now), comparableIndex(before)];
  if (!isMissing(then) && !isMissing(after) && bodiesOf(now) !== bodiesOf(before))
    return { before: then, change: missing('not-applicable') };
  return { before: then, change: changeInPercent(after, then, CITY_WATER_RANKING.byChange.digits) };
}
