import { type CalendarPeriod, dateOfDay, dayAt, type SectionPeriodBody, windowOf } from '@lanbi/evaluation';
import type { ComputedWaterKind, ResultChange, Section } from '@lanbi/model';
import type { Instant } from '@lanbi/standards';
import { type SectionFigure, type SectionFigureDeps, wholeFigure } from './section-figure.ts';
import type { SectionYear } from './section-year.ts';

/** A line of the audit trail: a day of a section that a late or corrected observation made new or changed. */
export type DayChange = ResultChange<'class.day'>;

const isDayChange = (change: ResultChange): change is DayChange => change.kind === 'class.day';

/** Those of some changes that are of days of sections. */
export const dayChangesOf = (changes: readonly ResultChange[]): readonly DayChange[] =>
  changes.filter(isDayChange);

/** A change of a figure that is computed from days. */
export interface FigureChange extends Omit<DayChange, 'kind' | 'before' | 'after'> {
  readonly kind: ComputedWaterKind;
  readonly before?: SectionPeriodBody;
  readonly after: SectionPeriodBody;
}

/** The period of a section that changes are asked of. */
export interface AskedChanges {
  readonly kind: ComputedWaterKind;
  readonly section: Section;
  readonly period: CalendarPeriod;
  /** The days as they are now; of the year that the changed day is in. */
  readonly year: SectionYear;
  /** All changes of days of the section from the first that is asked for on, in the order of change. */
  readonly changes: readonly DayChange[];
}

const windowAround = (period: CalendarPeriod, day: Instant) => windowOf(period, dateOfDay(dayAt(day)));

/** Sets a day to what it was before a change; takes it out where there was none. */
function undo(year: SectionYear, { from, before, revision, changedAt }: DayChange): void {
  if (before) year.put({ from, body: before, revision: revision - 1, computedAt: changedAt });
  else year.remove(from);
}

/** The days as they were when a change had been made, as far as the audit trail says; the others as they are now. */
function daysAt({ year, changes }: AskedChanges, { id, changedAt }: DayChange): SectionYear {
  const then = year.copy();
  for (const day of year.days(year.window)) {
    const stored = year.firstStoredAt(day);
    if (day > changedAt || (stored !== undefined && stored > changedAt)) then.remove(day);
  }
  const later = changes.filter((each) => each.id > id);
  for (const each of later.toReversed())
    if (each.from >= year.window.from && each.from < year.window.to) undo(then, each);
  return then;
}

/** A change of a day as a change of the period that the day is in; undefined where the figure stayed as it was. */
export function figureChange(
  deps: SectionFigureDeps,
  asked: AskedChanges,
  change: DayChange,
): FigureChange | undefined {
  const { kind, section, period } = asked;
  const window = windowAround(period, change.from);
  const days = daysAt(asked, change);
  const figure = (): SectionFigure | undefined => wholeFigure(deps, section, period, window, [days]);
  days.put({ ...change, body: change.after, computedAt: change.changedAt });
  const after = figure();
  undo(days, change);
  const before = figure();
  if (!after || JSON.stringify(before?.body) === JSON.stringify(after.body)) return undefined;
  const { id, changedAt, causes } = change;
  const what = { id, kind, subject: section.id, from: window.from, to: window.to };
  return {
    ...what,
    ...{ revision: after.revision, changedAt, causes, after: after.body },
    ...(before && { before: before.body }),
  };
}
