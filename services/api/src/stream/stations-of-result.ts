import type { Points } from '@lanbi/evaluation';
import {
  type DataSubject,
  type Registry,
  type ResultKey,
  regionId,
  type Station,
  SUBJECT_OF_RESULT,
  sectionId,
  stationId,
} from '@lanbi/model';
import { pointsOf, stationsOf } from '../staleness-now.ts';

/** What finds the stations of results. */
export interface ResultSubjects {
  readonly registry: Registry;
  readonly points: Points;
}

/** The stations whose readings a result is made of. */
export function stationsOfResult(
  { kind, subject }: Pick<ResultKey, 'kind' | 'subject'>,
  { registry, points }: ResultSubjects,
): readonly Station[] {
  switch (kind) {
    case 'region.aqi.hour':
    case 'region.aqi.day':
      return pointsOf(points, regionId(subject));
    case 'class.sample':
    case 'class.day':
      return stationsOf({ registry }, [{ id: sectionId(subject) }]);
    case 'aqi.hour':
    case 'aqi.day':
      return [registry.stations.get(stationId(subject)) ?? []].flat();
  }
}

/** Whose data a result is made of. */
export const dataSubjectOf = ({ kind, subject: id }: Pick<ResultKey, 'kind' | 'subject'>): DataSubject => ({
  of: SUBJECT_OF_RESULT[kind],
  id,
});
