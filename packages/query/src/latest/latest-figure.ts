import type { Staleness } from '@lanbi/evaluation';
import type { DataState, Region, Section, StateStatement, Station, StoredResult } from '@lanbi/model';
import type { EvaluationState } from '../evaluation-state.ts';

/** What the figures of a group are of. */
export interface LatestSubjects {
  readonly stations: Station;
  readonly regions: Region;
  readonly sections: Section;
}

/** The groups of subjects: air stations; districts and cities; sections. */
export type LatestGroup = keyof LatestSubjects;

/** The kind of record that the latest figure of a group is made of. */
export interface LatestKinds {
  readonly stations: 'aqi.hour';
  readonly regions: 'region.aqi.hour';
  readonly sections: 'class.sample';
}

export type LatestKind = LatestKinds[LatestGroup];

/** The latest figure of a subject, or that there is none; the same object until one of its members changes. */
export interface LatestFigure<Subject, Kind extends LatestKind> {
  readonly subject: Subject;
  readonly result: StoredResult<Kind> | undefined;
  readonly staleness: Staleness;
  readonly evaluation: EvaluationState;
  /** Why a section has no class at this time; undefined where annotations say nothing, and of air. */
  readonly state: StateStatement | undefined;
  /** How far the data of its time were checked; undefined where they are live, or there is no figure. */
  readonly dataState: DataState | undefined;
  /** Undefined where there is no figure. */
  readonly provisional: boolean | undefined;
  /** Of no other figure. */
  readonly version: number;
}

/** The latest figure of a subject of a group. */
export type LatestOf<Of extends LatestGroup> = LatestFigure<LatestSubjects[Of], LatestKinds[Of]>;

/** The latest figures of all subjects of a group. */
export interface LatestOfAll<Group extends LatestGroup> {
  /** In the order of the registry. */
  readonly figures: readonly LatestOf<Group>[];
  /** How far evaluation is behind the log as a whole. */
  readonly evaluation: EvaluationState;
  /** Changes whenever one of the figures or the state of the evaluation does. */
  readonly version: string;
}
