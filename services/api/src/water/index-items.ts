import { nearestCandidate } from '@lanbi/model';
import { fivePlus, WATER_ITEMS, WATER_METHODS, type WaterItem } from '@lanbi/standards';
import { Problem } from '../http/problem.ts';

/** The items of an index: those of automatic sections unless others are named. @throws Problem bad-request */
export function readIndexItems(text: string | undefined): readonly WaterItem[] {
  if (text === undefined) return fivePlus();
  const known = WATER_ITEMS.filter((item) => WATER_METHODS['2011'].items.has(item));
  const asked = text.split(',').map((each) => each.trim());
  for (const each of asked) {
    if (known.some((item) => item === each)) continue;
    const near = nearestCandidate(each, known);
    throw new Problem(
      'bad-request',
      `items: ${each.slice(0, 40)} takes no part in the index; ${near ? `did you mean ${near}?` : `there are ${known.join(', ')}`}`,
    );
  }
  return known.filter((item) => asked.includes(item));
}
