import { dayAt, type Points, type RankingBody, type Window } from '@lanbi/evaluation';
import { type RegionId, regionId } from '@lanbi/model';
import { instant } from '@lanbi/standards';

/** Whether a region has an evaluation point on some day of a window. */
export const isRanked = (points: Points, region: RegionId, { from, to }: Window): boolean =>
  points.during(region, dayAt(from), dayAt(instant(to - 1))).length > 0;

/** A stored ranking without the regions that had no evaluation point on any day of its window. */
export function rankedIn(points: Points, window: Window, body: RankingBody): RankingBody {
  const has = ({ id }: { readonly id: string }) => isRanked(points, regionId(id), window);
  const changes = Object.entries(body.byChange).map(([against, ranking]) => [
    against,
    { ...ranking, unranked: ranking.unranked.filter(has) },
  ]);
  return {
    ...body,
    indices: Object.fromEntries(Object.entries(body.indices).filter(([id]) => has({ id }))),
    byIndex: { ...body.byIndex, unranked: body.byIndex.unranked.filter(has) },
    byChange: Object.fromEntries(changes) as RankingBody['byChange'],
  };
}
