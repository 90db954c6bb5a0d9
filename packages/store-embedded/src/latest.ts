import {
  type LatestReading,
  type LogPosition,
  logPosition,
  type Observation,
  type ParameterCode,
  type StationActivity,
  type StationId,
  type StoredReading,
} from '@lanbi/model';
import { type Instant, instant } from '@lanbi/standards';

/** All that is known of one station without a query. */
export interface StationState {
  readonly activity: StationActivity;
  readonly readings: readonly LatestReading[];
}

interface Known {
  activity: StationActivity;
  readonly readings: Map<ParameterCode, LatestReading>;
}

/** The last reading of each parameter of each station, in memory: what is polled costs no query. */
export class LatestReadings {
  readonly #stations = new Map<StationId, Known>();
  readonly #changed = new Set<StationId>();
  #position = logPosition(0);

  /** Up to where in the log this state is. */
  get position(): LogPosition {
    return this.#position;
  }

  /** In the order of the log. */
  put(
    { station, to, period, receivedAt }: Omit<Observation, 'readings'>,
    readings: readonly StoredReading[],
    position: LogPosition,
  ): void {
    const lastReceived = receivedAt;
    let known = this.#stations.get(station);
    if (!known) {
      known = { activity: { lastObservation: to, lastReceived }, readings: new Map() };
      this.#stations.set(station, known);
    }
    for (const reading of readings) {
      const last = known.readings.get(reading.parameter);
      const newer = !last || to > last.to || (to === last.to && period <= last.period);
      if (newer) known.readings.set(reading.parameter, { ...reading, to, period });
    }
    const lastObservation = instant(Math.max(to, known.activity.lastObservation));
    known.activity = { lastObservation, lastReceived };
    this.#changed.add(station);
    this.#position = position;
  }

  /** Whether an end is behind all that was ever stored of the station: then nothing of it can be there. */
  isBehindAll(station: StationId, to: Instant): boolean {
    const known = this.#stations.get(station);
    return known === undefined || to > known.activity.lastObservation;
  }

  of(station: StationId): readonly LatestReading[] {
    return [...(this.#stations.get(station)?.readings.values() ?? [])];
  }

  activity(): ReadonlyMap<StationId, StationActivity> {
    return new Map([...this.#stations].map(([station, { activity }]) => [station, activity]));
  }

  /** The states that changed since they were last kept, for somebody to keep. */
  *changed(): Iterable<readonly [StationId, StationState]> {
    for (const station of this.#changed) {
      const known = this.#stations.get(station);
      if (known) yield [station, { activity: known.activity, readings: [...known.readings.values()] }];
    }
  }

  /** All that changed is kept. */
  kept(): void {
    this.#changed.clear();
  }

  /** Begins with what was kept, which was the state at `position`. */
  restore(states: Iterable<readonly [StationId, StationState]>, position: LogPosition): void {
    for (const [station, { activity, readings }] of states) {
      const byParameter = readings.map((reading) => [reading.parameter, reading] as const);
      this.#stations.set(station, { activity, readings: new Map(byParameter) });
    }
    this.#position = position;
  }
}
