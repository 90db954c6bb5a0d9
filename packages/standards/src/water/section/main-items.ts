import { compare, divide, exactly } from '../../exact/rational.ts';
import { isMissing, type Maybe } from '../../figure/missing.ts';
import type { WaterAssessmentEdition } from '../assessment/edition.ts';
import type { Gb3838Edition } from '../gb3838/edition.ts';
import { rankOf, WATER_ITEMS, type WaterBody, type WaterClass, type WaterItem } from '../item.ts';
import { MEASURANDS } from '../measurand.ts';
import { type Assessed, type Exceedance, exceedancesOf } from './exceedance.ts';
import type { SectionClass } from './section-class.ts';

/** A main pollution item of a section; multiple of class III as in an exceedance. */
export interface MainItem {
  readonly item: WaterItem;
  readonly class: WaterClass;
  readonly multiple: Maybe<number>;
}

/** Beyond class III, with what it takes to order them. */
type Beyond = Exceedance & { readonly class: WaterClass };

/** Items that take part and are beyond class III, in table order. */
function beyondThird({ items }: SectionClass, waterBody: WaterBody, edition: Gb3838Edition): Beyond[] {
  const assessed = WATER_ITEMS.flatMap((item): Assessed[] => {
    const [found, rule] = [items[item], edition.rules[waterBody][item]];
    if (!found?.evaluated || !rule || isMissing(found.value) || isMissing(found.class)) return [];
    return [{ item, value: found.value, class: found.class, rule }];
  });
  const classes = new Map(assessed.map((found) => [found.item, found.class]));
  return exceedancesOf(assessed, 'III').map((found) => ({
    ...found,
    class: classes.get(found.item) ?? 'worse-than-V',
  }));
}

/** Larger multiple first, by the fractions themselves and not their two decimals; those without one last. */
function byMultiple(a: Beyond, b: Beyond): number {
  const [without, withoutB] = [Number(isMissing(a.multiple)), Number(isMissing(b.multiple))];
  if (without + withoutB > 0) return without - withoutB;
  const ratio = ({ value, limit }: Beyond) => divide(exactly(value), exactly(limit));
  return compare(ratio(b), ratio(a));
}

/**
 * The main pollution items of a section: none where it is class III or better; else the items beyond class III,
 * cyanide and heavy metals first, then by their class, then by multiple; the first three. Items without a multiple
 * (pH, dissolved oxygen) stand behind those of their class that have one; ties keep the order of the table [D].
 * @source 环办〔2011〕22号, main pollution items [code]
 */
export function mainItems(
  section: SectionClass,
  waterBody: WaterBody,
  edition: Gb3838Edition,
  { mainItems: { most, priority } }: WaterAssessmentEdition,
): readonly MainItem[] {
  const first = ({ item }: Beyond): number => Number(priority.includes(item));
  return beyondThird(section, waterBody, edition)
    .sort((a, b) => first(b) - first(a) || rankOf(b.class) - rankOf(a.class) || byMultiple(a, b))
    .slice(0, most)
    .map(({ item, class: of, multiple }) => ({ item, class: of, multiple }));
}

/**
 * As bulletins write it, the multiple where there is one.
 * @example mainItemText({ item: 'codmn', class: 'V', multiple: 1.2 }, 'zh') // '高锰酸盐指数(1.2)'
 */
export function mainItemText({ item, multiple }: MainItem, language: 'zh' | 'en'): string {
  const name = MEASURANDS[item][language];
  return isMissing(multiple) ? name : `${name}(${multiple})`;
}
