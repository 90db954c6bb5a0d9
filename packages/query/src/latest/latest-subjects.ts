import { Points } from '@lanbi/evaluation';
import { type Region, type RegionId, type Registry, regionId, type Station } from '@lanbi/model';
import type { LatestGroup, LatestSubjects } from './latest-figure.ts';

/** A subject with the stations behind its figures. */
export interface LatestSubject<Of extends LatestGroup> {
  readonly subject: LatestSubjects[Of];
  readonly stations: readonly Station[];
}

const SUBJECTS: { readonly [Of in LatestGroup]: (registry: Registry) => readonly LatestSubject<Of>[] } = {
  stations: ({ stations }) =>
    [...stations.values()]
      .filter(({ medium }) => medium === 'air')
      .map((subject) => ({ subject, stations: [subject] })),
  regions: (registry) => {
    const points = new Points(registry);
    return [...registry.regions.values()]
      .filter(({ kind }) => kind !== 'province')
      .map((subject) => ({ subject, stations: points.during(subject.id, -Infinity, Infinity) }));
  },
  sections: ({ sections, stationsOfSection }) =>
    [...sections.values()].map((subject) => ({
      subject,
      stations: stationsOfSection.get(subject.id) ?? [],
    })),
};

/** Air stations, the districts and cities that air is evaluated for, or sections, in the order of the registry. */
export const subjectsOf = <Of extends LatestGroup>(
  of: Of,
  registry: Registry,
): readonly LatestSubject<Of>[] => SUBJECTS[of](registry);

/** Returns a predicate: whether a region is `outer` or lies within it. */
export function withinRegion(
  regions: ReadonlyMap<RegionId, Region>,
  outer: string,
): (region: RegionId | undefined) => boolean {
  const root = regionId(outer);
  const inside = (id: RegionId | undefined): boolean =>
    id !== undefined && (id === root || inside(regions.get(id)?.parent));
  return inside;
}
