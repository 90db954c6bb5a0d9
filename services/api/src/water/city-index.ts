import {
  cityWatersIndex,
  comparableIndex,
  periodBefore,
  sectionsOf,
  type Window,
  yearEarlier,
} from '@lanbi/evaluation';
import { nearest, type Region } from '@lanbi/model';
import {
  CITY_WATER_RANKING,
  type CityIndex,
  changeInPercent,
  fivePlus,
  type Gb3838Edition,
  isMissing,
  type Maybe,
  type MissingReason,
  missing,
  type Trace,
  WATER_ITEMS,
  WATER_METHODS,
  type WaterItem,
} from '@lanbi/standards';
import type { ApiDeps } from '../deps.ts';
import { Problem } from '../http/problem.ts';
import { type Members, membersOf } from './members.ts';
import type { AskedPeriod } from './period-query.ts';

/** The items of an index: those of automatic sections unless others are named. @throws Problem bad-request */
export function itemsOf(text: string | undefined): readonly WaterItem[] {
  if (text === undefined) return fivePlus();
  const known = WATER_ITEMS.filter((item) => WATER_METHODS['2011'].items.has(item));
  const asked = text.split(',').map((each) => each.trim());
  for (const each of asked) {
    if (known.some((item) => item === each)) continue;
    const near = nearest(each, known);
    throw new Problem(
      'bad-request',
      `items: ${each.slice(0, 40)} takes no part in the index; ${near ? `did you mean ${near}?` : `there are ${known.join(', ')}`}`,
    );
  }
  return known.filter((item) => asked.includes(item));
}

/** The waters of a region over one window. */
export interface RegionWaters {
  readonly region: Region;
  readonly found: Members;
  readonly index: CityIndex;
}

export interface IndexBy {
  readonly items: readonly WaterItem[];
  readonly edition: Gb3838Edition;
}

/** The index of a region over a window, with its derivation where one is asked for. */
export async function regionWaters(
  deps: ApiDeps,
  region: Region,
  { period, window }: AskedPeriod,
  { items, edition }: IndexBy,
  trace?: Trace,
): Promise<RegionWaters> {
  const sections = sectionsOf(`region:${region.id}`, deps.registry) ?? [];
  const found = await membersOf(deps, sections, period, window);
  return { region, found, index: cityWatersIndex(found.members, items, edition, trace) };
}

/** An index against that of an earlier period. */
export interface IndexChange {
  readonly before: Maybe<number>;
  /** Per cent; falling is better. */
  readonly change: Maybe<number>;
}

const bodiesOf = ({ river, lake }: CityIndex): string => `${river.sections > 0} ${lake.sections > 0}`;

/**
 * The change in per cent of two indices of the same items; `not-applicable` where one has rivers or lakes that the
 * other lacks, since such indices do not compare.
 */
export function indexChange(now: CityIndex, before: CityIndex): IndexChange {
  const [after, then] = [comparableIndex(now), comparableIndex(before)];
  if (!isMissing(then) && !isMissing(after) && bodiesOf(now) !== bodiesOf(before))
    return { before: then, change: missing('not-applicable' satisfies MissingReason) };
  return { before: then, change: changeInPercent(after, then, CITY_WATER_RANKING.byChange.digits) };
}

/** The index of a region over the period before and over the same period a year earlier. */
export async function earlierWaters(
  deps: ApiDeps,
  region: Region,
  { period, window }: AskedPeriod,
  by: IndexBy,
): Promise<{ readonly 'period-before': CityIndex; readonly 'year-earlier': CityIndex }> {
  const at = async (earlier: Window) =>
    (await regionWaters(deps, region, { period, window: earlier }, by)).index;
  return {
    'period-before': await at(periodBefore(period, window)),
    'year-earlier': await at(yearEarlier(period, window)),
  };
}
