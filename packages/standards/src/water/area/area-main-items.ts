import type { Trace } from '../../figure/derivation.ts';
import { isMissing, type Maybe } from '../../figure/missing.ts';
import type { WaterAssessmentEdition } from '../assessment/edition.ts';
import { rankOf, WATER_ITEMS, type WaterItem } from '../item.ts';
import type { SectionClass } from '../section/section-class.ts';
import { share } from './shares.ts';

/** A main pollution item of a river or region. */
export interface AreaMainItem {
  readonly item: WaterItem;
  /** Sections in which the item is beyond class III. */
  readonly sections: number;
  /** Of all sections with a class, in percent, one decimal. */
  readonly share: Maybe<number>;
}

function isBeyondThird({ items }: SectionClass, item: WaterItem): boolean {
  const found = items[item];
  return found?.evaluated === true && !isMissing(found.class) && rankOf(found.class) > rankOf('III');
}

/**
 * The main pollution items of a river or region of five sections or more: by the share of sections in which the
 * item is beyond class III; the first three, ties in the order of the table [D].
 * @source 环办〔2011〕22号, main pollution items [code]
 * @example areaMainItems(sections, ASSESSMENT_2011)[0] // { item: 'tp', sections: 2, share: 40 }
 */
export function areaMainItems(
  sections: readonly SectionClass[],
  { id, mainItems: { most, clause } }: WaterAssessmentEdition,
  trace?: Trace,
): readonly AreaMainItem[] {
  const evaluated = sections.filter((section) => !isMissing(section.class));
  const beyond = WATER_ITEMS.map((item) => ({
    item,
    sections: evaluated.filter((section) => isBeyondThird(section, item)).length,
  }))
    .filter((found) => found.sections > 0)
    .sort((a, b) => b.sections - a.sections);
  const main = beyond.slice(0, most);
  trace?.step({
    quantity: 'main-items',
    edition: id,
    clause,
    inputs: Object.fromEntries(beyond.map((found) => [found.item, found.sections])),
    arithmetic: `the share of ${evaluated.length} sections in which each is beyond class III; at most ${most}`,
    result: main.map(({ item }) => item).join(', '),
  });
  return main.map((found) => ({ ...found, share: share(found.sections, evaluated.length) }));
}
