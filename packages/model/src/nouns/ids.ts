/** Ids as the registry writes them. Branded, so that a section is never taken for a station. */
type Id<Noun extends string> = string & { readonly [key in `__${Noun}`]: never };

export type StationId = Id<'station'>;
export type RegionId = Id<'region'>;
export type SectionId = Id<'section'>;
export type RiverId = Id<'river'>;
export type LakeId = Id<'lake'>;

/** What an id may be: it stands in topics, paths and queries, so it holds nothing that means something there. */
export const ID_PATTERN: RegExp = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/;

export const stationId = (text: string): StationId => text as StationId;
export const regionId = (text: string): RegionId => text as RegionId;
export const sectionId = (text: string): SectionId => text as SectionId;
export const riverId = (text: string): RiverId => text as RiverId;
export const lakeId = (text: string): LakeId => text as LakeId;
