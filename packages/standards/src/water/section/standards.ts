import type { WaterAssessmentEdition } from '../assessment/edition.ts';
import type { Gb3838Edition } from '../gb3838/edition.ts';
import type { SectionOptions, WaterMethod } from './method.ts';

/** What a river, region or lake is evaluated with. */
export interface WaterStandards {
  readonly edition: Gb3838Edition;
  readonly assessment: WaterAssessmentEdition;
  readonly method: WaterMethod;
  readonly options?: Partial<SectionOptions>;
}
