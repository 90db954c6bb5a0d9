import {
  AIR_POLLUTANTS,
  type AirValues,
  eachPollutant,
  type Instant,
  type Remainder,
} from '@lanbi/standards';
import type { AirDayRecord, DayRests } from './air-day.ts';
import { ValueColumns } from './value-columns.ts';

const SIX = AIR_POLLUTANTS.length;
/** Six pollutants in table order, and the largest hour of ozone. */
export const AIR_DAY_COLUMNS = SIX + 1;
const O3_1H = SIX;
/** The keys of remainders, by column. */
const RESTS_OF: readonly (keyof DayRests)[] = [...AIR_POLLUTANTS, 'o3_1h'];

/** The revision of a day (one plus the number of its changes), and the time of the last change. */
export interface DayRevision {
  readonly revision: number;
  readonly computedAt: Instant;
}

/** The values of a day record from which periods are computed. */
export type DayValues = Pick<AirDayRecord, 'concentrations' | 'rests' | 'further'>;

/** The same, and whether the day is still running. */
type PutDay = DayValues & Partial<Pick<AirDayRecord, 'running'>>;

/**
 * Day records of one subject as typed columns, a row for each civil day from the first on: six day values, the largest
 * hour of ozone, rounding remainders, revision and time of change. Some 55 bytes a day. Days are numbers of civil days
 * since 1970; values are µg/m³, CO mg/m³.
 */
export class AirDayColumns extends ValueColumns {
  /** The few days that are still running. */
  readonly #running = new Set<number>();

  constructor(first: number, last: number) {
    super(first, last, AIR_DAY_COLUMNS);
  }

  override begin(day: number, revision: number, computedAt: number): void {
    super.begin(day, revision, computedAt);
    this.#running.delete(day);
  }

  isRunning(day: number): boolean {
    return this.#running.has(day);
  }

  /** Marks a begun row as a running day. */
  putRunning(day: number): void {
    this.#running.add(day);
  }

  /** Returns the values of a day, which must exist. */
  valuesOf(day: number): Required<Pick<DayValues, 'concentrations' | 'further'>> & Pick<DayValues, 'rests'> {
    let column = 0;
    const concentrations: AirValues = eachPollutant(() => this.at(day, column++));
    const rests = this.#restsOf(day);
    return { concentrations, ...(rests && { rests }), further: { o3_1h: this.at(day, O3_1H) } };
  }

  /** Returns the values of a day as an index uses them; the day must exist. */
  roundableOf(day: number): Pick<DayValues, 'concentrations' | 'further'> {
    let column = 0;
    const concentrations: AirValues = eachPollutant(() => this.roundableAt(day, column++));
    return { concentrations, further: { o3_1h: this.roundableAt(day, O3_1H) } };
  }

  #restsOf(day: number): DayRests | undefined {
    if (!this.hasRests) return undefined;
    const rests: Partial<Record<keyof DayRests, Remainder>> = {};
    let isExact = true;
    for (const [column, of] of RESTS_OF.entries()) {
      const den = this.restDen(day, column);
      if (den === 0) continue;
      rests[of] = { num: this.restNum(day, column), den };
      isExact = false;
    }
    return isExact ? undefined : rests;
  }

  /** Stores a new or changed day. */
  put(day: number, values: PutDay, made: DayRevision): void {
    this.begin(day, made.revision, made.computedAt);
    this.putValues(day, values);
  }

  /** Fills the begun row of a day. */
  putValues(day: number, { concentrations, rests, further, running }: PutDay): void {
    if (running) this.putRunning(day);
    for (const [column, pollutant] of AIR_POLLUTANTS.entries())
      this.putValue(day, column, concentrations[pollutant]);
    this.putValue(day, O3_1H, further.o3_1h);
    for (const [column, of] of RESTS_OF.entries()) {
      const rest = rests?.[of];
      if (rest) this.putRest(day, column, rest.num, rest.den);
    }
  }
}
