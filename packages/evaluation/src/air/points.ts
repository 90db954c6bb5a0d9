import type { Region, RegionId, Registry, Station, StationId } from '@lanbi/model';

/** Which evaluation points make up which districts and cities. */
export class Points {
  readonly #ofRegion = new Map<RegionId, Station[]>();
  readonly #regionsOf = new Map<StationId, RegionId[]>();

  constructor({ stations, regions }: Pick<Registry, 'stations' | 'regions'>) {
    for (const station of stations.values()) {
      if (station.medium !== 'air' || station.role !== 'evaluation') continue;
      const evaluated = ancestors(station.region, regions).filter(({ kind }) => kind !== 'province');
      this.#regionsOf.set(
        station.id,
        evaluated.map(({ id }) => id),
      );
      for (const { id } of evaluated) this.#ofRegion.set(id, [...(this.#ofRegion.get(id) ?? []), station]);
    }
  }

  /** A city's points are those of its districts too. */
  of(region: RegionId): readonly Station[] {
    return this.#ofRegion.get(region) ?? [];
  }

  /** The district and the city of an evaluation point; none for any other station. */
  regionsOf(station: StationId): readonly RegionId[] {
    return this.#regionsOf.get(station) ?? [];
  }

  regions(): IterableIterator<RegionId> {
    return this.#ofRegion.keys();
  }
}

function ancestors(id: RegionId, regions: Registry['regions']): Region[] {
  const found: Region[] = [];
  let region = regions.get(id);
  while (region) {
    found.push(region);
    region = region.parent === undefined ? undefined : regions.get(region.parent);
  }
  return found;
}
