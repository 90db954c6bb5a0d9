import type { CivilDate } from '../time/civil.ts';

/** The documents of which this package holds editions. */
export type StandardCode = 'GB 3095' | 'HJ 633' | 'HJ 663' | 'GB 3838' | '环办〔2011〕22号' | 'ranking';

/** How well a fact is known: read from the official text, two or one secondary sources, code, practice, data, derived. */
export type FactStatus = 'P' | '2' | '1' | 'code' | 'M' | 'data' | 'D';

/** Where a row of a table or a rule of an edition stands, and how well it is known. */
export interface Sourced {
  readonly clause: string;
  readonly status: FactStatus;
}

/** Stages of an edition that comes into force in steps. */
export const EDITION_STAGES = ['transition', 'final'] as const;

export type EditionStage = (typeof EDITION_STAGES)[number];

/** The parts that all editions have. Each edition is one file; its stages are editions of their own. */
export interface Edition {
  /** Stable id, used in `?edition=`, such as `HJ 633-2026`. With a stage: `GB 3095-2026/transition`. */
  readonly id: string;
  readonly standard: StandardCode;
  /** `transition` or `final` for GB 3095-2026; absent where an edition has no stages. */
  readonly stage?: EditionStage;
  readonly title: { readonly zh: string; readonly en: string };
  /** First day in force. */
  readonly from: CivilDate;
  /** Last day in force; absent while it has no end. */
  readonly until?: CivilDate;
  /** Where the dates come from. */
  readonly source: string;
}
