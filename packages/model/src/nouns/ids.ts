/** Ids as written in the registry. They are branded, so that a section id cannot be used as a station id. */
type Id<Noun extends string> = string & { readonly [key in `__${Noun}`]: never };

export type StationId = Id<'station'>;
export type RegionId = Id<'region'>;
export type SectionId = Id<'section'>;
export type RiverId = Id<'river'>;
export type LakeId = Id<'lake'>;

/**
 * The pattern of ids. Ids appear in topics, paths and queries, so they contain no special characters of these.
 */
export const ID_PATTERN: RegExp = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/;

export const stationId = (text: string): StationId => text as StationId;
export const regionId = (text: string): RegionId => text as RegionId;
export const sectionId = (text: string): SectionId => text as SectionId;
export const riverId = (text: string): RiverId => text as RiverId;
export const lakeId = (text: string): LakeId => text as LakeId;
