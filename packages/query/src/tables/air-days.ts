import { type DailyOptions, dayKind } from '@lanbi/evaluation';
import type { AirDayKind, StoredResult } from '@lanbi/model';
import { type AirValues, type Aqi, type Instant, isMissing } from '@lanbi/standards';
import { airDayFigures } from '../figures/air-day.ts';
import { CIVIL_DIMENSIONS, type Column, type TableShape } from '../table/index.ts';
import {
  AIR_PARAMETERS,
  type AirRow,
  airColumns,
  dateColumn,
  subjectColumn,
  timeColumns,
} from './air-columns.ts';
import type { AirSubjectsRows } from './air-hours.ts';
import { expectedIn, expectedSpans } from './expected.ts';
import type { RowsDeps } from './rows-deps.ts';
import { DAY_UNIT, filled, inOrder, partsByTime, type RowSpan, resultsIn, slicesOf } from './together.ts';

/** A civil day of a station or region; its index is computed when a cell needs it. */
export class AirDayRow implements AirRow {
  readonly subject: string;
  readonly from: Instant;
  readonly to: Instant;
  readonly made: StoredResult<AirDayKind> | undefined;
  readonly #options: DailyOptions;
  #aqi: Aqi | undefined;

  constructor(
    place: { readonly subject: string; readonly from: Instant; readonly to: Instant },
    stored: StoredResult<AirDayKind> | undefined,
    options: DailyOptions,
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
    if (this.made) this.#aqi ??= airDayFigures.compute(this.made, this.#options).aqi;
    return this.#aqi;
  }
}

const MORE: readonly Column<AirDayRow>[] = [
  {
    ...{ name: 'o3_1h', type: 'number', description: 'largest one-hour mean of ozone, ug/m3', extra: true },
    cell: ({ made }) => {
      const value = made?.body.further.o3_1h;
      return value === undefined || isMissing(value) ? null : value;
    },
  },
  {
    ...{ name: 'running', type: 'text', description: 'whether the day is not over: yes or no', extra: true },
    cell: ({ made }) => (made ? (made.body.running ? 'yes' : 'no') : null),
  },
];

/** Days of stations, or of districts and cities. */
export const airDaysShape = (of: 'station' | 'region'): TableShape<AirDayRow> => ({
  columns: [
    subjectColumn(of),
    dateColumn,
    ...timeColumns(undefined),
    ...airColumns('day mean, of ozone the daily maximum 8 h'),
    ...MORE,
  ],
  parameters: [...AIR_PARAMETERS, 'o3_1h'],
  dimensions: CIVIL_DIMENSIONS,
});

/** Days that end in a span, in the order of time; those of one day in the order of the subjects. */
export async function* airDayRows(
  deps: RowsDeps,
  { subjects, region, options, fill }: AirSubjectsRows,
  span: RowSpan,
): AsyncIterable<readonly AirDayRow[]> {
  const kind = dayKind({ id: '', region });
  const expected = fill ? await expectedSpans(deps, kind, subjects) : undefined;
  for (const slice of slicesOf(span, subjects.length, DAY_UNIT)) {
    const found = await resultsIn(deps, kind, subjects, slice);
    const lists = found.map((results, at) => {
      const rows = results.map((result) => new AirDayRow(result, result, options));
      const subject = subjects[at] ?? '';
      const part = expected && expectedIn(expected[at], slice, DAY_UNIT.length);
      return part
        ? filled(
            rows,
            part,
            DAY_UNIT.length,
            (from, to) => new AirDayRow({ subject, from, to }, undefined, options),
          )
        : rows;
    });
    for (const part of partsByTime(inOrder(lists))) {
      yield part;
      await deps.breathe?.();
    }
  }
}
