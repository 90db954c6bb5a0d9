import type { RegionId, Station } from '@lanbi/model';
import type { DirtyHours } from './dirty-hours.ts';

/** A station with hours that changed and are not written yet. */
export interface DirtyStation {
  readonly station: Station;
  readonly hours: DirtyHours;
  /** Regions that it was a point of before the registry changed. */
  readonly formerly: Set<RegionId>;
}
