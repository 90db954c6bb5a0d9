import {
  type Cause,
  encodeOffset,
  type RegionId,
  type SectionId,
  type Station,
  type StationId,
  type StoredObservation,
} from '@lanbi/model';

/** As many causes as a result names; the history holds the rest of them under the other results. */
const FEW = 5;

export type Causes = readonly Cause[];

export const NO_CAUSES: Causes = [];

/** What a station's readings counted to before the registry said otherwise, and count to no more. */
export interface Restated {
  readonly regions: readonly RegionId[];
  readonly sections: readonly SectionId[];
}

/** An entry of the log as evaluations take it. */
export interface Taken extends StoredObservation {
  /** Nothing new was said: a rule of data quality judges the observation otherwise since a neighbour of it came or changed. */
  readonly judged?: true;
  /** Nothing new was said: the registry says otherwise of its station, or of one that counts to the same place. */
  readonly restated?: Restated;
  /** Nothing new was said: figures that the observation touches were lost. */
  readonly rebuilt?: true;
}

/** Both lists, each observation once, cut to a few. */
export function joined(a: Causes, b: Causes): Causes {
  if (b.length === 0 || a === b) return a;
  if (a.length === 0) return b;
  const all = new Map([...a, ...b].map((cause) => [encodeOffset(cause.position), cause]));
  return [...all.values()].slice(0, FEW);
}

/**
 * Why an observation re-opens figures: the registry says otherwise, or it is judged otherwise, or it corrects, or it
 * comes after a later one of its station was evaluated. Arrival counts and not the clock, so that old data that are
 * replayed in order are in time.
 * @param due end of the latest observation of the station that was taken before
 */
export function causesOf(entry: Taken, due: number): Causes {
  const { station, to, period, position } = entry;
  const change = changeOf(entry, to < due);
  return change ? [{ change, station, to, period, position }] : NO_CAUSES;
}

function changeOf(
  { restated, rebuilt, judged, readings }: Taken,
  late: boolean,
): Cause['change'] | undefined {
  if (rebuilt) return undefined;
  if (restated) return 'registry';
  if (judged) return 'judged';
  if (readings.some(({ revision }) => revision > 1)) return 'corrected';
  return late ? 'late' : undefined;
}

/** The causes as a result carries them; nothing where there is none. */
export const withCauses = (causes: Causes): { readonly causes?: Causes } =>
  causes.length > 0 ? { causes } : {};

/** Things that were touched, each with the causes of all that touched it. */
export class Touched<Key> {
  readonly #causes = new Map<Key, Causes>();

  add(key: Key, causes: Causes): void {
    const known = this.#causes.get(key);
    this.#causes.set(key, known ? joined(known, causes) : causes);
  }

  get size(): number {
    return this.#causes.size;
  }

  has(key: Key): boolean {
    return this.#causes.has(key);
  }

  keys(): IterableIterator<Key> {
    return this.#causes.keys();
  }

  entries(): IterableIterator<[Key, Causes]> {
    return this.#causes.entries();
  }

  of(key: Key): Causes {
    return this.#causes.get(key) ?? NO_CAUSES;
  }
}

/** End of the latest observation of each station that was evaluated: what ends later is new, what ends before is late. */
export class Due {
  readonly #lastOf: (station: Station) => Promise<number>;
  readonly #due = new Map<StationId, number>();

  /** @param lastOf what the stored figures tell of a station after a start; -Infinity where there are none */
  constructor(lastOf: (station: Station) => Promise<number>) {
    this.#lastOf = lastOf;
  }

  /** Why an entry re-opens figures. From then on it is the latest, if it is. */
  async causesOf(station: Station, entry: Taken): Promise<Causes> {
    const due = await this.of(station);
    this.#due.set(station.id, Math.max(due, entry.to));
    return causesOf(entry, due);
  }

  /** As `causesOf`, at once; undefined where the stored figures of the station have to be asked for. */
  knownCausesOf(station: StationId, entry: Taken): Causes | undefined {
    const due = this.#due.get(station);
    if (due === undefined) return undefined;
    if (entry.to > due) this.#due.set(station, entry.to);
    return causesOf(entry, due);
  }

  /** End of the latest observation of a station that was evaluated; -Infinity where there is none. */
  async of(station: Station): Promise<number> {
    return this.#due.get(station.id) ?? this.#lastOf(station);
  }

  clear(): void {
    this.#due.clear();
  }
}
