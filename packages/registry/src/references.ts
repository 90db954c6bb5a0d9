import { didYouMean } from '@lanbi/model';
import { type Complain, complaints, textAt, textsOf } from './complain.ts';
import { dateFaults } from './date-faults.ts';
import type { Fault } from './fault.ts';
import type { Lists } from './lists.ts';
import { planFaults } from './plan.ts';
import { LIST_NAMES, type ListName } from './schema.ts';

function duplicates({ placed }: Lists, complain: Complain): void {
  for (const name of LIST_NAMES) {
    const seen = new Map<string, string>();
    for (const at of placed[name]) {
      const id = textAt(at, 'id');
      if (id === undefined) continue;
      const first = seen.get(id);
      if (first) complain(at, ['id'], `${id} stands already at ${first}`);
      else seen.set(id, `${at.file}${lineOf(at.positionOf(['id']))}: ${at.placeOf([])}`);
    }
  }
}

const lineOf = (position: { readonly line: number } | undefined): string =>
  position === undefined ? '' : `:${position.line}`;

/** Keys that contain ids, with the lists in which the ids must exist. */
const REFERENCES: Readonly<Partial<Record<ListName, readonly (readonly [string, ListName])[]>>> = {
  regions: [['parent', 'regions']],
  rivers: [['inflowOf', 'lakes']],
  sections: [
    ['region', 'regions'],
    ['river', 'rivers'],
    ['lake', 'lakes'],
  ],
  stations: [
    ['region', 'regions'],
    ['section', 'sections'],
  ],
};

const ID_CHARACTER = /[A-Za-z0-9_.-]/;

/** Whether a text contains an id as a whole word. */
function hasWord(text: string, id: string): boolean {
  for (let at = text.indexOf(id); at >= 0; at = text.indexOf(id, at + 1)) {
    const around = [text[at - 1], text[at + id.length]];
    if (!around.some((character) => character !== undefined && ID_CHARACTER.test(character))) return true;
  }
  return false;
}

function references({ placed, unread }: Lists, complain: Complain): void {
  const ids = new Map(
    LIST_NAMES.map((list) => [list, new Set(placed[list].flatMap((at) => textAt(at, 'id') ?? []))]),
  );
  for (const name of LIST_NAMES)
    for (const [key, list] of REFERENCES[name] ?? [])
      for (const at of placed[name])
        for (const { path, text } of textsOf(at, key)) {
          const known = ids.get(list) ?? new Set<string>();
          // A part that could not be read may define the id.
          if (known.has(text) || unread.some((each) => hasWord(each, text))) continue;
          complain(at, path, `no ${text} in ${list}${didYouMean(text, known)}`);
        }
}

function waters({ placed }: Lists, complain: Complain): void {
  for (const at of placed.sections) {
    const { river, lake, km } = at.raw;
    if ((river === undefined) === (lake === undefined))
      complain(at, [], 'a section is on a river or on a lake: give one of them');
    if (km !== undefined && river === undefined)
      complain(at, ['km'], 'km is the distance along a river; a section on a lake has none');
  }
}

function cycles({ placed: { regions } }: Lists, complain: Complain): void {
  const parents = new Map(regions.map((at) => [textAt(at, 'id'), textAt(at, 'parent')]));
  for (const at of regions) {
    const path = new Set<string>();
    for (let id = textAt(at, 'id'); id !== undefined; id = parents.get(id)) {
      if (path.has(id)) {
        complain(at, ['parent'], `a circle of regions: ${[...path, id].join(' > ')}`);
        break;
      }
      path.add(id);
    }
  }
}

function numbers({ placed: { stations } }: Lists, complain: Complain): void {
  const seen = new Map<string, string | undefined>();
  for (const at of stations) {
    const mn = (at.raw['hj212'] as { readonly mn?: unknown } | null | undefined)?.mn;
    if (typeof mn !== 'string') continue;
    if (seen.has(mn)) complain(at, ['hj212', 'mn'], `${mn} is the MN of ${seen.get(mn)} already`);
    else seen.set(mn, textAt(at, 'id'));
  }
}

/** Finds faults that concern several entries or files. Entries with other faults are checked too. */
export function crossFaults(lists: Lists): readonly Fault[] {
  const { complain, faults } = complaints();
  duplicates(lists, complain);
  references(lists, complain);
  waters(lists, complain);
  cycles(lists, complain);
  dateFaults(lists, complain);
  for (const at of lists.placed.stations) planFaults(at, complain);
  numbers(lists, complain);
  return faults;
}
