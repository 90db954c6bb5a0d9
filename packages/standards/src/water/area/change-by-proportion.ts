import { rational } from '../../exact/rational.ts';
import { roundRational } from '../../exact/round.ts';
import { halfEven, type Trace } from '../../figure/derivation.ts';
import { isMissing, type Maybe, missing } from '../../figure/missing.ts';
import type { WaterAssessmentEdition } from '../assessment/edition.ts';
import { rankOf, type WaterClass } from '../item.ts';
import { CHANGES, type Comparable, NO_CHANGE, sameItems, type WaterChange } from './change.ts';

/** Evaluated sections by id. */
export type SectionsById = ReadonlyMap<string, Comparable>;

/** A section that is not compared: it is in one period alone, has no class in one, or rests on other items. */
export interface NotCompared {
  readonly section: string;
  readonly reason: 'one-period' | 'no-class' | 'other-items';
}

export interface ProportionChange {
  readonly change: Maybe<WaterChange>;
  /** Change of the share of class I to III, ΔG, and worse than V, ΔD, in percentage points, one decimal. */
  readonly good: Maybe<number>;
  readonly worse: Maybe<number>;
  /** Sections with a class of the same items in both periods: only they are compared. */
  readonly compared: number;
  readonly leftOut: readonly NotCompared[];
}

const isGood = (of: WaterClass): number => Number(rankOf(of) <= rankOf('III'));
const isWorst = (of: WaterClass): number => Number(of === 'worse-than-V');

/** Decimals of a change of shares. */
const DIGITS = 1;

/** `score` is ΔG - ΔD as a count of sections; it is compared without rounding. */
function changeOf(score: number, compared: number, { change }: WaterAssessmentEdition): WaterChange {
  const points = Math.abs(score) * 100;
  if (points <= change.none * compared) return NO_CHANGE;
  return CHANGES[points <= change.slight * compared ? 'slight' : 'marked'][score > 0 ? 'better' : 'worse'];
}

type Pair = readonly [then: WaterClass, now: WaterClass];

/** The classes of one section in both periods, or why they are not compared. */
function pairOf(before: Comparable | undefined, after: Comparable | undefined): Pair | NotCompared['reason'] {
  if (!before || !after) return 'one-period';
  const [then, now] = [before.class, after.class];
  if (isMissing(then) || isMissing(now)) return 'no-class';
  return sameItems(before, after) ? [then, now] : 'other-items';
}

function pairsOf(before: SectionsById, after: SectionsById) {
  const [pairs, leftOut]: [Pair[], NotCompared[]] = [[], []];
  for (const section of new Set([...before.keys(), ...after.keys()])) {
    const pair = pairOf(before.get(section), after.get(section));
    if (typeof pair === 'string') leftOut.push({ section, reason: pair });
    else pairs.push(pair);
  }
  return { pairs, leftOut };
}

/** How many sections more have the property now than then. */
const gain = (pairs: readonly Pair[], has: (of: WaterClass) => number): number =>
  pairs.reduce((total, [then, now]) => total + has(now) - has(then), 0);

/**
 * The change of a river or region evaluated by proportion: ΔG - ΔD over the sections that have a class of the same
 * items in both periods; to 10 points no obvious change, to 20 slight, beyond marked.
 * @source 环办〔2011〕22号, change between periods: only equal section sets and equal items [M]
 * @example changeByProportion(lastYear, thisYear, ASSESSMENT_2011).change // { zh: '明显好转', … }
 */
export function changeByProportion(
  before: SectionsById,
  after: SectionsById,
  assessment: WaterAssessmentEdition,
  trace?: Trace,
): ProportionChange {
  const { pairs, leftOut } = pairsOf(before, after);
  const compared = pairs.length;
  const none = missing('no-data');
  if (compared === 0) return { change: none, good: none, worse: none, compared, leftOut };
  const [good, worse] = [gain(pairs, isGood), gain(pairs, isWorst)];
  const points = (part: number) => roundRational(rational(BigInt(part) * 100n, BigInt(compared)), DIGITS);
  const change = changeOf(good - worse, compared, assessment);
  trace?.step({
    quantity: 'change',
    edition: assessment.id,
    clause: assessment.change.clause,
    inputs: { compared, good, worse },
    arithmetic: `ΔG - ΔD = (${good} - ${worse}) / ${compared} × 100 = ${points(good - worse)} points`,
    rounding: `for show ${halfEven(DIGITS)}, compared unrounded`,
    result: change.en,
  });
  return { change, good: points(good), worse: points(worse), compared, leftOut };
}
