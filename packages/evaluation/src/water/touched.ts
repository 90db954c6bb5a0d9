import type { Section, SectionId } from '@lanbi/model';
import type { Instant } from '@lanbi/standards';
import { type Causes, joined, NO_CAUSES, Touched } from '../cause.ts';
import { dateOfDay, dayAt } from '../period/day-number.ts';
import { type CalendarPeriod, type Window, windowOf } from '../period/window.ts';

/** Days touched, each with what re-opened it. */
export type TouchedDays = Touched<Instant>;

/** Days of sections whose readings changed since they were last evaluated. */
export class TouchedSections {
  readonly #sections = new Map<SectionId, TouchedDays>();

  get size(): number {
    return this.#sections.size;
  }

  add(section: SectionId, day: Instant, causes: Causes): void {
    const days = this.#sections.get(section) ?? new Touched<Instant>();
    this.#sections.set(section, days);
    days.add(day, causes);
  }

  sections(): Iterable<[SectionId, TouchedDays]> {
    return this.#sections;
  }

  /** All days of the sections of one water. */
  of(sections: readonly Pick<Section, 'id'>[]): TouchedDays {
    const days = new Touched<Instant>();
    for (const { id } of sections)
      for (const [day, causes] of this.#sections.get(id)?.entries() ?? []) days.add(day, causes);
    return days;
  }
}

export interface TouchedWindow {
  readonly window: Window;
  readonly days: TouchedDays;
  readonly causes: Causes;
}

/** The windows of a period that hold touched days, in order. */
export function windowsOf(period: CalendarPeriod, days: TouchedDays): readonly TouchedWindow[] {
  const windows = new Map<Instant, { window: Window; days: TouchedDays; causes: Causes }>();
  for (const [day, causes] of [...days.entries()].sort(([a], [b]) => a - b)) {
    const window = windowOf(period, dateOfDay(dayAt(day)));
    const known = windows.get(window.from) ?? { window, days: new Touched<Instant>(), causes: NO_CAUSES };
    known.days.add(day, causes);
    windows.set(window.from, { ...known, causes: joined(known.causes, causes) });
  }
  return [...windows.values()];
}
