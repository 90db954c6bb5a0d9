import type { Figured, SectionPeriodBody, SectionSampleBody } from '@lanbi/evaluation';
import type {
  AirDayKind,
  AlertSubjectKind,
  ComputedWaterKind,
  Medium,
  ParameterCode,
  Registry,
  ResultKind,
  StandingPeriod,
  Station,
  StoredObservation,
  StoredResult,
} from '@lanbi/model';

/** Kinds of results that hold a value: stored ones, and figures of water that are computed from days. */
export type ValueKind = ResultKind | ComputedWaterKind;

/** A stored result, or a figure that is computed from days. */
export type ValueResult = StoredResult | Figured<ComputedWaterKind>;

/** What values are computed from beside the result. */
export interface ValueDeps {
  readonly registry: Pick<Registry, 'sections'>;
  readonly water: {
    sample(stored: StoredResult<'class.sample'>): SectionSampleBody | undefined;
    day(stored: StoredResult<'class.day'>): SectionPeriodBody | undefined;
  };
}

/** A value of single observations of a station's own period. */
export interface FromReadings {
  readonly from: 'readings';
  /** The station must measure them, and an observation must have them. */
  readonly parameters: readonly ParameterCode[];
  /** Undefined where a reading that it needs is invalid. */
  valueIn(observation: StoredObservation, station: Station): number | undefined;
}

/** A value of each result of a kind; undefined where the result has none. */
export interface FromResults {
  readonly from: 'results';
  readonly kind: ValueKind;
  valueIn(result: ValueResult, deps: ValueDeps): number | undefined;
}

/** Where values come from. */
export type ValueSource =
  | FromReadings
  /** The arrival of any observation: its value is 0. */
  | { readonly from: 'arrivals' }
  /** The share of expected readings of the 24 hours that end with a reading, per cent. */
  | { readonly from: 'expected-readings' }
  | FromResults
  /** The composite index over each period, computed from days. */
  | { readonly from: 'days'; readonly kind: AirDayKind; readonly period: StandingPeriod };

/** A number of a figure of one kind of subject that a rule of alerts may watch. */
export interface AlertValue {
  /** Values of several families may have one name, each of other kinds of subject. */
  readonly name: string;
  /** How pages write names that differ in one part, such as `composite-index.{period}`; the name where not given. */
  readonly form?: string;
  readonly subject: AlertSubjectKind;
  /** Undefined where stations of either medium have it. */
  readonly medium: Medium | undefined;
  /** `class`: a rank 1 to 6, that a rule may write as a class; `level`: a rank 1 to 5. */
  readonly scale?: 'class' | 'level';
  /** The alert is raised by the clock: the limit is the number of seconds without a value. */
  readonly isAbsence?: true;
  readonly source: ValueSource;
}

/** A value of the results of a kind. */
export const fromResults = (kind: ValueKind, valueIn: FromResults['valueIn']): FromResults => ({
  from: 'results',
  kind,
  valueIn,
});

/** The kind of the results that a value is computed from; undefined for values of observations. */
export const resultKindOf = (source: ValueSource): ValueKind | undefined =>
  source.from === 'results' || source.from === 'days' ? source.kind : undefined;
