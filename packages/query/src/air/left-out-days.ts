import type { DustDay } from '@lanbi/evaluation';
import { AIR_POLLUTANTS } from '@lanbi/standards';
import type { NumberedDays, VisitValue } from './sliding-window.ts';

/** Days of which some values are left out, by number, ascending, with their pollutants. */
export type LeftOut = ReadonlyMap<number, Pick<DustDay, 'pollutants'>>;

/** Days without the values that are left out; their indices stay. */
export class LeftOutDays implements NumberedDays {
  readonly #days: NumberedDays;
  /** By column, ascending. */
  readonly #leftOut: readonly (readonly number[])[];
  readonly #sets: readonly ReadonlySet<number>[];

  constructor(days: NumberedDays, leftOut: LeftOut) {
    this.#days = days;
    this.#leftOut = AIR_POLLUTANTS.map((of) =>
      [...leftOut].filter(([, { pollutants }]) => pollutants.includes(of)).map(([day]) => day),
    );
    this.#sets = this.#leftOut.map((own) => new Set(own));
  }

  millionths(day: number, column: number): number {
    return this.#sets[column]?.has(day) ? Number.NaN : this.#days.millionths(day, column);
  }

  restNum(day: number, column: number): number {
    return this.#days.restNum(day, column);
  }

  restDen(day: number, column: number): number {
    return this.#days.restDen(day, column);
  }

  eachValue(from: number, to: number, column: number, visit: VisitValue): void {
    let begin = from;
    for (const day of this.#leftOut[column] ?? []) {
      if (day < begin || day > to) continue;
      if (day > begin) this.#days.eachValue(begin, day - 1, column, visit);
      begin = day + 1;
    }
    if (begin <= to) this.#days.eachValue(begin, to, column, visit);
  }

  aqiOf(day: number, edition: number): number | undefined {
    return this.#days.aqiOf(day, edition);
  }

  primaryOf(day: number, edition: number): number {
    return this.#days.primaryOf(day, edition);
  }
}
