import { Memberships, type RegionId, type Registry, type Station, type StationId } from '@lanbi/model';
import { startOfDayNumber } from '../period/day-number.ts';

/** Memberships by registry, shared by many parts of a program: for ten thousand stations they take 15 MB. */
const known = new WeakMap<object, Memberships>();

type Subjects = Pick<Registry, 'stations' | 'regions'>;

function membershipsOfAir(registry: Subjects): Memberships {
  const { stations, regions } = registry;
  const found = known.get(registry) ?? new Memberships({ stations, regions, sections: new Map() });
  known.set(registry, found);
  return found;
}

/** Returns the evaluation points of districts and cities by day. Days are numbers as of `dayAt`. */
export class Points {
  readonly #memberships: Memberships;

  constructor(registry: Subjects) {
    this.#memberships = membershipsOfAir(registry);
  }

  /** Returns the points of a region on a day, for a city including those of its districts. */
  of(region: RegionId, day: number): readonly Station[] {
    return this.#memberships.pointsOf(region, startOfDayNumber(day));
  }

  /** Whether the region has a point on any day. */
  has(region: RegionId): boolean {
    return this.during(region, -Infinity, Infinity).length > 0;
  }

  /** Returns the points of a region on any day from the first to the last. */
  during(region: RegionId, first: number, last: number): readonly Station[] {
    const span = { from: startOfDayNumber(first), to: startOfDayNumber(last + 1) };
    return this.#memberships.pointsDuring(region, span);
  }

  /** Returns the district and city of a point on a day; empty for any other station. */
  regionsOf(station: StationId, day: number): readonly RegionId[] {
    return this.#memberships.regionsOfPoint(station, startOfDayNumber(day));
  }

  regions(): IterableIterator<RegionId> {
    return this.#memberships.evaluatedRegions();
  }
}
