import type { SectionId } from '@lanbi/model';
import type { Instant } from '@lanbi/standards';
import { type Causes, joined, NO_CAUSES, Touched } from '../cause.ts';
import { dateOfDay, dayAt } from '../period/day-number.ts';
import { type CalendarPeriod, type Window, windowOf } from '../period/window.ts';
import type { Water } from './water-window.ts';

/** Days touched, each with what re-opened it. */
export type TouchedDays = Touched<Instant>;

/** Days of sections whose readings changed since they were last evaluated. */
export class TouchedSections {
  readonly #sections = new Map<SectionId, TouchedDays>();
  /** Days of waters whose sections these no longer are. */
  readonly #waters = new Map<string, TouchedDays>();

  get size(): number {
    return this.#sections.size;
  }

  add(section: SectionId, day: Instant, causes: Causes): void {
    addTo(this.#sections, section, day, causes);
  }

  /** A day of a section that was one of the water before the registry said otherwise. */
  addWater(water: Pick<Water, 'kind' | 'id'>, day: Instant, causes: Causes): void {
    addTo(this.#waters, nameOf(water), day, causes);
  }

  sections(): Iterable<[SectionId, TouchedDays]> {
    return this.#sections;
  }

  /** All days of one water: of its sections, and of those that were. */
  of(water: Water): TouchedDays {
    const days = new Touched<Instant>();
    const own = water.sections.map(({ id }) => this.#sections.get(id));
    const parts = [this.#waters.get(nameOf(water)), ...own];
    for (const part of parts) for (const [day, causes] of part?.entries() ?? []) days.add(day, causes);
    return days;
  }
}

const nameOf = ({ kind, id }: Pick<Water, 'kind' | 'id'>): string => `${kind} ${id}`;

function addTo<Id>(all: Map<Id, TouchedDays>, id: Id, day: Instant, causes: Causes): void {
  const days = all.get(id) ?? new Touched<Instant>();
  all.set(id, days);
  days.add(day, causes);
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
