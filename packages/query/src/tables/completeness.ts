import { type CalendarPeriod, windowOf } from '@lanbi/evaluation';
import { stationId } from '@lanbi/model';
import {
  AIR_POLLUTANTS,
  type AirPollutant,
  dateAt,
  type Instant,
  isMissing,
  type MissingReason,
} from '@lanbi/standards';
import type { Column, TableRow, TableShape } from '../table/index.ts';
import { subjectColumn, timeColumns } from './air-columns.ts';
import { type AirHourRow, airHourRows } from './air-hours.ts';
import { windowName } from './period-windows.ts';
import type { RowsDeps } from './rows-deps.ts';
import type { RowSpan } from './together.ts';

/** Reasons that a missing hourly value has, in the order of their columns. */
export const COUNTED_REASONS = [
  'no-data',
  'fault',
  'calibration',
  'maintenance',
  'invalid',
  'too-few-samples',
  'stamp-off',
] as const satisfies readonly MissingReason[];

/** How complete the hourly values of a subject are in a day or month. */
export interface CompletenessRow extends TableRow {
  /** Hours that were expected of each pollutant, and those with a value. */
  readonly expected: Readonly<Record<AirPollutant, number>>;
  readonly observed: Readonly<Record<AirPollutant, number>>;
  /** Missing values of all pollutants by reason. */
  readonly reasons: ReadonlyMap<string, number>;
}

const zeros = (): Record<AirPollutant, number> => ({ so2: 0, no2: 0, co: 0, o3: 0, pm10: 0, pm2_5: 0 });

class Counted implements CompletenessRow {
  readonly subject: string;
  readonly from: Instant;
  readonly to: Instant;
  readonly expected = zeros();
  readonly observed = zeros();
  readonly reasons = new Map<string, number>();

  constructor(subject: string, { from, to }: { readonly from: Instant; readonly to: Instant }) {
    this.subject = subject;
    this.from = from;
    this.to = to;
  }

  add({ concentrations }: AirHourRow, plan: readonly AirPollutant[]): void {
    for (const of of plan) {
      const value = concentrations?.[of];
      if (isMissing(value) && value.missing === 'not-monitored') continue;
      this.expected[of] += 1;
      if (typeof value === 'number') this.observed[of] += 1;
      else this.#miss(isMissing(value) ? value.missing : 'no-data');
    }
  }

  #miss(reason: string): void {
    this.reasons.set(reason, (this.reasons.get(reason) ?? 0) + 1);
  }
}

const sum = (counts: Readonly<Record<AirPollutant, number>>): number =>
  AIR_POLLUTANTS.reduce((total, of) => total + counts[of], 0);

/** Per cent, one decimal. */
const percent = (observed: number, expected: number): number | null =>
  expected > 0 ? Math.round((1_000 * observed) / expected) / 10 : null;

const others = ({ reasons }: CompletenessRow): number => {
  let count = 0;
  for (const [reason, each] of reasons) if (!COUNTED_REASONS.some((known) => known === reason)) count += each;
  return count;
};

const COLUMNS: readonly Column<CompletenessRow>[] = [
  {
    ...{
      name: 'expected',
      type: 'number',
      description: 'expected hourly values of all pollutants of the plan',
    },
    cell: ({ expected }) => sum(expected),
  },
  {
    ...{ name: 'observed', type: 'number', description: 'those with a value' },
    cell: ({ observed }) => sum(observed),
  },
  {
    ...{ name: 'percent', type: 'number', description: 'observed of expected, one decimal' },
    cell: ({ observed, expected }) => percent(sum(observed), sum(expected)),
  },
  ...AIR_POLLUTANTS.map(
    (of): Column<CompletenessRow> => ({
      ...{ name: of, type: 'number', description: `observed hours of ${of}, per cent of the expected ones` },
      cell: ({ observed, expected }) => percent(observed[of], expected[of]),
    }),
  ),
  ...COUNTED_REASONS.map(
    (reason): Column<CompletenessRow> => ({
      ...{ name: reason.replaceAll('-', '_'), type: 'number', description: `values missing for ${reason}` },
      cell: ({ reasons }) => reasons.get(reason) ?? 0,
    }),
  ),
  { name: 'other', type: 'number', description: 'values missing for other reasons', cell: others },
];

/** Completeness of the hours of stations, or of districts and cities. */
export const completenessShape = (
  of: 'station' | 'region',
  period: CalendarPeriod,
): TableShape<CompletenessRow> => ({
  columns: [
    subjectColumn(of),
    {
      ...{ name: 'period', type: 'text', description: 'day 2016-01-31 or month 2016-01' },
      cell: ({ from, to }) => windowName(period, { from, to }),
    },
    ...timeColumns(undefined),
    ...COLUMNS,
  ],
  parameters: ['percent', ...AIR_POLLUTANTS],
  dimensions: [],
});

/** Whose completeness is asked for. */
export interface AskedCompleteness {
  readonly subjects: readonly string[];
  readonly region: boolean;
  readonly period: 'day' | 'month';
}

/** The pollutants of the monitoring plan; of a region all. */
function planOf({ registry }: RowsDeps, subject: string): readonly AirPollutant[] {
  const station = registry.stations.get(stationId(subject));
  return station ? AIR_POLLUTANTS.filter((of) => station.parameters.includes(of)) : AIR_POLLUTANTS;
}

/** Days or months in the order of time, those of one time in the order of the subjects. */
export async function* completenessRows(
  deps: RowsDeps,
  { subjects, region, period }: AskedCompleteness,
  span: RowSpan,
): AsyncIterable<readonly CompletenessRow[]> {
  const plans = new Map(subjects.map((subject) => [subject, planOf(deps, subject)]));
  const order = new Map(subjects.map((subject, at) => [subject, at]));
  const hours = airHourRows(deps, { subjects, region, fill: true, options: {} }, span);
  let [end, open]: [number, Map<string, Counted>] = [Number.NEGATIVE_INFINITY, new Map()];
  const rows = () =>
    [...open.values()].sort((a, b) => (order.get(a.subject) ?? 0) - (order.get(b.subject) ?? 0));
  for await (const page of hours)
    for (const hour of page) {
      if (hour.to > end) {
        if (open.size > 0) yield rows();
        open = new Map();
        end = windowOf(period, dateAt(hour.from)).to;
      }
      const own = open.get(hour.subject) ?? new Counted(hour.subject, windowOf(period, dateAt(hour.from)));
      open.set(hour.subject, own);
      own.add(hour, plans.get(hour.subject) ?? AIR_POLLUTANTS);
    }
  if (open.size > 0) yield rows();
}
