import type { Offset } from '@lanbi/model';
import type { Instant } from '@lanbi/standards';
import type { EvaluationState } from '../evaluation-state.ts';
import type { LatestGroup, LatestOf } from './latest-figure.ts';
import type { ResultOf } from './latest-result.ts';
import type { LatestSubject } from './latest-subjects.ts';

/** What holds in [from, until) if nothing comes. */
export interface HoldingSpan {
  readonly from: Instant;
  readonly until: Instant;
  /** The version of the annotations that it was made with. */
  readonly annotated: number;
}

/** The last figure of a subject with all that it was made of. */
export interface ComputedLatest<Of extends LatestGroup> extends HoldingSpan {
  readonly figure: LatestOf<Of>;
  readonly results: readonly ResultOf<Of>[];
  readonly last: Offset;
}

/** The figures of a group that were shown last. */
export interface Shown<Of extends LatestGroup> extends HoldingSpan {
  readonly figures: readonly LatestOf<Of>[];
  readonly lag: EvaluationState;
  readonly version: number;
  /** The versions of the results and of the states of stations that it was made with. */
  readonly results: number;
  readonly states: number;
}

export interface Entry<Of extends LatestGroup> extends LatestSubject<Of> {
  made?: ComputedLatest<Of>;
}

export interface Group<Of extends LatestGroup> {
  readonly ids: readonly string[];
  readonly entries: ReadonlyMap<string, Entry<Of>>;
  shown?: Shown<Of>;
}

export type Groups = { readonly [Of in LatestGroup]: Group<Of> };
