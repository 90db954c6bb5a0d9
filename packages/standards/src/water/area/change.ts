import type { Trace } from '../../figure/derivation.ts';
import { isMissing, type Maybe, missing } from '../../figure/missing.ts';
import type { WaterAssessmentEdition } from '../assessment/edition.ts';
import { WATER_ITEMS, type WaterClass } from '../item.ts';
import type { SectionClass } from '../section/section-class.ts';

/** A change from an earlier period to a later one. */
export interface WaterChange {
  readonly direction: 'none' | 'better' | 'worse';
  readonly degree: 'none' | 'slight' | 'marked';
  readonly zh: string;
  readonly en: string;
}

export const NO_CHANGE: WaterChange = {
  direction: 'none',
  degree: 'none',
  zh: '无明显变化',
  en: 'no obvious change',
};

export const CHANGES = {
  slight: {
    better: { direction: 'better', degree: 'slight', zh: '有所好转', en: 'somewhat better' },
    worse: { direction: 'worse', degree: 'slight', zh: '有所变差', en: 'somewhat worse' },
  },
  marked: {
    better: { direction: 'better', degree: 'marked', zh: '明显好转', en: 'markedly better' },
    worse: { direction: 'worse', degree: 'marked', zh: '明显变差', en: 'markedly worse' },
  },
} as const satisfies Record<string, Record<string, WaterChange>>;

/**
 * The change between two classes: by steps of their level (class I and II are one level). One step is slight, two or
 * more are marked.
 * @source 环办〔2011〕22号, change between periods [M]
 * @example changeByLevel('IV', 'III', ASSESSMENT_2011).zh // '有所好转'
 */
export function changeByLevel(
  before: WaterClass,
  after: WaterClass,
  { levels }: WaterAssessmentEdition,
): WaterChange {
  const ladder = [...new Set(Object.values(levels))];
  const steps = ladder.indexOf(levels[before]) - ladder.indexOf(levels[after]);
  if (steps === 0) return NO_CHANGE;
  return CHANGES[Math.abs(steps) === 1 ? 'slight' : 'marked'][steps > 0 ? 'better' : 'worse'];
}

/** What of an evaluated section, lake or river by mean is compared with another period. */
export type Comparable = Pick<SectionClass, 'class' | 'items'>;

/** The items that gave the class, in table order. */
const countedItems = ({ items }: Comparable): string =>
  WATER_ITEMS.filter((item) => items[item]?.evaluated && !isMissing(items[item]?.class)).join();

/** Whether two evaluations rest on the same items; others are not compared. */
export const sameItems = (a: Comparable, b: Comparable): boolean => countedItems(a) === countedItems(b);

/**
 * The change of one section, lake or river with a class from a period to a later one; missing where one of them has
 * no class (its reason), `not-applicable` where they rest on other items.
 * @source 环办〔2011〕22号, change between periods: by level, equal items only [M]
 * @example sectionChange(march, april, ASSESSMENT_2011) // { zh: '有所好转', … }
 */
export function sectionChange(
  before: Comparable,
  after: Comparable,
  assessment: WaterAssessmentEdition,
  trace?: Trace,
): Maybe<WaterChange> {
  const [then, now] = [before.class, after.class];
  if (isMissing(then)) return then;
  if (isMissing(now)) return now;
  if (!sameItems(before, after)) return missing('not-applicable');
  const change = changeByLevel(then, now, assessment);
  const { levels } = assessment;
  trace?.step({
    quantity: 'change',
    edition: assessment.id,
    clause: assessment.change.clause,
    inputs: { before: then, after: now },
    arithmetic: `from ${levels[then].en} to ${levels[now].en}: one level is slight, two or more are marked`,
    result: change.en,
  });
  return change;
}
