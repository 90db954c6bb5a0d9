import { FIGURE_CATALOGUE } from './catalogue.ts';
import type { FamilyEntry } from './family.ts';

/** A family and those that its figures are computed from, as the catalogue has them, by name. */
function withInputs(
  { name }: Pick<FamilyEntry, 'name'>,
  catalogue: ReadonlyMap<string, FamilyEntry>,
  found: Map<string, FamilyEntry>,
): void {
  const family = catalogue.get(name);
  if (!family) throw new RangeError(`the catalogue of figures has no family ${name}`);
  if (found.has(name)) return;
  found.set(name, family);
  for (const input of family.inputs) if (typeof input === 'object') withInputs(input, catalogue, found);
}

/**
 * The version of the families that an answer is made of, such as `air-ranking 1 air-period 1`: another text whenever one
 * of them, or of those that their figures are computed from, computes other numbers. Computed once for each kind of
 * answer.
 * @throws RangeError when the catalogue does not have a family
 */
export function familiesVersion(
  families: Iterable<Pick<FamilyEntry, 'name'>>,
  catalogue: readonly FamilyEntry[] = FIGURE_CATALOGUE,
): string {
  const byName = new Map(catalogue.map((family) => [family.name, family]));
  const found = new Map<string, FamilyEntry>();
  for (const family of families) withInputs(family, byName, found);
  return [...found.values()].map(({ name, version }) => `${name} ${version}`).join(' ');
}
