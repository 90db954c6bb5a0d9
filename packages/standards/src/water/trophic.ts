import { isMissing, type Maybe, missing } from '../figure/missing.ts';

/** What the trophic index takes: chlorophyll-a mg/m³; TP, TN and CODMn mg/L; transparency m. */
export const TROPHIC_ITEMS = ['chla', 'tp', 'tn', 'transparency', 'codmn'] as const;
export type TrophicItem = (typeof TROPHIC_ITEMS)[number];

export type TrophicState = 'oligotrophic' | 'mesotrophic' | 'light' | 'moderate' | 'severe';

export interface TrophicIndex {
  /** Not rounded; missing when there is nothing to weigh. */
  readonly index: Maybe<number>;
  readonly state: Maybe<TrophicState>;
  /** Items without a value: the weights of the others were re-normalised. */
  readonly without: readonly TrophicItem[];
}

/** 10 (a + b ln x) and its weight r²/Σr². @source 环办〔2011〕22号 [2] */
const TERMS: Readonly<Record<TrophicItem, { a: number; b: number; weight: number }>> = {
  chla: { a: 2.5, b: 1.086, weight: 0.2663 },
  tp: { a: 9.436, b: 1.624, weight: 0.1879 },
  tn: { a: 5.453, b: 1.694, weight: 0.179 },
  transparency: { a: 5.118, b: -1.94, weight: 0.1834 },
  codmn: { a: 0.109, b: 2.661, weight: 0.1834 },
};

/**
 * The trophic index of one item.
 * @throws RangeError when the value is not finite or not above zero: its logarithm has no meaning.
 * @source 环办〔2011〕22号 [2]
 */
export function trophicIndexOf(item: TrophicItem, value: number): number {
  if (!(value > 0 && Number.isFinite(value))) throw new RangeError(`not above zero: ${item} ${value}`);
  const { a, b } = TERMS[item];
  return 10 * (a + b * Math.log(value));
}

/** Below 30 oligotrophic, to 50 mesotrophic, to 60 light, to 70 moderate eutrophication, above severe [2]. */
export function trophicState(index: number): TrophicState {
  if (index < 30) return 'oligotrophic';
  if (index <= 50) return 'mesotrophic';
  if (index <= 60) return 'light';
  return index <= 70 ? 'moderate' : 'severe';
}

/**
 * The comprehensive trophic state index TLI(Σ) of a lake: the weighted mean of its items' indices.
 * @throws RangeError when a value is not finite or not above zero.
 * @source 环办〔2011〕22号 [2]
 */
export function trophicIndex(values: Readonly<Partial<Record<TrophicItem, Maybe<number>>>>): TrophicIndex {
  let [total, weights] = [0, 0];
  const without: TrophicItem[] = [];
  for (const item of TROPHIC_ITEMS) {
    const value = values[item];
    if (value === undefined || isMissing(value)) {
      without.push(item);
      continue;
    }
    total += TERMS[item].weight * trophicIndexOf(item, value);
    weights += TERMS[item].weight;
  }
  if (weights === 0) return { index: missing('no-data'), state: missing('no-data'), without };
  const index = total / weights;
  return { index, state: trophicState(index), without };
}
