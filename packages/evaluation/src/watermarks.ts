import type { Station, StationId } from '@lanbi/model';
import { type Causes, causesOf, type EvaluationInput } from './cause.ts';

/**
 * The end of the latest record of a station, for the time after a start; -Infinity where there is none.
 * @param period of the observation that asks: of a record that is made of several, the last one is not known
 */
type LastOf = (station: Station, period: number) => Promise<number>;

/** The end of the latest observation of each station that was applied: what ends later is new, what ends before is late. */
export class Watermarks {
  readonly #lastOf: LastOf;
  readonly #ends = new Map<StationId, number>();

  constructor(lastOf: LastOf) {
    this.#lastOf = lastOf;
  }

  /** The causes of an input, which then moves the watermark of its station. */
  async causesOf(station: Station, entry: EvaluationInput): Promise<Causes> {
    const watermark = await this.of(station, entry.period);
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
  async of(station: Station, period: number): Promise<number> {
    return this.#ends.get(station.id) ?? this.#lastOf(station, period);
  }

  clear(): void {
    this.#ends.clear();
  }
}
