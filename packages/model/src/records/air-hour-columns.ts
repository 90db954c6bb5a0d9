import {
  AIR_POLLUTANTS,
  type AirPollutant,
  type AirValues,
  eachPollutant,
  type Remainder,
} from '@lanbi/standards';
import type { DayRevision } from './air-day-columns.ts';
import type { AirHourRecord, CarriedValue } from './air-hour.ts';
import { ValueColumns } from './value-columns.ts';

/** Six pollutants in table order. */
export const AIR_HOUR_COLUMNS = AIR_POLLUTANTS.length;

/** The inputs of the index of an hour. */
export type HourValues = Pick<AirHourRecord, 'concentrations' | 'rests' | 'so2_24h'>;

/**
 * Hour records of one subject as typed columns, a row for each hour from the first on: six one-hour means, rounding
 * remainders, revision and time of change, some 48 bytes an hour; no coverage and no minutes. Hours are numbers of
 * clock hours since 1970 at +08:00; values are µg/m³, CO mg/m³.
 */
export class AirHourColumns extends ValueColumns {
  /** Running means of SO2 by hour; few hours have one. */
  readonly #so2 = new Map<number, CarriedValue>();

  constructor(first: number, last: number) {
    super(first, last, AIR_HOUR_COLUMNS);
  }

  override begin(hour: number, revision: number, computedAt: number): void {
    super.begin(hour, revision, computedAt);
    this.#so2.delete(hour);
  }

  /** Returns the values of an hour, which must exist. */
  valuesOf(hour: number): HourValues {
    let column = 0;
    const concentrations: AirValues = eachPollutant(() => this.at(hour, column++));
    const rests = this.hasRests ? this.#restsOf(hour) : undefined;
    const so2 = this.#so2.size === 0 ? undefined : this.#so2.get(hour);
    return { concentrations, ...(rests && { rests }), ...(so2 && { so2_24h: so2 }) };
  }

  /** Returns the values of an hour as an index uses them; the hour must exist. */
  roundableOf(hour: number): Pick<HourValues, 'concentrations' | 'so2_24h'> {
    let column = 0;
    const concentrations: AirValues = eachPollutant(() => this.roundableAt(hour, column++));
    const so2 = this.#so2.size === 0 ? undefined : this.#so2.get(hour);
    return so2 ? { concentrations, so2_24h: so2 } : { concentrations };
  }

  #restsOf(hour: number): HourValues['rests'] {
    const rests: Partial<Record<AirPollutant, Remainder>> = {};
    let isExact = true;
    for (const [column, of] of AIR_POLLUTANTS.entries()) {
      const den = this.restDen(hour, column);
      if (den === 0) continue;
      rests[of] = { num: this.restNum(hour, column), den };
      isExact = false;
    }
    return isExact ? undefined : rests;
  }

  putSo2Mean(hour: number, mean: CarriedValue): void {
    this.#so2.set(hour, mean);
  }

  put(hour: number, values: HourValues, made: DayRevision): void {
    this.begin(hour, made.revision, made.computedAt);
    this.putValues(hour, values);
  }

  /** Fills the begun row of an hour. */
  putValues(hour: number, { concentrations, rests, so2_24h }: HourValues): void {
    for (const [column, of] of AIR_POLLUTANTS.entries()) {
      this.putValue(hour, column, concentrations[of]);
      const rest = rests?.[of];
      if (rest) this.putRest(hour, column, rest.num, rest.den);
    }
    if (so2_24h) this.putSo2Mean(hour, so2_24h);
  }
}
