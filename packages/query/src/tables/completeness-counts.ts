import { type Window, windowOf } from '@lanbi/evaluation';
import { type AirHourColumns, MISSING_REASONS, missingCode, type Registry, stationId } from '@lanbi/model';
import { AIR_POLLUTANTS, type AirPollutant, dateAt, type Instant, instant } from '@lanbi/standards';
import type { TableRow } from '../table/index.ts';

/** How complete the values of a subject are in a day or month. */
export interface CompletenessRow<Item extends string = AirPollutant> extends TableRow {
  /** Hours or sampling times that were expected of each item of the plan, and those with a value. */
  readonly expected: Readonly<Partial<Record<Item, number>>>;
  readonly observed: Readonly<Partial<Record<Item, number>>>;
  /** Missing values of all items by reason. */
  readonly reasons: ReadonlyMap<string, number>;
}

const zeros = (): Record<AirPollutant, number> => ({ so2: 0, no2: 0, co: 0, o3: 0, pm10: 0, pm2_5: 0 });

const NOT_MONITORED = missingCode('not-monitored');

/** A pollutant of the monitoring plan, and its column. */
interface Planned {
  readonly of: AirPollutant;
  readonly column: number;
}

/** Reasons and, first, values that are there. */
const CODES = 1 + Math.max(...MISSING_REASONS.map(missingCode)) + 1;

/** Hours of a subject by pollutant and reason. */
class Counted implements CompletenessRow {
  readonly subject: string;
  readonly from: Instant;
  readonly to: Instant;
  readonly #counts = new Uint32Array(AIR_POLLUTANTS.length * CODES);
  readonly #plan: readonly Planned[];

  constructor(
    subject: string,
    { from, to }: { readonly from: Instant; readonly to: Instant },
    plan: readonly Planned[],
  ) {
    this.subject = subject;
    this.from = from;
    this.to = to;
    this.#plan = plan;
  }

  /** Counts an hour, which may have no record. */
  add(columns: AirHourColumns, hour: number): void {
    for (const { column } of this.#plan) {
      const at = column * CODES + columns.reasonCode(hour, column) + 1;
      this.#counts[at] = (this.#counts[at] ?? 0) + 1;
    }
  }

  get observed(): Readonly<Record<AirPollutant, number>> {
    return this.#each((column) => this.#counts[column * CODES] ?? 0);
  }

  get expected(): Readonly<Record<AirPollutant, number>> {
    return this.#each((column) => {
      const own = this.#counts.subarray(column * CODES, (column + 1) * CODES);
      return own.reduce((all, count, code) => (code === NOT_MONITORED + 1 ? all : all + count), 0);
    });
  }

  get reasons(): ReadonlyMap<string, number> {
    const reasons = MISSING_REASONS.filter((reason) => reason !== 'not-monitored').map((reason) => {
      const code = missingCode(reason) + 1;
      const count = this.#plan.reduce(
        (all, { column }) => all + (this.#counts[column * CODES + code] ?? 0),
        0,
      );
      return [reason, count] as const;
    });
    return new Map(reasons.filter(([, count]) => count > 0));
  }

  #each(count: (column: number) => number): Readonly<Record<AirPollutant, number>> {
    const all = zeros();
    for (const { of, column } of this.#plan) all[of] = count(column);
    return all;
  }
}

const ALL: readonly Planned[] = AIR_POLLUTANTS.map((of, column) => ({ of, column }));

/** The pollutants of the monitoring plan; of a region all. */
export function planOf({ stations }: Registry, subject: string): readonly Planned[] {
  const station = stations.get(stationId(subject));
  return station ? ALL.filter(({ of }) => station.parameters.includes(of)) : ALL;
}

/** A subject, and the pollutants that are counted of it. */
interface Counting {
  readonly subject: string;
  readonly plan: readonly Planned[];
}

/** The days or months that are being counted, of each subject one. */
export class OpenPeriods {
  readonly #period: 'day' | 'month';
  #window: Window = { from: instant(0), to: instant(Number.NEGATIVE_INFINITY) };
  readonly #subjects: readonly Counting[];
  #rows: (Counted | undefined)[] = [];

  constructor(period: 'day' | 'month', subjects: readonly Counting[]) {
    this.#period = period;
    this.#subjects = subjects;
  }

  /** Goes on to the period of an hour; answers the rows of the one before where it is over. */
  moveTo(hour: { readonly from: Instant; readonly to: Instant }): readonly Counted[] {
    if (hour.to <= this.#window.to) return [];
    const done = this.rows();
    this.#rows = [];
    this.#window = windowOf(this.#period, dateAt(hour.from));
    return done;
  }

  /** Counts an hour of the period, which may have no record. @param at place of the subject */
  add(at: number, columns: AirHourColumns, hour: number): void {
    let own = this.#rows[at];
    if (!own) {
      const { subject, plan } = this.#subjects[at] ?? { subject: '', plan: ALL };
      own = new Counted(subject, this.#window, plan);
      this.#rows[at] = own;
    }
    own.add(columns, hour);
  }

  /** In the order of the subjects. */
  rows(): readonly Counted[] {
    return this.#rows.filter((row) => row !== undefined);
  }
}
