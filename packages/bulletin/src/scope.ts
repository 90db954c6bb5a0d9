import { type Points, sectionsOf, type Window } from '@lanbi/evaluation';
import { type Region, type Registry, regionId, type Section } from '@lanbi/model';
import { isRanked } from '@lanbi/query';
import { type BulletinFailure, failure, isFailure } from './failure.ts';

/** Region and sections of a bulletin. */
export interface BulletinScope {
  /** The city; absent where the registry has several and none was asked for, or has none. */
  readonly region?: Region;
  /** The region whose air has figures as a whole: a city or district with evaluation points. */
  readonly whole?: Region;
  /** Regions with evaluation points that are ranked: the districts of a city, the cities of a province. */
  readonly ranked: readonly Region[];
  readonly sections: readonly Section[];
}

const isWithin = ({ regions }: Registry, region: Region, root: Region): boolean => {
  for (let each: Region | undefined = region; each; each = each.parent && regions.get(each.parent))
    if (each.id === root.id) return true;
  return false;
};

function rootOf({ regions }: Registry, asked: string | undefined): Region | BulletinFailure | undefined {
  if (asked !== undefined) return regions.get(regionId(asked)) ?? failure('not-found', `no region ${asked}`);
  const [city, ...others] = [...regions.values()].filter(({ kind }) => kind === 'city');
  return others.length === 0 ? city : undefined;
}

/**
 * The scope of a bulletin: the region asked for, else the only city, else everything; with the regions and sections that
 * had points or stations in a window.
 */
export function bulletinScope(
  registry: Registry,
  points: Points,
  asked: string | undefined,
  window: Window,
): BulletinScope | BulletinFailure {
  const region = rootOf(registry, asked);
  if (region && isFailure(region)) return region;
  const has = ({ id }: Region) => isRanked(points, id, window);
  const compared = region?.kind === 'province' ? 'city' : 'district';
  const ranked = [...registry.regions.values()].filter(
    (each) =>
      each.kind === compared &&
      each.id !== region?.id &&
      has(each) &&
      (!region || isWithin(registry, each, region)),
  );
  const isWhole = region !== undefined && region.kind !== 'province' && has(region);
  return {
    ...(region && { region }),
    ...(isWhole && { whole: region }),
    ranked,
    sections: sectionsOf(region ? `region:${region.id}` : 'all', registry, window) ?? [],
  };
}
