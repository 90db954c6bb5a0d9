import { compare, divide, exactly } from '../../exact/rational.ts';
import type { Trace } from '../../figure/derivation.ts';
import { isMissing, type Maybe } from '../../figure/missing.ts';
import type { WaterAssessmentEdition } from '../assessment/edition.ts';
import type { Gb3838Edition } from '../gb3838/edition.ts';
import { rankOf, type WaterClass, type WaterItem } from '../item.ts';
import { MEASURANDS } from '../measurand.ts';
import { type Exceedance, sectionExceedances } from './exceedance.ts';
import type { SectionClass } from './section-class.ts';

/** A main pollution item of a section; multiple of class III as in an exceedance. */
export interface MainItem {
  readonly item: WaterItem;
  readonly class: WaterClass;
  readonly multiple: Maybe<number>;
}

/** Larger multiple first, by the fractions themselves and not their two decimals; those without one last. */
function byMultiple(a: Exceedance, b: Exceedance): number {
  const [without, withoutB] = [Number(isMissing(a.multiple)), Number(isMissing(b.multiple))];
  if (without + withoutB > 0) return without - withoutB;
  const ratio = ({ value, limit }: Exceedance) => divide(exactly(value), exactly(limit));
  return compare(ratio(b), ratio(a));
}

/**
 * The main pollution items of a section: none where it is class III or better; else the items beyond class III,
 * cyanide and heavy metals first, then by their class, then by multiple; the first three. Items without a multiple
 * (pH, dissolved oxygen) stand behind those of their class that have one; ties keep the order of the table [D].
 * @source 环办〔2011〕22号, main pollution items [code]
 * @example mainItems(section, GB3838_2002, ASSESSMENT_2011).map((item) => mainItemText(item, 'zh')) // ['总磷(1)']
 */
export function mainItems(
  section: SectionClass,
  edition: Gb3838Edition,
  assessment: WaterAssessmentEdition,
  trace?: Trace,
): readonly MainItem[] {
  const { most, priority, clause } = assessment.mainItems;
  const first = ({ item }: Exceedance): number => Number(priority.includes(item));
  const beyond = sectionExceedances(section, 'III', edition).toSorted(
    (a, b) => first(b) - first(a) || rankOf(b.class) - rankOf(a.class) || byMultiple(a, b),
  );
  const main = beyond.slice(0, most).map(({ item, class: of, multiple }) => ({ item, class: of, multiple }));
  trace?.step({
    quantity: 'main-items',
    edition: assessment.id,
    clause,
    inputs: Object.fromEntries(beyond.map((found) => [found.item, inWords(found)])),
    arithmetic: `cyanide and heavy metals, then the worst class, then the largest multiple; at most ${most}`,
    result: main.map(({ item }) => item).join(', '),
  });
  return main;
}

const inWords = ({ class: of, multiple }: Exceedance): string =>
  isMissing(multiple) ? of : `${of}, ${multiple}`;

/**
 * As bulletins write it, the multiple where there is one.
 * @example mainItemText({ item: 'codmn', class: 'V', multiple: 1.2 }, 'zh') // '高锰酸盐指数(1.2)'
 */
export function mainItemText({ item, multiple }: MainItem, language: 'zh' | 'en'): string {
  const name = MEASURANDS[item][language];
  return isMissing(multiple) ? name : `${name}(${multiple})`;
}
