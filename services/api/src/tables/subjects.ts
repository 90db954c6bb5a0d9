import { didYouMean, type RegionId, type Registry, regionId } from '@lanbi/model';
import { withinRegion } from '@lanbi/query';
import { Problem } from '../http/problem.ts';

/** Ids that there are, in the order of the registry. */
export type KnownIds = Iterable<string>;

/**
 * The ids that a list names, each once and in its order; all that there are for `all`.
 * @throws Problem bad-request for an id that there is not
 */
export function idsOf(field: string, asked: string, known: KnownIds): readonly string[] {
  const all = new Set(known);
  if (asked === 'all') return [...all];
  const ids = [...new Set(asked.split(','))];
  const unknown = ids.find((id) => !all.has(id));
  if (unknown === undefined) return ids;
  throw Problem.of([
    { field: `querystring/${field}`, message: `no "${unknown}"${didYouMean(unknown, all)}; or all` },
  ]);
}

/** A test for subjects within the region asked for. @throws Problem bad-request */
export function withinAsked({ regions }: Registry, asked: string | undefined): (region: RegionId) => boolean {
  if (asked === undefined) return () => true;
  const root = regionId(asked);
  if (!regions.has(root))
    throw Problem.of([
      { field: 'querystring/region', message: `no region "${asked}"${didYouMean(asked, regions.keys())}` },
    ]);
  return withinRegion(regions, root);
}
