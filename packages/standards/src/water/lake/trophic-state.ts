/** What the trophic index takes: chlorophyll-a mg/m³; TP, TN and CODMn mg/L; transparency m. */
export const TROPHIC_ITEMS = ['chla', 'tp', 'tn', 'transparency', 'codmn'] as const;
export type TrophicItem = (typeof TROPHIC_ITEMS)[number];

export type TrophicState = 'oligotrophic' | 'mesotrophic' | 'light' | 'moderate' | 'severe';

/** An index of one item is 10 (a + b ln x); `weight` is its r²/Σr² in the comprehensive index. */
export interface TrophicTerm {
  readonly a: number;
  readonly b: number;
  readonly weight: number;
}

/** A state and the largest index that still has it; the last state has no end. */
export interface TrophicGrade {
  readonly state: TrophicState;
  readonly zh: string;
  readonly en: string;
  readonly upTo?: number;
  /** False where the end itself belongs to the next state. */
  readonly inclusive?: boolean;
}
