import type { SectionId, StoredObservation } from '@lanbi/model';
import { DAY, type Instant, instant } from '@lanbi/standards';
import type { EvaluationDeps } from '../evaluation.ts';
import { readingRulesOf } from './reading-value.ts';
import { waterDayOf } from './sample-time.ts';
import { SectionDay } from './section-day.ts';
import { sectionReadings } from './section-window.ts';

/**
 * Maximum number of rows in memory, some 200 bytes each; the least recently used days are dropped, and read again when
 * needed.
 */
const ROWS = 400_000;

/** The days of sections that readings come to: a bounded copy of what the store holds. */
export class SectionDayRecords {
  readonly #deps: EvaluationDeps;
  readonly #days = new Map<string, SectionDay>();
  #rows = 0;

  constructor(deps: EvaluationDeps) {
    this.#deps = deps;
  }

  clear(): void {
    this.#days.clear();
    this.#rows = 0;
  }

  /** Returns a day with all its readings. @param day 00:00 of the day */
  async of(section: SectionId, day: Instant): Promise<SectionDay> {
    const key = `${section} ${day}`;
    const known = this.#days.get(key) ?? (await this.#read(section, day));
    this.#days.delete(key);
    this.#days.set(key, known);
    return known;
  }

  /** Sets an observation in its newest state. */
  async put(section: SectionId, observation: StoredObservation): Promise<void> {
    const station = this.#deps.registry.stations.get(observation.station);
    if (!station) throw new RangeError(`no station ${observation.station}`);
    const day = await this.of(section, waterDayOf(observation));
    const before = day.rows;
    day.put({ observation, ...readingRulesOf(station) });
    this.#rows += day.rows - before;
  }

  /** Enforces the bound; call it between rounds. */
  shrink(): void {
    for (const [key, day] of this.#days) {
      if (this.#rows <= ROWS) return;
      this.#days.delete(key);
      this.#rows -= day.rows;
    }
  }

  async #read(section: SectionId, day: Instant): Promise<SectionDay> {
    const found = new SectionDay(day);
    // An instantaneous sample at 00:00 belongs to the day that begins, an hour that ends then to the day before.
    const readings = await sectionReadings(this.#deps, section, instant(day - 1), instant(day + DAY));
    for (const reading of readings) if (waterDayOf(reading.observation) === day) found.put(reading);
    this.#rows += found.rows;
    return found;
  }
}
