import type { SectionSampleBody, Staleness } from '@lanbi/evaluation';
import type { AirHourKind, Region, Section, Station, StoredResult } from '@lanbi/model';
import type { EvaluationState } from '../evaluation-state.ts';

/** The latest figure of a subject, or that there is none; the same object until one of its members changes. */
export interface LatestFigure<Subject = unknown, Stored = StoredResult | StoredResult<unknown>> {
  readonly subject: Subject;
  readonly result: Stored | undefined;
  readonly staleness: Staleness;
  readonly evaluation: EvaluationState;
  /** Undefined where there is no figure. */
  readonly provisional: boolean | undefined;
  /** Of no other figure. */
  readonly version: number;
}

/** The groups of subjects: air stations; districts and cities; sections. */
export interface LatestOf {
  readonly stations: LatestFigure<Station, StoredResult<AirHourKind>>;
  readonly regions: LatestFigure<Region, StoredResult<AirHourKind>>;
  readonly sections: LatestFigure<Section, StoredResult<SectionSampleBody>>;
}
export type LatestGroup = keyof LatestOf;

/** The latest figures of all subjects of a group. */
export interface LatestOfAll<Group extends LatestGroup> {
  /** In the order of the registry. */
  readonly figures: readonly LatestOf[Group][];
  /** How far evaluation is behind the log as a whole. */
  readonly evaluation: EvaluationState;
  /** Changes whenever one of the figures or the state of the evaluation does. */
  readonly version: string;
}
