import type { Points } from '@lanbi/evaluation';
import { type Registry, type ResultKey, regionId, type Station, sectionId, stationId } from '@lanbi/model';
import { pointsOf, stationsOf } from '../judging.ts';

/** What finds the stations of results. */
export interface ResultPlaces {
  readonly registry: Registry;
  readonly points: Points;
}

/** The stations whose readings a result is made of. */
export function stationsOfResult(
  { kind, subject }: Pick<ResultKey, 'kind' | 'subject'>,
  { registry, points }: ResultPlaces,
): readonly Station[] {
  const [group = ''] = kind.split('.');
  switch (group) {
    case 'region':
      return pointsOf(points, regionId(subject));
    case 'class':
      return stationsOf({ registry }, [{ id: sectionId(subject) }]);
    default:
      return [registry.stations.get(stationId(subject)) ?? []].flat();
  }
}
