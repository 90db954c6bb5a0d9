/** A state in which a section has no class. */
export interface SectionStateName {
  readonly zh: string;
  readonly en: string;
}

/**
 * Sections without water, or that nobody sampled: listed by name and state, without class, outside numerator and
 * denominator.
 * @source water.md 2, sections without water [2]
 */
export const SECTION_STATE_NAMES = {
  'no-flow': { zh: '断流', en: 'no flow' },
  frozen: { zh: '结冰', en: 'frozen' },
  dry: { zh: '干库', en: 'dry reservoir' },
  'not-sampled': { zh: '未采样', en: 'not sampled' },
} as const satisfies Readonly<Record<string, SectionStateName>>;

export type SectionState = keyof typeof SECTION_STATE_NAMES;

export const SECTION_STATES = Object.keys(SECTION_STATE_NAMES) as readonly SectionState[];
