import { isInForce, type StateStatement } from '@lanbi/model';
import { type CivilDate, dateAt, instant, type SectionState } from '@lanbi/standards';
import type { Window } from '../period/window.ts';

/** A state of a section within a window: its days in the window, and its author. */
export interface StateIn {
  readonly state: SectionState;
  readonly from: CivilDate;
  readonly until: CivilDate;
  readonly annotation: number;
}

/** Days of a window on which a section has no class. */
export type StateSpans = readonly Pick<StateStatement, 'span'>[];

/** Returns the statements that are valid on some day of a window and not withdrawn, in order of time. */
export const statesDuring = (
  statements: readonly StateStatement[],
  { from, to }: Window,
): readonly StateStatement[] =>
  statements
    .filter((each) => isInForce(each) && each.span.from < to && each.span.to > from)
    .sort((a, b) => a.span.from - b.span.from);

/** Returns the states in a window. */
export const statesIn = (statements: readonly StateStatement[], window: Window): readonly StateIn[] =>
  statesDuring(statements, window).map(({ state, span, annotation }) => ({
    state,
    from: dateAt(instant(Math.max(span.from, window.from))),
    until: dateAt(instant(Math.min(span.to, window.to) - 1)),
    annotation: annotation.id,
  }));

/** Whether a section has no class on a day, given by its begin. */
export const isInState = (spans: StateSpans, day: number): boolean =>
  spans.some(({ span }) => day >= span.from && day < span.to);
