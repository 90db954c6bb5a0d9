import { type HourlyOptions, hourKind } from '@lanbi/evaluation';
import type { AirHourKind, StoredResult } from '@lanbi/model';
import type { AirValues, Aqi, Instant } from '@lanbi/standards';
import { airHourFigures } from '../figures/air-hour.ts';
import { CIVIL_DIMENSIONS, HOUR_DIMENSION, type TableShape } from '../table/index.ts';
import { AIR_PARAMETERS, type AirRow, airColumns, subjectColumn, timeColumns } from './air-columns.ts';
import { expectedIn, expectedSpans } from './expected.ts';
import type { AskedRows, RowsDeps } from './rows-deps.ts';
import { filled, HOUR_UNIT, inOrder, partsByTime, type RowSpan, resultsIn, slicesOf } from './together.ts';

/** An hour of a station or region; its index is computed when a cell needs it. */
export class AirHourRow implements AirRow {
  readonly subject: string;
  readonly from: Instant;
  readonly to: Instant;
  readonly made: StoredResult<AirHourKind> | undefined;
  readonly #options: HourlyOptions;
  #aqi: Aqi | undefined;

  constructor(
    place: { readonly subject: string; readonly from: Instant; readonly to: Instant },
    stored: StoredResult<AirHourKind> | undefined,
    options: HourlyOptions,
  ) {
    this.subject = place.subject;
    this.from = place.from;
    this.to = place.to;
    this.made = stored;
    this.#options = options;
  }

  get concentrations(): AirValues | undefined {
    return this.made?.body.concentrations;
  }

  get aqi(): Aqi | undefined {
    if (this.made) this.#aqi ??= airHourFigures.compute(this.made, this.#options).aqi;
    return this.#aqi;
  }
}

/** Hours of stations, or of districts and cities. */
export const airHoursShape = (of: 'station' | 'region'): TableShape<AirRow> => ({
  columns: [subjectColumn(of), ...timeColumns('to'), ...airColumns('one-hour mean')],
  parameters: AIR_PARAMETERS,
  dimensions: [HOUR_DIMENSION, ...CIVIL_DIMENSIONS],
});

/** Whose rows are asked for, and under which edition. */
export interface AirSubjectsRows extends AskedRows {
  readonly region: boolean;
  readonly options: Pick<HourlyOptions, 'hj633'>;
}

/** Hours that end in a span, in the order of time; those that end together in the order of the subjects. */
export async function* airHourRows(
  deps: RowsDeps,
  { subjects, region, options, fill }: AirSubjectsRows,
  span: RowSpan,
): AsyncIterable<readonly AirHourRow[]> {
  const kind = hourKind({ id: '', region });
  const expected = fill ? await expectedSpans(deps, kind, subjects) : undefined;
  for (const slice of slicesOf(span, subjects.length, HOUR_UNIT)) {
    const found = await resultsIn(deps, kind, subjects, slice);
    const lists = found.map((results, at) => {
      const rows = results.map((result) => new AirHourRow(result, result, options));
      const subject = subjects[at] ?? '';
      const part = expected && expectedIn(expected[at], slice, HOUR_UNIT.length);
      return part
        ? filled(
            rows,
            part,
            HOUR_UNIT.length,
            (from, to) => new AirHourRow({ subject, from, to }, undefined, options),
          )
        : rows;
    });
    for (const part of partsByTime(inOrder(lists))) {
      yield part;
      await deps.breathe?.();
    }
  }
}
