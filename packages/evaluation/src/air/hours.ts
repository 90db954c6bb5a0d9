import type { CarriedValue, FewMinutes, Rests, Station, StationId, StoredObservation } from '@lanbi/model';
import { type AirPollutant, type AirValues, HOUR, type Instant, instant, missing } from '@lanbi/standards';
import type { EvaluationStore } from '../evaluation.ts';
import { dayOfHour, hourWithinDay, startOfDayNumber } from '../period/day-number.ts';
import { AFTER_HOUR, byHours, FULL_HOUR } from './counted-hours.ts';
import { HourBlock } from './hour-block.ts';
import { hourConcentrations, plannedParameters, samplesOf } from './hour-concentrations.ts';
import { HourSamples, valuesOfWholeHour } from './hour-samples.ts';
import { readObservations } from './read-observations.ts';
import { runningMeanOf } from './running-means.ts';

/**
 * Bounds of the data in memory; beyond them the least recently used are dropped, and read again when needed.
 */
export interface HoursBounds {
  /** Maximum number of station days, about 2 KB each. */
  readonly days: number;
  /** Maximum number of hours of short samples; one of minute values takes about 6 KB. */
  readonly openHours: number;
}

const BOUNDS: HoursBounds = { days: 40_000, openHours: 20_000 };

const key = (station: StationId, place: number): string => `${station}@${place}`;

/** Drops the least recently used entries. */
function shrink(map: Map<string, unknown>, bound: number): void {
  for (const oldest of map.keys()) {
    if (map.size <= bound) return;
    map.delete(oldest);
  }
}

/** Returns an entry and marks it as used. */
function used<Value>(map: Map<string, Value>, at: string): Value | undefined {
  const value = map.get(at);
  if (value !== undefined) {
    map.delete(at);
    map.set(at, value);
  }
  return value;
}

/** Hourly means of the stations by day: a bounded copy of what the stored observations give. */
export class Hours {
  readonly #store: EvaluationStore;
  readonly #bounds: HoursBounds;
  readonly #blocks = new Map<string, HourBlock>();
  /** The last requested day of each station; most calls are about it. */
  readonly #last = new Map<StationId, { readonly day: number; readonly block: HourBlock }>();
  readonly #open = new Map<string, HourSamples>();
  /** Latest end of an observation of each station that may be in the store. */
  readonly #latest = new Map<StationId, number>();

  constructor(store: EvaluationStore, bounds: HoursBounds = BOUNDS) {
    this.#store = store;
    this.#bounds = bounds;
  }

