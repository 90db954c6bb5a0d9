import type { AirDayKind, AirDayRecord, RegionId, Station, StationId } from '@lanbi/model';
import type { EvaluationStore } from '../evaluation.ts';
import { dayOfHour, startOfDayNumber } from '../period/day-number.ts';
import { dayKind, type Subject } from './subject.ts';

/** The part of a point's day that a region uses. */
export type PointDay = Omit<AirDayRecord, 'coverage'>;

/**
 * Maximum number of station days in memory, some 600 bytes each; the least recently used are dropped, and read again
 * when needed.
 */
const DAYS = 20_000;

const keyOf = ({ id, region }: Subject): string => `${region ? 'r' : 's'}/${id}`;

/** The last day of each subject, and the days of the points of regions: a copy of the store. */
export class KnownDays {
  readonly #store: EvaluationStore;
  readonly #last = new Map<string, number>();
  readonly #days = new Map<string, PointDay>();

  constructor(store: EvaluationStore) {
    this.#store = store;
  }

  clear(): void {
    this.#last.clear();
    this.#days.clear();
  }

  /** Returns the last day of a subject with a result; -Infinity before the first. */
  async last(subject: Subject): Promise<number> {
    const key = keyOf(subject);
    const known = this.#last.get(key);
    if (known !== undefined) return known;
    const stored = await this.#store.latestResult(dayKind(subject), subject.id);
    const last = stored ? dayOfHour(stored.to) : -Infinity;
    this.#last.set(key, last);
    return last;
  }

  /** Stores an evaluated day in memory. */
  put(subject: Subject, day: number, body: AirDayRecord): void {
    const key = keyOf(subject);
    this.#last.set(key, Math.max(day, this.#last.get(key) ?? -Infinity));
    if (!subject.region) this.#keep(`${subject.id} ${day}`, body);
  }

  /** Returns the day of a station. */
  async of({ id }: Pick<Station, 'id'>, day: number): Promise<PointDay | undefined> {
    const key = `${id} ${day}`;
    const known = this.#days.get(key) ?? (await this.#stored(id, day));
    if (known) this.#keep(key, known);
    return known;
  }

  /** Whether a region has a result for the day. */
  async hasRegion(region: RegionId, day: number): Promise<boolean> {
    return (await this.#get('region.aqi.day', region, day)) !== undefined;
  }

  /** Enforces the bound; call it when everything that was put is committed. */
  shrink(): void {
    for (const oldest of this.#days.keys()) {
      if (this.#days.size <= DAYS) return;
      this.#days.delete(oldest);
    }
  }

  #keep(key: string, { concentrations, rests, further, running }: PointDay): void {
    this.#days.delete(key);
    this.#days.set(key, { concentrations, ...(rests && { rests }), further, running });
  }

  async #stored(station: StationId, day: number): Promise<PointDay | undefined> {
    return this.#get('aqi.day', station, day);
  }

  async #get(kind: AirDayKind, subject: string, day: number): Promise<PointDay | undefined> {
    const [from, to] = [startOfDayNumber(day), startOfDayNumber(day + 1)];
    return (await this.#store.get({ kind, subject, from, to }))?.body;
  }
}
