import { CIVIL_OFFSET, HOUR, type Instant, instant } from '@lanbi/standards';
import { type Causes, joined, NO_CAUSES } from '../cause.ts';
import { startOfDayNumber } from '../period/day-number.ts';

const HOURS = 24;

/** Dirty hours of one civil day. */
export class DirtyDay {
  /** A bit for each hour; 0 ends at 01:00. */
  mask = 0;
  /** Causes of the hours that have some. */
  #causes: Map<number, Causes> | undefined;

  add(mask: number, hour: number, causes: Causes): void {
    this.mask |= mask;
    if (causes.length === 0) return;
    this.#causes ??= new Map();
    this.#causes.set(hour, joined(this.#causes.get(hour) ?? NO_CAUSES, causes));
  }

  addAll(other: DirtyDay): void {
    this.mask |= other.mask;
    for (const [hour, causes] of other.#causes ?? []) this.add(0, hour, causes);
  }

  has(hour: number): boolean {
    return (this.mask & (1 << hour)) !== 0;
  }

  causesOf(hour: number): Causes {
    return this.#causes?.get(hour) ?? NO_CAUSES;
  }

  /** Returns the causes of all hours. */
  causes(): Causes {
    let all = NO_CAUSES;
    for (const causes of this.#causes?.values() ?? []) all = joined(all, causes);
    return all;
  }

  /** Returns the dirty hours, ascending. */
  hours(): number[] {
    return Array.from({ length: HOURS }, (_, hour) => hour).filter((hour) => this.has(hour));
  }

  get size(): number {
    let size = 0;
    for (let rest = this.mask; rest !== 0; rest &= rest - 1) size += 1;
    return size;
  }
}

/** The changed and unwritten hours of one subject with the causes of each change, by civil day. */
export class DirtyHours {
  readonly #days = new Map<number, DirtyDay>();

  /** Adds an hour and its causes. @param end of the clock hour */
  add(end: Instant, causes: Causes): void {
    const index = (end + CIVIL_OFFSET) / HOUR - 1;
    const hour = ((index % HOURS) + HOURS) % HOURS;
    this.#day((index - hour) / HOURS).add(1 << hour, hour, causes);
  }

  addDay(day: number, hours: DirtyDay): void {
    this.#day(day).addAll(hours);
  }

  addAll(other: DirtyHours): void {
    for (const [day, hours] of other.#days) this.addDay(day, hours);
  }

  /** Returns the days, ascending. */
  days(): readonly (readonly [day: number, hours: DirtyDay])[] {
    return [...this.#days].sort(([a], [b]) => a - b);
  }

  /** Number of dirty hours. */
  get size(): number {
    let size = 0;
    for (const hours of this.#days.values()) size += hours.size;
    return size;
  }

  #day(day: number): DirtyDay {
    const known = this.#days.get(day);
    if (known) return known;
    const added = new DirtyDay();
    this.#days.set(day, added);
    return added;
  }
}

/** The end of an hour of a day; hour 0 ends at 01:00. */
export const endOfDayHour = (day: number, hour: number): Instant =>
  instant(startOfDayNumber(day) + (hour + 1) * HOUR);
