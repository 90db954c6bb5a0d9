import {
  type LakeId,
  membershipsOf,
  type Region,
  type Registry,
  type River,
  type RiverId,
  type Section,
} from '@lanbi/model';
import { instant } from '@lanbi/standards';
import type { Window } from '../period/window.ts';

/** Returns a region and all regions in it. */
function regionsWithin(root: Region['id'], regions: Registry['regions']): ReadonlySet<Region['id']> {
  const within = new Set([root]);
  for (let grown = -1; grown !== within.size; ) {
    grown = within.size;
    for (const { id, parent } of regions.values()) if (parent && within.has(parent)) within.add(id);
  }
  return within;
}

/** Returns the sections of a scope of one kind in a window, or undefined if there is no such scope. */
type Scope = (id: string, registry: Registry, window: Window) => readonly Section[] | undefined;

const EVER: Window = { from: instant(-8.64e15), to: instant(8.64e15) };

const riversWhere = ({ rivers }: Registry, has: (river: River) => boolean): RiverId[] =>
  [...rivers.values()].filter(has).map(({ id }) => id);

/** Returns the sections of some rivers and lakes in the registry's order. */
function sectionsOn(
  registry: Registry,
  { rivers, lakes = [] }: { rivers: readonly RiverId[]; lakes?: readonly LakeId[] },
  window: Window,
): readonly Section[] {
  const memberships = membershipsOf(registry);
  const found = new Set([
    ...rivers.flatMap((id) => memberships.sectionsDuring({ kind: 'river', id }, window)),
    ...lakes.flatMap((id) => memberships.sectionsDuring({ kind: 'lake', id }, window)),
  ]);
  return [...registry.sections.values()].filter((section) => found.has(section));
}

const SCOPES: Readonly<Record<string, Scope>> = {
  region: (id, registry, window) => {
    const root = registry.regions.get(id as Region['id']);
    if (!root) return undefined;
    const within = regionsWithin(root.id, registry.regions);
    return membershipsOf(registry)
      .sectionsInForce(window)
      .filter(({ region }) => within.has(region));
  },
  basin: (basin, registry, window) => {
    const rivers = riversWhere(registry, (river) => river.basin === basin);
    const lakes = [...registry.lakes.values()].filter((lake) => lake.basin === basin).map(({ id }) => id);
    return rivers.length + lakes.length === 0 ? undefined : sectionsOn(registry, { rivers, lakes }, window);
  },
  'inflow-of': (lake, registry, window) => {
    const rivers = riversWhere(registry, ({ inflowOf }) => inflowOf === lake);
    return registry.lakes.has(lake as LakeId) ? sectionsOn(registry, { rivers }, window) : undefined;
  },
  river: (id, registry, window) =>
    registry.rivers.has(id as RiverId)
      ? sectionsOn(registry, { rivers: [id as RiverId] }, window)
      : undefined,
  lake: (id, registry, window) =>
    registry.lakes.has(id as LakeId)
      ? sectionsOn(registry, { rivers: [], lakes: [id as LakeId] }, window)
      : undefined,
};

/** The kinds of scope that are written before a colon. */
export const SCOPE_KINDS: readonly string[] = Object.keys(SCOPES);

/**
 * Returns the sections of a scope that are in force on some day of a window, in the registry's order and with their
 * settings on its last day. Scopes: `all`, the id of a region, or one of `region:` `basin:` `inflow-of:` `river:`
 * `lake:` with an id. Undefined if there is no such scope.
 * @example sectionsOf('inflow-of:baiyangdian', registry)
 */
export function sectionsOf(
  scope: string,
  registry: Registry,
  window: Window = EVER,
): readonly Section[] | undefined {
  const memberships = membershipsOf(registry);
  const [, kind = 'region', id = scope] = /^([a-z-]+):(.+)$/.exec(scope) ?? [];
  const found =
    scope === 'all'
      ? memberships.sectionsInForce(window)
      : Object.hasOwn(SCOPES, kind)
        ? SCOPES[kind]?.(id, registry, window)
        : undefined;
  const last = instant(window.to - 1);
  return found?.map((section) => memberships.sectionAt(section, last));
}
