import type { Trace } from '../../figure/derivation.ts';
import { isMissing, type Maybe, missing } from '../../figure/missing.ts';
import type { WaterAssessmentEdition } from '../assessment/edition.ts';
import { TROPHIC_ITEMS, type TrophicGrade, type TrophicItem } from './trophic-state.ts';

export interface TrophicIndex {
  readonly assessment: string;
  /** Not rounded; missing when there is nothing to weigh. */
  readonly index: Maybe<number>;
  readonly grade: Maybe<TrophicGrade>;
  /** The index of each item that has a value. */
  readonly terms: Readonly<Partial<Record<TrophicItem, number>>>;
  /** Items without a value: the weights of the others were re-normalised. */
  readonly without: readonly TrophicItem[];
}

/**
 * The trophic index of one item: chlorophyll-a mg/m³; TP, TN, CODMn mg/L; transparency m.
 * @throws RangeError when the value is not finite or not above zero: its logarithm has no meaning.
 * @source 环办〔2011〕22号, TLI(j) [2]
 * @example trophicIndexOf('chla', 1, ASSESSMENT_2011) // 25
 */
export function trophicIndexOf(
  item: TrophicItem,
  value: number,
  { trophic }: WaterAssessmentEdition,
): number {
  if (!(value > 0 && value < Infinity)) throw new RangeError(`not above zero: ${item} ${value}`);
  const { a, b } = trophic.terms[item];
  return 10 * (a + b * Math.log(value));
}

/**
 * Below 30 oligotrophic, to 50 mesotrophic, to 60 light, to 70 moderate eutrophication, above severe.
 * @throws RangeError when the index is not a number.
 * @source 环办〔2011〕22号 [2]
 */
export function trophicGrade(index: number, { trophic }: WaterAssessmentEdition): TrophicGrade {
  const grade = trophic.grades.find(({ upTo = Infinity, inclusive = true }) =>
    inclusive ? index <= upTo : index < upTo,
  );
  if (!grade) throw new RangeError(`no trophic state for ${index}`);
  return grade;
}

function traceTerm(
  item: TrophicItem,
  value: number,
  result: number,
  of: WaterAssessmentEdition,
  trace: Trace,
): void {
  const { a, b, weight } = of.trophic.terms[item];
  trace.step({
    quantity: `tli.${item}`,
    edition: of.id,
    clause: of.trophic.clause,
    inputs: { value, a, b, weight },
    arithmetic: `10 × (${a} + ${b} × ln ${value})`,
    result,
  });
}

function traceIndex(
  terms: TrophicIndex['terms'],
  index: number,
  of: WaterAssessmentEdition,
  trace: Trace,
): void {
  trace.step({
    quantity: 'tli',
    edition: of.id,
    clause: of.trophic.clause,
    inputs: { ...terms },
    arithmetic: 'Σ weight × index / Σ weight',
    result: index,
  });
}

/**
 * The comprehensive trophic state index TLI(Σ) of a lake: the weighted mean of its items' indices.
 * @throws RangeError when a value is not finite or not above zero.
 * @source 环办〔2011〕22号, TLI(Σ) [2]
 */
export function trophicIndex(
  values: Readonly<Partial<Record<TrophicItem, Maybe<number>>>>,
  assessment: WaterAssessmentEdition,
  trace?: Trace,
): TrophicIndex {
  let [total, weights] = [0, 0];
  const [terms, without]: [Partial<Record<TrophicItem, number>>, TrophicItem[]] = [{}, []];
  for (const item of TROPHIC_ITEMS) {
    const value = values[item];
    if (value === undefined || isMissing(value)) {
      without.push(item);
      continue;
    }
    const term = trophicIndexOf(item, value, assessment);
    const { weight } = assessment.trophic.terms[item];
    [total, weights] = [total + weight * term, weights + weight];
    terms[item] = term;
    if (trace) traceTerm(item, value, term, assessment, trace);
  }
  const base = { assessment: assessment.id, terms, without };
  if (weights === 0) return { ...base, index: missing('no-data'), grade: missing('no-data') };
  const index = total / weights;
  if (trace) traceIndex(terms, index, assessment, trace);
  return { ...base, index, grade: trophicGrade(index, assessment) };
}
