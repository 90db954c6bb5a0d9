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
 */
export function areaMainItems(
  sections: readonly SectionClass[],
  { mainItems: { most } }: WaterAssessmentEdition,
): readonly AreaMainItem[] {
  const evaluated = sections.filter((section) => !isMissing(section.class));
  return WATER_ITEMS.map((item) => ({
    item,
    sections: evaluated.filter((section) => isBeyondThird(section, item)).length,
  }))
    .filter((found) => found.sections > 0)
    .sort((a, b) => b.sections - a.sections)
    .slice(0, most)
    .map((found) => ({ ...found, share: share(found.sections, evaluated.length) }));
}
