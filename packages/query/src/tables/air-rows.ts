import type { HourlyOptions } from '@lanbi/evaluation';
import { missingReason, type ValueColumns } from '@lanbi/model';
import type { Aqi, Instant } from '@lanbi/standards';
import type { AirRow } from './air-columns.ts';
import { expectedSpans, expectedUnits } from './expected.ts';
import { type AirUnit, beginOf, columnBlocks, lastEndingIn, unitEnd, unitOf } from './read-columns.ts';
import type { AskedRows, RowsDeps } from './rows-deps.ts';
import { spanWithRows } from './stored-span.ts';
import type { RowSpan } from './together.ts';
import type { ReadWind, Wind, WindHours, WindRow } from './wind.ts';

/** Whose rows are asked for, and under which edition. */
export interface AirSubjectsRows extends AskedRows {
  readonly region: boolean;
  readonly options: RowIndexOptions;
  /** Given where rows are to have the wind of their hour. */
  readonly wind?: ReadWind | undefined;
}

export type RowIndexOptions = Pick<HourlyOptions, 'hj633'>;

/** A kind of rows: records as columns, and the index of one of them. */
export interface AirRowKind<Columns extends ValueColumns> extends AirUnit<Columns> {
  readonly index: (columns: Columns, unit: number, options: RowIndexOptions) => Aqi;
}

/** Records of one subject of which rows are made. */
interface Source<Columns extends ValueColumns> {
  readonly subject: string;
  readonly columns: Columns;
  readonly kind: AirRowKind<Columns>;
  readonly options: RowIndexOptions;
  readonly wind: WindHours | undefined;
}

/** An hour or day of a station or region in its columns; the index is computed when a cell needs it. */
export class ColumnsRow<Columns extends ValueColumns> implements AirRow, WindRow {
  readonly from: Instant;
  readonly to: Instant;
  readonly #source: Source<Columns>;
  readonly #unit: number;
  #aqi: Aqi | undefined;

  constructor(source: Source<Columns>, unit: number) {
    this.#source = source;
    this.#unit = unit;
    this.from = beginOf(unit, source.kind.length);
    this.to = unitEnd(unit, source.kind.length);
  }

  get subject(): string {
    return this.#source.subject;
  }

  get revision(): number {
    return this.#source.columns.revisionOf(this.#unit);
  }

  get changedAt(): number {
    return this.#source.columns.changedAt(this.#unit);
  }

  get aqi(): Aqi | undefined {
    const { columns, kind, options } = this.#source;
    if (this.#aqi === undefined && columns.has(this.#unit))
      this.#aqi = kind.index(columns, this.#unit, options);
    return this.#aqi;
  }

  get wind(): Wind | undefined {
    return this.#source.wind?.get(this.to);
  }

  value(column: number): number | null {
    return this.#source.columns.numberAt(this.#unit, column) ?? null;
  }

  reason(column: number): string | null {
    const code = this.#source.columns.reasonCode(this.#unit, column);
    return code < 0 ? null : (missingReason(code) ?? null);
  }

  /** What else the columns have of the row. */
  read<Value>(read: (columns: Columns, unit: number) => Value): Value {
    return read(this.#source.columns, this.#unit);
  }
}

/** Rows of a page at the least, where there are as many. Those of one time are never parted. */
const PAGE = 300;

/** Rows that end in a span, in the order of time; those that end together in the order of the subjects. */
export async function* airRows<Columns extends ValueColumns>(
  deps: RowsDeps,
  kind: AirRowKind<Columns>,
  { subjects, region, fill, options, wind }: AirSubjectsRows,
  span: RowSpan,
): AsyncIterable<readonly ColumnsRow<Columns>[]> {
  const expected = fill ? await expectedSpans(deps, kind.of(region), subjects) : undefined;
  const part = await spanWithRows(deps, kind.of(region), { subjects, expected }, span);
  for await (const { slice, all } of columnBlocks(deps, kind, { subjects, region }, part)) {
    const winds = await wind?.(subjects, slice);
    const sources = all.map((columns, at) => ({
      ...{ subject: subjects[at] ?? '', columns, kind, options },
      wind: winds?.[at],
    }));
    const parts = expected && sources.map((_, at) => expectedUnits(expected[at], slice, kind.length));
    let page: ColumnsRow<Columns>[] = [];
    const last = lastEndingIn(slice, kind.length);
    for (let unit = unitOf(slice.after, kind.length); unit <= last; unit += 1) {
      const end = unitEnd(unit, kind.length);
      for (const [at, source] of sources.entries()) {
        const part = parts?.[at];
        const isExpected = part !== undefined && end > part.after && end <= part.to;
        if (isExpected || source.columns.has(unit)) page.push(new ColumnsRow(source, unit));
      }
      if (page.length < PAGE) continue;
      yield page;
      page = [];
      await deps.yieldNow?.();
    }
    if (page.length > 0) yield page;
  }
}
