import { isInForce, type StateStatement } from '@lanbi/model';
import { type CivilDate, dateAt, instant, type SectionState } from '@lanbi/standards';
import type { Window } from '../period/window.ts';

/** A state of a section within a window: the days of it that are within, and who says so. */
export interface StateIn {
  readonly state: SectionState;
  readonly from: CivilDate;
  readonly until: CivilDate;
  readonly annotation: number;
}

/** Days of a window on which a section has no class. */
export type StateSpans = readonly Pick<StateStatement, 'span'>[];

/** The statements that hold on some day of a window, without those that are withdrawn, in order of time. */
export const statesDuring = (
  statements: readonly StateStatement[],
  { from, to }: Window,
): readonly StateStatement[] =>
  statements
    .filter((each) => isInForce(each) && each.span.from < to && each.span.to > from)
    .sort((a, b) => a.span.from - b.span.from);

/** The states of a window. */
export const statesIn = (statements: readonly StateStatement[], window: Window): readonly StateIn[] =>
  statesDuring(statements, window).map(({ state, span, annotation }) => ({
    state,
    from: dateAt(instant(Math.max(span.from, window.from))),
    until: dateAt(instant(Math.min(span.to, window.to) - 1)),
    annotation: annotation.id,
  }));

/** Whether a day, by its beginning, is one on which a section has no class. */
export const isInState = (spans: StateSpans, day: number): boolean =>
  spans.some(({ span }) => day >= span.from && day < span.to);
