import type { HourlyOptions } from '@lanbi/evaluation';
import type { AirDayKind, AirHourKind, StoredResult } from '@lanbi/model';
import type { AirValues, Aqi, Instant } from '@lanbi/standards';
import type { AirRow } from './air-columns.ts';
import { expectedIn, expectedSpans } from './expected.ts';
import type { AskedRows, RowsDeps } from './rows-deps.ts';
import { filled, inOrder, partsByTime, type RowSpan, type RowUnit, resultsIn, slicesOf } from './together.ts';

/** Whose rows are asked for, and under which edition. */
export interface AirSubjectsRows extends AskedRows {
  readonly region: boolean;
  readonly options: Pick<HourlyOptions, 'hj633'>;
}

interface Place {
  readonly subject: string;
  readonly from: Instant;
  readonly to: Instant;
}

/** An hour or a day of a station or region; its index is computed when a cell needs it. */
export class StoredAirRow<Kind extends AirHourKind | AirDayKind> implements AirRow {
  readonly subject: string;
  readonly from: Instant;
  readonly to: Instant;
  readonly made: StoredResult<Kind> | undefined;
  readonly #index: (stored: StoredResult<Kind>) => Aqi;
  #aqi: Aqi | undefined;

  /** @param stored undefined where nothing is stored of the time */
  constructor(
    { subject, from, to }: Place,
    stored: StoredResult<Kind> | undefined,
    index: (stored: StoredResult<Kind>) => Aqi,
  ) {
    this.subject = subject;
    this.from = from;
    this.to = to;
    this.made = stored;
    this.#index = index;
  }

  get concentrations(): AirValues | undefined {
    return this.made?.body.concentrations;
  }

  get aqi(): Aqi | undefined {
    if (this.made) this.#aqi ??= this.#index(this.made);
    return this.#aqi;
  }
}

/** What differs between tables of hours and of days. */
interface AirUnit<Kind extends AirHourKind | AirDayKind> {
  readonly kind: Kind;
  readonly unit: RowUnit;
  readonly index: (stored: StoredResult<Kind>) => Aqi;
}

/** Rows that end in a span, in the order of time; those that end together in the order of the subjects. */
export async function* airRows<Kind extends AirHourKind | AirDayKind>(
  deps: RowsDeps,
  { kind, unit, index }: AirUnit<Kind>,
  { subjects, fill }: AskedRows,
  span: RowSpan,
): AsyncIterable<readonly StoredAirRow<Kind>[]> {
  const expected = fill ? await expectedSpans(deps, kind, subjects) : undefined;
  for (const slice of slicesOf(span, subjects.length, unit)) {
    const found = await resultsIn(deps, kind, subjects, slice);
    const lists = found.map((results, at) => {
      const rows = results.map((result) => new StoredAirRow(result, result, index));
      const subject = subjects[at] ?? '';
      const part = expected && expectedIn(expected[at], slice, unit.length);
      const none = (from: Instant, to: Instant) => new StoredAirRow({ subject, from, to }, undefined, index);
      return part ? filled(rows, part, unit.length, none) : rows;
    });
    for (const part of partsByTime(inOrder(lists))) {
      yield part;
      await deps.breathe?.();
    }
  }
}
