import { Memberships, type RegionId, type Registry, type Station, type StationId } from '@lanbi/model';
import { startOfDayNumber } from '../period/day-number.ts';

/** Of each registry: of ten thousand stations they take 15 MB, and many parts of a program need them. */
const known = new WeakMap<object, Memberships>();

type Subjects = Pick<Registry, 'stations' | 'regions'>;

function membershipsOfAir(registry: Subjects): Memberships {
  const { stations, regions } = registry;
  const found = known.get(registry) ?? new Memberships({ stations, regions, sections: new Map() });
  known.set(registry, found);
  return found;
}

/** Which evaluation points make up which districts and cities, day by day. Days are counted as `dayAt` does. */
export class Points {
  readonly #memberships: Memberships;

  constructor(registry: Subjects) {
    this.#memberships = membershipsOfAir(registry);
  }

  /** The points of a region on a day; a city's are those of its districts too. */
  of(region: RegionId, day: number): readonly Station[] {
    return this.#memberships.pointsOf(region, startOfDayNumber(day));
  }

  /** Whether the region has a point on any day. */
  has(region: RegionId): boolean {
    return this.during(region, -Infinity, Infinity).length > 0;
  }

  /** The points of a region on any of the days from the first to the last. */
  during(region: RegionId, first: number, last: number): readonly Station[] {
    const span = { from: startOfDayNumber(first), to: startOfDayNumber(last + 1) };
    return this.#memberships.pointsDuring(region, span);
  }

  /** The district and the city that a station is a point of on a day; none for any other station. */
  regionsOf(station: StationId, day: number): readonly RegionId[] {
    return this.#memberships.regionsOfPoint(station, startOfDayNumber(day));
  }

  regions(): IterableIterator<RegionId> {
    return this.#memberships.evaluatedRegions();
  }
}
