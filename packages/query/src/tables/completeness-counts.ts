import { type Window, windowOf } from '@lanbi/evaluation';
import { type AirHourColumns, MISSING_REASONS, missingCode, type Registry, stationId } from '@lanbi/model';
import { AIR_POLLUTANTS, type AirPollutant, dateAt, type Instant, instant } from '@lanbi/standards';
import type { TableRow } from '../table/index.ts';
import type { RowPeriod } from './period-windows.ts';

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

function sumOf(counts: Iterable<number>): number {
  let sum = 0;
  for (const count of counts) sum += count;
  return sum;
}

/** Hours of a subject by pollutant and reason. */
class Counted implements CompletenessRow {
  readonly subject: string;
  readonly from: Instant;
  readonly to: Instant;
  /** By pollutant in table order. */
  readonly #counts = AIR_POLLUTANTS.map(() => new Uint32Array(CODES));
  readonly #plan: readonly Planned[];
  #sums: Pick<CompletenessRow, 'expected' | 'observed' | 'reasons'> | undefined;

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

  /** Counts hours, which may have no records. @param first and last of them */
  add(columns: AirHourColumns, first: number, last: number): void {
    for (const { column } of this.#plan) columns.countCodes(first, last, column, this.#of(column));
    this.#sums = undefined;
  }

  get observed(): CompletenessRow['observed'] {
    return this.#summed().observed;
  }

  get expected(): CompletenessRow['expected'] {
    return this.#summed().expected;
  }

  get reasons(): CompletenessRow['reasons'] {
    return this.#summed().reasons;
  }

  /** Made once: each column of a table asks for them. */
  #summed(): Pick<CompletenessRow, 'expected' | 'observed' | 'reasons'> {
    this.#sums ??= {
      observed: this.#each((counts) => counts[0] ?? 0),
      expected: this.#each((counts) => sumOf(counts) - (counts[NOT_MONITORED + 1] ?? 0)),
      reasons: this.#reasons(),
    };
    return this.#sums;
  }

  #reasons(): ReadonlyMap<string, number> {
    const reasons = new Map<string, number>();
    for (const reason of MISSING_REASONS) {
      const code = missingCode(reason);
      const count = sumOf(this.#plan.map(({ column }) => this.#of(column)[code + 1] ?? 0));
      if (code !== NOT_MONITORED && count > 0) reasons.set(reason, count);
    }
    return reasons;
  }

  #each(count: (counts: Uint32Array) => number): Readonly<Record<AirPollutant, number>> {
    const all = zeros();
    for (const { of, column } of this.#plan) all[of] = count(this.#of(column));
    return all;
  }

  #of(column: number): Uint32Array {
    return this.#counts[column] ?? new Uint32Array(CODES);
  }
}

const ALL: readonly Planned[] = AIR_POLLUTANTS.map((of, column) => ({ of, column }));

/** The pollutants of the monitoring plan; of a region all. */
export function plannedPollutants({ stations }: Registry, subject: string): readonly Planned[] {
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
  readonly #period: RowPeriod;
  #window: Window = { from: instant(0), to: instant(Number.NEGATIVE_INFINITY) };
  readonly #subjects: readonly Counting[];
  #rows: (Counted | undefined)[] = [];

  constructor(period: RowPeriod, subjects: readonly Counting[]) {
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

  /** When the period ends that was moved to. */
  get end(): Instant {
    return this.#window.to;
  }

  /** Counts hours of the period, which may have no records. @param at place of the subject */
  add(at: number, columns: AirHourColumns, first: number, last: number): void {
    let own = this.#rows[at];
    if (!own) {
      const { subject, plan } = this.#subjects[at] ?? { subject: '', plan: ALL };
      own = new Counted(subject, this.#window, plan);
      this.#rows[at] = own;
    }
    own.add(columns, first, last);
  }

  /** In the order of the subjects. */
  rows(): readonly Counted[] {
    return this.#rows.filter((row) => row !== undefined);
  }
}
