import type { Cause, Section, SectionId } from '@lanbi/model';
import { dateAt, type Instant } from '@lanbi/standards';
import { type CalendarPeriod, type Window, windowOf } from '../period/window.ts';

/** Days touched, each with what re-opened it. */
export type TouchedDays = ReadonlyMap<Instant, readonly Cause[]>;

/** Days of sections whose readings changed since they were last evaluated. */
export class Touched {
  readonly #sections = new Map<SectionId, Map<Instant, Cause[]>>();

  get size(): number {
    return this.#sections.size;
  }

  add(section: SectionId, day: Instant, cause: Cause | undefined): void {
    const days = this.#sections.get(section) ?? new Map<Instant, Cause[]>();
    this.#sections.set(section, days);
    const causes = days.get(day) ?? [];
    days.set(day, causes);
    if (cause) causes.push(cause);
  }

  sections(): Iterable<[SectionId, TouchedDays]> {
    return this.#sections;
  }

  /** All days of the sections of one water. */
  of(sections: readonly Pick<Section, 'id'>[]): TouchedDays {
    const days = new Map<Instant, readonly Cause[]>();
    for (const { id } of sections)
      for (const [day, causes] of this.#sections.get(id) ?? [])
        days.set(day, [...(days.get(day) ?? []), ...causes]);
    return days;
  }
}

export interface TouchedWindow {
  readonly window: Window;
  readonly days: TouchedDays;
  readonly causes: readonly Cause[];
}

/** The windows of a period that hold touched days, in order. */
export function windowsOf(period: CalendarPeriod, days: TouchedDays): readonly TouchedWindow[] {
  const windows = new Map<Instant, { window: Window; days: Map<Instant, readonly Cause[]> }>();
  for (const [day, causes] of [...days].sort(([a], [b]) => a - b)) {
    const window = windowOf(period, dateAt(day));
    const known = windows.get(window.from) ?? { window, days: new Map() };
    known.days.set(day, causes);
    windows.set(window.from, known);
  }
  return [...windows.values()].map((each) => ({ ...each, causes: [...each.days.values()].flat() }));
}
