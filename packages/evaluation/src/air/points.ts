import { Memberships, type RegionId, type Registry, type Station, type StationId } from '@lanbi/model';
import { startOfDayNumber } from '../period/day-number.ts';

/** Which evaluation points make up which districts and cities, day by day. Days are counted as `dayAt` does. */
export class Points {
  readonly #memberships: Memberships;

  constructor({ stations, regions }: Pick<Registry, 'stations' | 'regions'>) {
    this.#memberships = new Memberships({ stations, regions, sections: new Map() });
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
