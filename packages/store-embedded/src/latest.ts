import {
  type LatestReading,
  type Observation,
  type Offset,
  offsetAt,
  type ParameterCode,
  type StationActivity,
  type StationId,
  type StoredReading,
} from '@lanbi/model';
import { type Instant, instant } from '@lanbi/standards';

/** All that is known of one station without a query. */
export interface LatestOfStation {
  readonly activity: StationActivity;
  readonly readings: readonly LatestReading[];
}

/** A reading with the end and period of its observation, which its neighbours share. */
interface Last {
  readonly reading: StoredReading;
  readonly of: Pick<Observation, 'to' | 'period'>;
}

interface Known {
  activity: StationActivity;
  readonly readings: Map<ParameterCode, Last>;
}

const latestOf = ({ readings }: Known): LatestReading[] =>
  [...readings.values()].map(({ reading, of: { to, period } }) => ({ ...reading, to, period }));

/** The last reading of each parameter of each station, in memory: what is polled costs no query. */
export class LatestReadings {
  readonly #stations = new Map<StationId, Known>();
  readonly #activity = new Map<StationId, StationActivity>();
  readonly #changed = new Set<StationId>();
  #position = offsetAt(0);

  /** Up to where in the log this state is. */
  get position(): Offset {
    return this.#position;
  }

  /** In the order of the log. */
  put(
    { station, to, period, receivedAt }: Omit<Observation, 'readings'>,
    readings: readonly StoredReading[],
    position: Offset,
  ): void {
    const lastReceived = receivedAt;
    let known = this.#stations.get(station);
    if (!known) {
      const activity = { lastObservation: to, lastReceived, lastPosition: position };
      known = { activity, readings: new Map() };
      this.#stations.set(station, known);
    }
    const of = { to, period };
    for (const reading of readings) {
      const last = known.readings.get(reading.parameter)?.of;
      const newer = !last || to > last.to || (to === last.to && period <= last.period);
      if (newer) known.readings.set(reading.parameter, { reading, of });
    }
    const lastObservation = instant(Math.max(to, known.activity.lastObservation));
    known.activity = { lastObservation, lastReceived, lastPosition: position };
    this.#activity.set(station, known.activity);
    this.#changed.add(station);
    this.#position = position;
  }

  /** Whether an end is behind all that was ever stored of the station: then nothing of it can be there. */
  isBehindAll(station: StationId, to: Instant): boolean {
    const known = this.#stations.get(station);
    return known === undefined || to > known.activity.lastObservation;
  }

  of(station: StationId): readonly LatestReading[] {
    const known = this.#stations.get(station);
    return known ? latestOf(known) : [];
  }

  /** As it is now and goes on changing: of ten thousand stations no copy is made for each question. */
  activity(): ReadonlyMap<StationId, StationActivity> {
    return this.#activity;
  }

  /** The states that changed since they were last kept, for somebody to keep. */
  *changed(): Iterable<readonly [StationId, LatestOfStation]> {
    for (const station of this.#changed) {
      const known = this.#stations.get(station);
      if (known) yield [station, { activity: known.activity, readings: latestOf(known) }];
    }
  }

  /** All that changed is kept. */
  kept(): void {
    this.#changed.clear();
  }

  /** Begins with what was kept, which was the state at `position`. */
  restore(states: Iterable<readonly [StationId, LatestOfStation]>, position: Offset): void {
    for (const [station, { activity, readings }] of states) {
      const byParameter = readings.map(({ to, period, ...reading }) => {
        const last: Last = { reading, of: { to, period } };
        return [reading.parameter, last] as const;
      });
      // What an earlier version kept has no offset in the log: it is no later than all of what was kept.
      const known = { ...activity, lastPosition: activity.lastPosition ?? position };
      this.#activity.set(station, known);
      this.#stations.set(station, { activity: known, readings: new Map(byParameter) });
    }
    this.#position = position;
  }
}
