import type { RegionId, Station } from '@lanbi/model';
import type { DirtyHours } from './dirty-hours.ts';

/** A station with changed and unwritten hours. */
export interface DirtyStation {
  readonly station: Station;
  readonly hours: DirtyHours;
  /** Regions of which it was a point before the registry changed. */
  readonly formerly: Set<RegionId>;
}
