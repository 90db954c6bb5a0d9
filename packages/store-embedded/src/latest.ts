import type {
  LatestReading,
  Observation,
  ParameterCode,
  StationActivity,
  StationId,
  StoredReading,
} from '@lanbi/model';
import { instant } from '@lanbi/standards';

/** The last reading of each parameter of each station, in memory: what is polled costs no query. */
export class LatestReadings {
  readonly #byStation = new Map<StationId, Map<ParameterCode, LatestReading>>();
  readonly #activity = new Map<StationId, StationActivity>();

  put(
    { station, to, period, receivedAt }: Omit<Observation, 'readings'>,
    readings: readonly StoredReading[],
  ): void {
    const latest = this.#byStation.get(station) ?? new Map<ParameterCode, LatestReading>();
    this.#byStation.set(station, latest);
    for (const reading of readings) {
      const known = latest.get(reading.parameter);
      const newer = !known || to > known.to || (to === known.to && period <= known.period);
      if (newer) latest.set(reading.parameter, { ...reading, to, period });
    }
    const known = this.#activity.get(station);
    this.#activity.set(station, {
      lastObservation: instant(Math.max(to, known?.lastObservation ?? to)),
      lastReceived: receivedAt,
    });
  }

  of(station: StationId): readonly LatestReading[] {
    return [...(this.#byStation.get(station)?.values() ?? [])];
  }

  activity(): ReadonlyMap<StationId, StationActivity> {
    return new Map(this.#activity);
  }
}
