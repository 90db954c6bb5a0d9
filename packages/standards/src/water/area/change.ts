import { rational } from '../../exact/rational.ts';
import { roundRational } from '../../exact/round.ts';
import { isMissing, type Maybe, missing } from '../../figure/missing.ts';
import type { WaterAssessmentEdition } from '../assessment/edition.ts';
import { rankOf, type WaterClass } from '../item.ts';

/** A change from an earlier period to a later one. */
export interface WaterChange {
  readonly direction: 'none' | 'better' | 'worse';
  readonly degree: 'none' | 'slight' | 'marked';
  readonly zh: string;
  readonly en: string;
}

const NONE: WaterChange = { direction: 'none', degree: 'none', zh: '无明显变化', en: 'no obvious change' };

const CHANGES = {
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
 * The change of one section, lake or river with a class: by steps of its level (class I and II are one level). One
 * step is slight, two or more are marked.
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
  if (steps === 0) return NONE;
  return CHANGES[Math.abs(steps) === 1 ? 'slight' : 'marked'][steps > 0 ? 'better' : 'worse'];
}

/** Classes by section. */
export type ClassesBySection = ReadonlyMap<string, Maybe<WaterClass>>;

export interface ProportionChange {
  readonly change: Maybe<WaterChange>;
  /** Change of the share of class I to III, ΔG, and worse than V, ΔD, in percentage points, one decimal. */
  readonly good: Maybe<number>;
  readonly worse: Maybe<number>;
  /** Sections with a class in both periods: only they are compared. */
  readonly compared: number;
  readonly leftOut: readonly string[];
}

const isGood = (of: WaterClass): number => Number(rankOf(of) <= rankOf('III'));
const isWorst = (of: WaterClass): number => Number(of === 'worse-than-V');

/** `score` is ΔG - ΔD as a count of sections; it is compared without rounding. */
function changeOf(score: number, compared: number, { change }: WaterAssessmentEdition): WaterChange {
  const points = Math.abs(score) * 100;
  if (points <= change.none * compared) return NONE;
  return CHANGES[points <= change.slight * compared ? 'slight' : 'marked'][score > 0 ? 'better' : 'worse'];
}

/**
 * The change of a river or region evaluated by proportion: ΔG - ΔD over the sections that have a class in both
 * periods; to 10 points no obvious change, to 20 slight, beyond marked. Both periods must count the same items.
 * @source 环办〔2011〕22号, change between periods [M]
 */
export function changeByProportion(
  before: ClassesBySection,
  after: ClassesBySection,
  assessment: WaterAssessmentEdition,
): ProportionChange {
  const leftOut: string[] = [];
  let [good, worse, compared] = [0, 0, 0];
  for (const id of new Set([...before.keys(), ...after.keys()])) {
    const [then, now] = [before.get(id), after.get(id)];
    if (then === undefined || now === undefined || isMissing(then) || isMissing(now)) {
      leftOut.push(id);
      continue;
    }
    compared += 1;
    good += isGood(now) - isGood(then);
    worse += isWorst(now) - isWorst(then);
  }
  const none = missing('no-data');
  if (compared === 0) return { change: none, good: none, worse: none, compared, leftOut };
  const points = (part: number) => roundRational(rational(BigInt(part) * 100n, BigInt(compared)), 1);
  const change = changeOf(good - worse, compared, assessment);
  return { change, good: points(good), worse: points(worse), compared, leftOut };
}
