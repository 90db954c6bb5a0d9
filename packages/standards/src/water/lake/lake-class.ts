import { exactly, multiply } from '../../exact/rational.ts';
import type { Trace } from '../../figure/derivation.ts';
import { isMissing, type Maybe, missing } from '../../figure/missing.ts';
import type { WaterClass } from '../item.ts';
import { meanValues } from '../mean.ts';
import type { WaterValues } from '../measured.ts';
import { nearest } from '../nearest.ts';
import { type MainItem, mainItems } from '../section/main-items.ts';
import { type SectionClass, sectionClass } from '../section/section-class.ts';
import type { WaterStandards } from '../section/standards.ts';
import { type TrophicIndex, trophicIndex } from './trophic.ts';

export interface LakeInput {
  /** For each point its samples in the period, in canonical units (chlorophyll-a in mg/L). */
  readonly points: readonly (readonly WaterValues[])[];
  readonly target?: WaterClass;
}

export interface LakeClass {
  readonly assessment: string;
  /** Points given. */
  readonly points: number;
  /** Of the mean over the points, with the limits of lakes. */
  readonly section: SectionClass;
  /** The class of total nitrogen, given separately. */
  readonly totalNitrogen: Maybe<WaterClass>;
  readonly trophic: TrophicIndex;
  readonly mainItems: readonly MainItem[];
}

type MeanValues = ReturnType<typeof meanValues>;

const THOUSAND = exactly(1000);

/** A value that has a logarithm: a mean of zero has none and is said to be invalid. */
function positive(value: Maybe<number> | undefined): Maybe<number> {
  if (value === undefined) return missing('no-data');
  return isMissing(value) || value > 0 ? value : missing('invalid');
}

/** From mg/L to the mg/m³ of the trophic index, exactly. */
const perCubicMetre = (value: Maybe<number>): Maybe<number> =>
  isMissing(value) ? value : nearest(multiply(exactly(value), THOUSAND));

const trophicValues = ({ chla, tp, tn, transparency, codmn }: MeanValues) => ({
  chla: perCubicMetre(positive(chla)),
  tp: positive(tp),
  tn: positive(tn),
  transparency: positive(transparency),
  codmn: positive(codmn),
});

/**
 * The evaluation of a lake or reservoir: the mean over time of each point, then over the points; class with the
 * limits of lakes, total nitrogen apart, and the trophic state. One point is like a section.
 * @throws RangeError as sectionClass, or when a mean cannot be taken.
 * @source 环办〔2011〕22号, lakes and reservoirs [M]; trophic state [2]
 */
export function lakeClass({ points, target }: LakeInput, by: WaterStandards, trace?: Trace): LakeClass {
  const { edition, assessment, method, options } = by;
  const to = trace && { edition: assessment.id, trace };
  const values = meanValues(
    points.map((samples) => meanValues(samples)),
    to,
  );
  const input = { waterBody: 'lake' as const, values, ...(target && { target }) };
  const section = sectionClass(input, edition, method, options, trace);
  return {
    assessment: assessment.id,
    points: points.length,
    section,
    totalNitrogen: section.items.tn?.class ?? missing('no-data'),
    trophic: trophicIndex(trophicValues(values), assessment, trace),
    mainItems: mainItems(section, edition, assessment, trace),
  };
}
