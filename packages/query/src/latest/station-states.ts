import { bestState, type Staleness, type StalenessLimits, stateUntil, stationState } from '@lanbi/evaluation';
import {
  hasReached,
  LOG_START,
  laterOffset,
  type Offset,
  type Station,
  type StationActivity,
  type StationId,
  type StationNote,
} from '@lanbi/model';
import { type Instant, instant, SECOND } from '@lanbi/standards';
import type { QueryDeps } from '../deps.ts';
import { type EvaluationState, evaluatedOffset, evaluatorLag } from '../evaluation-state.ts';
import type { LatestResults } from './latest-results.ts';

export interface StationStateDeps extends QueryDeps {
  /** When a station is late and silent; the defaults where not given. */
  readonly staleness?: StalenessLimits | undefined;
}

type Activity = ReadonlyMap<StationId, StationActivity>;

/** How often the notes of stations are read again while one that never sent anything has none. */
const NOTES_EVERY = 10 * SECOND;

/** Whether stations report, and how far they are evaluated; kept in memory until something is stored. */
export class StationStates {
  readonly #deps: StationStateDeps;
  readonly #results: LatestResults;
  readonly #start: Instant;
  #activity: Activity = new Map();
  /** Since when the registry names each station, as the evaluation noted it. */
  #notes: ReadonlyMap<StationId, StationNote> = new Map();
  #notesReadAt = -Infinity;
  #readingNotes: Promise<void> | undefined;
  /** Stations that were asked for, never sent anything and have no note. */
  readonly #lacking = new Set<StationId>();
  #offset = LOG_START;
  #lag: EvaluationState = { complete: false, behind: 0 };
  #changed = true;
  #version = 0;
  #stop: (() => void) | undefined;

  constructor(deps: StationStateDeps, results: LatestResults) {
    this.#deps = deps;
    this.#results = results;
    this.#start = deps.clock.now();
  }

  /** Whether everything that was stored is known here. */
  get isCurrent(): boolean {
    return !this.#changed && !this.#lacksNotes() && this.#results.isCurrent;
  }

  /** Rises whenever something that was stored is learned here. */
  get version(): number {
    return this.#version;
  }

  /** How far evaluation is behind the log as a whole. */
  get lag(): EvaluationState {
    return this.#lag;
  }

  /**
   * Learns what was stored since the last call. While evaluation is behind, each call asks for its checkpoint: it
   * may move without a new result.
   */
  async load(stations: Iterable<Station>): Promise<void> {
    this.#stop ??= this.#deps.store.onAppend(() => {
      this.#changed = true;
    });
    if (!this.isCurrent || !this.#lag.complete) await this.#look();
    await this.#loadNotes(stations);
  }

  /** Of a station that sent something since when it is named does not matter. */
  async #loadNotes(stations: Iterable<Station>): Promise<void> {
    for (const { id } of stations) this.#lacking.add(id);
    this.#dropKnown();
    if (this.#lacksNotes()) this.#readingNotes ??= this.#readNotes();
    await this.#readingNotes;
  }

  async #readNotes(): Promise<void> {
    try {
      this.#notes = await this.#deps.store.stationNotes();
      this.#notesReadAt = this.#deps.clock.now();
      this.#version += 1;
      this.#dropKnown();
    } finally {
      this.#readingNotes = undefined;
    }
  }

  /** Whether a note is missing that may have come since. */
  #lacksNotes(): boolean {
    return this.#lacking.size > 0 && this.#deps.clock.now() >= this.#notesReadAt + NOTES_EVERY;
  }

  #dropKnown(): void {
    for (const id of this.#lacking)
      if (this.#activity.has(id) || this.#notes.has(id)) this.#lacking.delete(id);
  }

  async #look(): Promise<void> {
    const { store } = this.#deps;
    this.#changed = false;
    try {
      this.#offset = await evaluatedOffset(store);
      this.#activity = await store.activity();
      this.#lag = await evaluatorLag({ store });
      this.#version += 1;
    } catch (error) {
      this.#changed = true;
      throw error;
    }
  }

  /** The offset of the last entry of some stations. */
  lastOf(stations: readonly Station[]): Offset {
    let last = LOG_START;
    for (const { id } of stations) {
      const own = this.#activity.get(id)?.lastPosition;
      if (own !== undefined) last = laterOffset(last, own);
    }
    return last;
  }

  /** Whether all entries up to an offset of the log are evaluated. */
  isEvaluated(last: Offset): boolean {
    return hasReached(this.#offset, last);
  }

  /** How far the figures of some stations are evaluated, whatever waits of others. */
  evaluationOf(stations: readonly Station[]): EvaluationState {
    return this.isEvaluated(this.lastOf(stations)) ? { complete: true, behind: 0 } : this.#lag;
  }

  of(station: Station, now: Instant): Staleness {
    const activity = this.#activity.get(station.id);
    if (!this.#deps.registry.stations.has(station.id)) return goneSince(activity, now);
    return stationState(station, activity, this.#at(station, now));
  }

  /** A place is as its best station; where there is none nothing can come. */
  ofSubject(stations: readonly Station[], now: Instant): Staleness {
    const none: Staleness = { state: 'never-seen', reason: 'no-station', since: this.#first() };
    return bestState(stations.map((station) => this.of(station, now))) ?? none;
  }

  /** When the state of one of the stations changes, if nothing comes. */
  until(stations: readonly Station[], now: Instant): Instant {
    const ends = stations.map((station) =>
      stateUntil(station, this.#activity.get(station.id), this.#at(station, now)),
    );
    return instant(Math.min(Infinity, ...ends));
  }

  stop(): void {
    this.#stop?.();
  }

  #at({ id }: Station, now: Instant) {
    const { staleness: limits } = this.#deps;
    return { known: this.#registeredAt(id), now, ...(limits && { limits }) };
  }

  /** When the registry first named a station; the start of this process until the evaluation has noted it. */
  #registeredAt(id: Station['id']): Instant {
    return this.#notes.get(id)?.since ?? this.#start;
  }

  #first(): Instant {
    const known = [...this.#deps.registry.stations.keys()].map((id) => this.#registeredAt(id));
    return instant(Math.min(this.#start, ...known));
  }
}

/** Nothing is expected of a station that the registry has no more. */
const goneSince = (activity: StationActivity | undefined, now: Instant): Staleness => ({
  state: 'out-of-service',
  reason: 'not-registered',
  since: activity?.lastObservation ?? now,
  ...(activity && { activity }),
});
