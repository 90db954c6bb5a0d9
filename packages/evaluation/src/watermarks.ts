import type { Station, StationId } from '@lanbi/model';
import { type Causes, causesOf, type EvaluationInput } from './cause.ts';

/** The end of the latest observation of each station that was applied: what ends later is new, what ends before is late. */
export class Watermarks {
  readonly #lastOf: (station: Station) => Promise<number>;
  readonly #ends = new Map<StationId, number>();

  /** @param lastOf the end of the latest record of a station, for the time after a start; -Infinity where there is none */
  constructor(lastOf: (station: Station) => Promise<number>) {
    this.#lastOf = lastOf;
  }

  /** The causes of an input, which then moves the watermark of its station. */
  async causesOf(station: Station, entry: EvaluationInput): Promise<Causes> {
    const watermark = await this.of(station);
    this.#ends.set(station.id, Math.max(watermark, entry.to));
    return causesOf(entry, watermark);
  }

  /** As `causesOf` without a promise; undefined where the records of the station must be read. */
  knownCausesOf(station: StationId, entry: EvaluationInput): Causes | undefined {
    const watermark = this.#ends.get(station);
    if (watermark === undefined) return undefined;
    if (entry.to > watermark) this.#ends.set(station, entry.to);
    return causesOf(entry, watermark);
  }

  /** The end of the latest observation of a station that was applied; -Infinity where there is none. */
  async of(station: Station): Promise<number> {
    return this.#ends.get(station.id) ?? this.#lastOf(station);
  }

  clear(): void {
    this.#ends.clear();
  }
}
