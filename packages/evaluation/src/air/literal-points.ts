import type { Dated, Days, Region, RegionId, Registry, Station } from '@lanbi/model';
import { type CivilDate, civilDate } from '@lanbi/standards';

const holds = ({ from, until }: Days, date: CivilDate): boolean =>
  (from === undefined || from <= date) && (until === undefined || date <= until);

const says = <Value>(
  list: readonly Dated<Value>[] | undefined,
  always: Value,
  date: CivilDate,
): Value | undefined => (list ? list.find((each) => holds(each, date))?.is : always);

function isWithin(id: RegionId | undefined, region: RegionId, regions: Registry['regions']): boolean {
  const own: Region | undefined = id === undefined ? undefined : regions.get(id);
  return own !== undefined && (own.id === region || isWithin(own.parent, region, regions));
}

/** Reads the registry literally, independently of `Memberships`; tests compare the two. */
export class LiteralPoints {
  readonly #registry: Pick<Registry, 'stations' | 'regions'>;
  readonly #known = new Map<string, readonly Station[]>();

  constructor(registry: Pick<Registry, 'stations' | 'regions'>) {
    this.#registry = registry;
  }

  /** Returns the evaluation points of a region on a date. */
  on(region: RegionId, date: CivilDate): readonly Station[] {
    const key = `${region} ${date}`;
    const points =
      this.#known.get(key) ?? this.#stations().filter((each) => this.#isPoint(each, region, date));
    this.#known.set(key, points);
    return points;
  }

  /** Returns districts and cities with a point at any time, by checking the first day of every statement. */
  regions(): readonly Region[] {
    const dates = new Set([civilDate('1900-01-01'), ...this.#stations().flatMap(firstDays)]);
    return [...this.#registry.regions.values()].filter(
      ({ id, kind }) => kind !== 'province' && [...dates].some((date) => this.on(id, date).length > 0),
    );
  }

  #stations(): Station[] {
    return [...this.#registry.stations.values()].filter(({ medium }) => medium === 'air');
  }

  #isPoint(station: Station, region: RegionId, date: CivilDate): boolean {
    const role = says(station.roles, station.role, date);
    const own = says(station.regions, station.region, date);
    return holds(station, date) && role === 'evaluation' && isWithin(own, region, this.#registry.regions);
  }
}

const firstDays = ({ from, roles = [], regions = [] }: Station): CivilDate[] =>
  [from, ...[...roles, ...regions].map((each) => each.from)].filter((date) => date !== undefined);
