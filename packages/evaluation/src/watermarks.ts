import type { Station, StationId } from '@lanbi/model';
import { type Causes, causesOf, type EvaluationInput } from './cause.ts';

/**
 * Returns the end of the latest record of a station, used after a start; -Infinity if there is none.
 * @param period of the new observation: the last observation of a record of several shorter ones is not known
 */
type LastOf = (station: Station, period: number) => Promise<number>;

/**
 * Stores the end of the latest applied observation of each station: an observation that ends later is new, one that
 * ends before is late.
 */
export class Watermarks {
  readonly #lastOf: LastOf;
  readonly #ends = new Map<StationId, number>();

  constructor(lastOf: LastOf) {
    this.#lastOf = lastOf;
  }

  /** Returns the causes of an input, and moves the watermark of its station. */
  async causesOf(station: Station, entry: EvaluationInput): Promise<Causes> {
    const watermark = await this.of(station, entry.period);
    this.#ends.set(station.id, Math.max(watermark, entry.to));
    return causesOf(entry, watermark);
  }

  /**
   * Returns the same as `causesOf` without a promise; undefined if the records of the station must be read.
   */
  knownCausesOf(station: StationId, entry: EvaluationInput): Causes | undefined {
    const watermark = this.#ends.get(station);
    if (watermark === undefined) return undefined;
    if (entry.to > watermark) this.#ends.set(station, entry.to);
    return causesOf(entry, watermark);
  }

  /** Returns the end of the latest applied observation of a station; -Infinity if there is none. */
  async of(station: Station, period: number): Promise<number> {
    return this.#ends.get(station.id) ?? this.#lastOf(station, period);
  }

  clear(): void {
    this.#ends.clear();
  }
}