  async restore(): Promise<void> {
    this.#blocks.clear();
    this.#last.clear();
    this.#open.clear();
    this.#latest.clear();
    for (const [station, { lastObservation }] of await this.#store.activity())
      this.#latest.set(station, lastObservation);
  }

  /** Loads a day of a station; a day after all its observations is known to be empty. */
  async load(station: Station, day: number): Promise<HourBlock> {
    const at = key(station.id, day);
    const known = used(this.#blocks, at);
    if (known) return known;
    const block = new HourBlock();
    const begin = startOfDayNumber(day);
    if (begin < this.latest(station.id)) await this.#read(station, day, block);
    this.#blocks.set(at, block);
    this.#last.set(station.id, { day, block });
    return block;
  }

  async #read(station: Station, day: number, block: HourBlock): Promise<void> {
    const [after, end] = [startOfDayNumber(day), startOfDayNumber(day + 1)];
    const span = { station: station.id, after, to: instant(end + AFTER_HOUR) };
    const hours = byHours(await readObservations(this.#store, span));
    for (const [hour, observations] of hours)
      if (dayOfHour(hour) === day) this.#fill(station, block, hour, samplesOf(observations, hour, station));
  }

  #fill(station: Station, block: HourBlock, end: Instant, samples: HourSamples): void {
    block.put(
      hourWithinDay(end),
      hourConcentrations(samples, plannedParameters(station), end),
      samples.isMadeOfSeveral,
    );
  }

  /**
   * Sets an hour with a single hourly observation; returns false, and sets nothing, for any other hour. The day must be
   * loaded.
   */
  putWhole(station: Station, end: Instant, news: readonly StoredObservation[]): boolean {
    const [only] = news;
    if (news.length !== 1 || only?.period !== FULL_HOUR || only.to !== end) return false;
    const [block, hour] = [this.#loaded(station.id, end), hourWithinDay(end)];
    if (block.isMadeOfSeveral(hour)) return false;
    block.put(hour, { values: valuesOfWholeHour(only, plannedParameters(station), station) }, false);
    this.seen(station.id, end);
    return true;
  }

  /** Computes an hour again with new observations, each in its newest state. The day must be loaded. */
  async put(station: Station, end: Instant, news: readonly StoredObservation[]): Promise<void> {
    const block = this.#loaded(station.id, end);
    this.#fill(station, block, end, await this.#opened(station, end, news));
    for (const { to } of news) this.seen(station.id, to);
  }

  #loaded(station: StationId, end: Instant): HourBlock {
    const block = this.blockOf(station, dayOfHour(end));
    if (!block) throw new RangeError('an hour of a day that is not loaded');
    return block;
  }

  /** Returns the latest end of an observation that may be in the store; -Infinity if there is none. */
  latest(station: StationId): number {
    return this.#latest.get(station) ?? -Infinity;
  }

  seen(station: StationId, to: Instant): void {
    if (to > this.latest(station)) this.#latest.set(station, to);
  }

  async #opened(own: Station, end: Instant, news: readonly StoredObservation[]): Promise<HourSamples> {
    const station = own.id;
    const at = key(station, end);
    const begin = instant(end - HOUR);
    let open = used(this.#open, at);
    if (!open) {
      const stored = begin < this.latest(station);
      const span = { station, after: begin, to: instant(end + AFTER_HOUR) };
      const all = stored ? await readObservations(this.#store, span) : [];
      open = samplesOf(byHours(all).get(end) ?? [], end, own);
      this.#open.set(at, open);
      // Late observations of old hours are rare: their hours are read again.
      this.#open.delete(key(station, end - 2 * HOUR));
    }
    for (const observation of news) open.put(observation);
    return open;
  }

  blockOf(station: StationId, day: number): HourBlock | undefined {
    const last = this.#last.get(station);
    if (last?.day === day) return last.block;
    const block = this.#blocks.get(key(station, day));
    if (block) this.#last.set(station, { day, block });
    return block;
  }

  has(station: StationId, end: Instant): boolean {
    return this.blockOf(station, dayOfHour(end))?.has(hourWithinDay(end)) ?? false;
  }

  /** Returns the hour's means; an hour without an observation has none. */
  valuesOf(station: Station, end: Instant): AirValues {
    const block = this.blockOf(station.id, dayOfHour(end));
    const hour = hourWithinDay(end);
    return block?.has(hour)
      ? block.valuesOf(hour)
      : hourConcentrations(new HourSamples(end, station), plannedParameters(station), end).values;
  }

  /** Returns the rounding remainders of the hour's means; undefined if they are exact. */
  restsOf(station: Station, end: Instant): Rests | undefined {
    return this.blockOf(station.id, dayOfHour(end))?.restsOf(hourWithinDay(end));
  }

  /** Returns the minutes of pollutants with too few; undefined if there are enough, or no parts. */
  minutesOf(station: Station, end: Instant): FewMinutes | undefined {
    return this.blockOf(station.id, dayOfHour(end))?.minutesOf(hourWithinDay(end));
  }

  /** Whether SO2 of an hour is above the scale of the hour, so that its index uses the running mean. */
  isBeyondScale(station: StationId, end: Instant): boolean {
    const block = this.blockOf(station, dayOfHour(end));
    return block !== undefined && (block.beyondScale & (1 << hourWithinDay(end))) !== 0;
  }

  /** Whether SO2 of any hour of a loaded day is above the scale. */
  hasBeyondScale(station: StationId, day: number): boolean {
    if (startOfDayNumber(day) >= this.latest(station)) return false;
    return (this.blockOf(station, day)?.beyondScale ?? 0) !== 0;
  }

  /** Computes the running mean of SO2 that ends with an hour; its day and the previous one must be loaded. */
  so2Of24h(station: Station, end: Instant): CarriedValue {
    const [day, hour] = [dayOfHour(end), hourWithinDay(end)];
    const none = missing(plannedParameters(station).has('so2') ? 'no-data' : 'not-monitored');
    const ago = (pollutant: AirPollutant, hours: number): CarriedValue => {
      const block = this.blockOf(station.id, hours <= hour ? day : day - 1);
      const place = hours <= hour ? hour - hours : hour - hours + 24;
      return block?.has(place) ? block.carriedAt(place, pollutant) : { value: none };
    };
    return runningMeanOf(ago, end, 'so2', 24);
  }

  /** Number of days in memory. */
  get size(): number {
    return this.#blocks.size;
  }

  /** Enforces the bounds. Call it when no loaded day is needed any more. */
  shrink(): void {
    if (this.#blocks.size > this.#bounds.days) this.#last.clear();
    shrink(this.#blocks, this.#bounds.days);
    shrink(this.#open, this.#bounds.openHours);
  }
}
