import type { WaterAssessmentEdition } from '../assessment/edition.ts';
import type { Gb3838Edition } from '../gb3838/edition.ts';
import type { SectionOptions, WaterMethod } from './method.ts';

/** The number of all sections that are given, or of those that have a class. */
export type RiverCount = 'registered' | 'reporting';

/** What a river, region or lake is evaluated with. */
export interface WaterStandards {
  readonly edition: Gb3838Edition;
  readonly assessment: WaterAssessmentEdition;
  readonly method: WaterMethod;
  readonly options?: Partial<SectionOptions>;
  /** Which sections of a river or region decide between mean and proportion; default all that are registered. */
  readonly riverCount?: RiverCount;
}
