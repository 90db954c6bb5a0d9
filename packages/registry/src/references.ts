import { type ParameterCode, stationId } from '@lanbi/model';
import { knowsUnit, PARAMETERS, parameterOf } from '@lanbi/wire';
import type { Fault } from './fault.ts';
import type { Lists, Placed } from './lists.ts';
import { LIST_NAMES, type ListName } from './schema.ts';

type Complain = (at: Placed<ListName>, key: string, message: string) => void;

function duplicates(lists: Lists, complain: Complain): void {
  for (const name of LIST_NAMES) {
    const list: readonly Placed<ListName>[] = lists[name];
    const seen = new Map<string, Placed<ListName>>();
    for (const placed of list) {
      const first = seen.get(placed.entry.id);
      if (first) complain(placed, 'id', `${placed.entry.id} stands already at ${first.file}: ${first.place}`);
      else seen.set(placed.entry.id, placed);
    }
  }
}

function references(lists: Lists, complain: Complain): void {
  const ids = (list: ListName): Set<string> =>
    new Set([...lists[list].map(({ entry }) => entry.id), ...(lists.faulty.get(list) ?? [])]);
  const known = {
    regions: ids('regions'),
    lakes: ids('lakes'),
    rivers: ids('rivers'),
    sections: ids('sections'),
  };
  const check = (
    at: Placed<ListName>,
    key: string,
    id: string | undefined,
    list: keyof typeof known,
  ): void => {
    if (id !== undefined && !lists.incomplete && !known[list].has(id))
      complain(at, key, `no ${id} in ${list}`);
  };
  for (const at of lists.regions) check(at, 'parent', at.entry.parent, 'regions');
  for (const at of lists.rivers) check(at, 'inflowOf', at.entry.inflowOf, 'lakes');
  for (const at of lists.sections) {
    check(at, 'region', at.entry.region, 'regions');
    check(at, 'river', at.entry.river, 'rivers');
    check(at, 'lake', at.entry.lake, 'lakes');
    if ((at.entry.river === undefined) === (at.entry.lake === undefined))
      complain(at, '', 'a section is on a river or on a lake: give one of them');
    if (at.entry.km !== undefined && at.entry.river === undefined)
      complain(at, 'km', 'km is the distance along a river; a section on a lake has none');
  }
  for (const at of lists.stations) {
    check(at, 'region', at.entry.region, 'regions');
    check(at, 'section', at.entry.section, 'sections');
  }
}

function cycles(lists: Lists, complain: Complain): void {
  const parents = new Map(lists.regions.map(({ entry }) => [entry.id, entry.parent]));
  for (const at of lists.regions) {
    const path = new Set<string>();
    for (let id: string | undefined = at.entry.id; id !== undefined; id = parents.get(id)) {
      if (path.has(id)) {
        complain(at, 'parent', `a circle of regions: ${[...path, id].join(' > ')}`);
        break;
      }
      path.add(id);
    }
  }
}

function plan(at: Placed<'stations'>, complain: Complain): void {
  const { medium, role, section, parameters = [], units } = at.entry;
  if (medium === 'water' && role !== undefined) complain(at, 'role', 'a role is for air stations');
  if (medium === 'air' && section !== undefined) complain(at, 'section', 'an air station has no section');
  for (const [i, code] of parameters.entries())
    if (PARAMETERS[code].medium !== medium)
      complain(at, `parameters[${i}]`, `${code} is no parameter of ${medium} stations`);
  for (const [code, unit] of Object.entries(units)) {
    const parameter = parameterOf(code);
    if (!parameter || parameter.medium !== medium)
      complain(at, `units.${code}`, `no parameter of ${medium} stations`);
    else if (!knowsUnit(parameter, unit)) complain(at, `units.${code}`, `${unit} is no unit for ${code}`);
  }
}

function numbers(lists: Lists, complain: Complain): void {
  const seen = new Map<string, string>();
  for (const at of lists.stations) {
    const mn = at.entry.hj212?.mn;
    const first = mn && seen.get(mn);
    if (first) complain(at, 'hj212.mn', `${mn} is the MN of ${first} already`);
    else if (mn) seen.set(mn, stationId(at.entry.id));
  }
}

/** Everything that only shows once all files are read. */
export function crossFaults(lists: Lists): Fault[] {
  const faults: Fault[] = [];
  const complain: Complain = (at, key, message) => {
    const line = at.lineOf(key);
    const place = key ? `${at.place}.${key}` : at.place;
    faults.push({ file: at.file, ...(line !== undefined && { line }), place, message });
  };
  duplicates(lists, complain);
  references(lists, complain);
  cycles(lists, complain);
  for (const at of lists.stations) plan(at, complain);
  numbers(lists, complain);
  return faults;
}

/** Codes of units as the registry wrote them, under their parameter's own code. */
export const unitsByCode = (
  units: Readonly<Record<string, string>>,
): Partial<Record<ParameterCode, string>> =>
  Object.fromEntries(Object.entries(units).map(([code, unit]) => [parameterOf(code)?.code ?? code, unit]));
