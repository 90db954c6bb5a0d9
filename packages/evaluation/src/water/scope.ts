import type { Region, Registry, Section } from '@lanbi/model';

/** A region and all below it. */
function regionsWithin(root: Region['id'], regions: Registry['regions']): ReadonlySet<Region['id']> {
  const within = new Set([root]);
  for (let grown = -1; grown !== within.size; ) {
    grown = within.size;
    for (const { id, parent } of regions.values()) if (parent && within.has(parent)) within.add(id);
  }
  return within;
}

type Belongs = (section: Section) => boolean;

/** One kind of scope: what it says of a section, or undefined when there is no such thing. */
type Scope = (id: string, registry: Registry) => Belongs | undefined;

const by =
  (known: (registry: Registry) => ReadonlyMap<string, unknown>, key: 'river' | 'lake'): Scope =>
  (id, registry) =>
    known(registry).has(id) ? (section) => section[key] === id : undefined;

const SCOPES: Readonly<Record<string, Scope>> = {
  region: (id, { regions }) => {
    const root = regions.get(id as Region['id']);
    if (!root) return undefined;
    const within = regionsWithin(root.id, regions);
    return ({ region }) => within.has(region);
  },
  basin: (basin, { rivers, lakes }) => {
    const own = [...rivers.values(), ...lakes.values()].filter((water) => water.basin === basin);
    const ids = new Set<string>(own.map(({ id }) => id));
    return ids.size === 0 ? undefined : ({ river, lake }) => ids.has(river ?? lake ?? '');
  },
  'inflow-of': (lake, { rivers, lakes }) => {
    const ids = new Set([...rivers.values()].filter(({ inflowOf }) => inflowOf === lake).map(({ id }) => id));
    return lakes.has(lake as never) ? ({ river }) => river !== undefined && ids.has(river) : undefined;
  },
  river: by(({ rivers }) => rivers, 'river'),
  lake: by(({ lakes }) => lakes, 'lake'),
};

/** The kinds of scope that stand before a colon. */
export const SCOPE_KINDS: readonly string[] = Object.keys(SCOPES);

/**
 * The sections of a scope, in the registry's order: `all`, the id of a region, or one of `region:` `basin:`
 * `inflow-of:` `river:` `lake:` with an id. Undefined when there is no such scope.
 * @example sectionsOf('inflow-of:baiyangdian', registry)
 */
export function sectionsOf(scope: string, registry: Registry): readonly Section[] | undefined {
  const sections = [...registry.sections.values()];
  if (scope === 'all') return sections;
  const [, kind = 'region', id = scope] = /^([a-z-]+):(.+)$/.exec(scope) ?? [];
  const belongs = Object.hasOwn(SCOPES, kind) ? SCOPES[kind]?.(id, registry) : undefined;
  return belongs && sections.filter(belongs);
}
