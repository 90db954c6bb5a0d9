import { flux, fluxExpression, fluxFloat } from '@influxdata/influxdb-client';
import type { ObservationRange, ResultKind } from '@lanbi/model';

// Every text is a bounded range and filters that the storage engine takes over; values are bound by the client's
// `flux`, which escapes them. Times are ours: Flux computes no windows and knows no zone.

/** InfluxDB counts nanoseconds in 64 bits: other instants can't be asked for, and nothing is stored there. */
const FIRST = Date.parse('1678-01-01T00:00:00Z');
const LAST = Date.parse('2262-01-01T00:00:00Z');

const time = (at: number) => fluxExpression(new Date(Math.min(Math.max(at, FIRST), LAST)).toISOString());

/** [from, to) in milliseconds. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

const within = (bucket: string, { from, to }: Stretch) =>
  flux`from(bucket: ${bucket})
  |> range(start: ${time(from)}, stop: ${time(to)})`;

const OBSERVED = 'r._measurement == "air" or r._measurement == "water"';
const PIVOT = 'pivot(rowKey: ["_time"], columnKey: ["_field"], valueColumn: "_value")';

/** `a or b or …` over one column; never empty. */
const anyOf = (column: string, values: readonly string[]) =>
  fluxExpression(values.map((value) => `r.${column} == ${flux`${value}`}`).join(' or '));

/** Rows of several sources by one request: each source is a bounded range of its own. */
function pivotOf(sources: readonly (readonly unknown[])[]): string {
  const texts = sources.map((lines) => lines.join('\n'));
  const [only = ''] = texts;
  const from = texts.length > 1 ? `union(tables: [\n${texts.join(',\n')}\n])` : only;
  return `${from}\n  |> ${PIVOT}`;
}

/** What a range asks for: behind what was answered before, where there is such. */
export const rangeStretch = ({ after, to, behind }: ObservationRange): Stretch => ({
  from: behind ? Math.max(behind.to, after + 1) : after + 1,
  to: to + 1,
});

/** Observations of one station, a row each, in order. Nothing there says where they stand in a log. */
export function rangeQuery(bucket: string, range: Omit<ObservationRange, 'upTo'>): string {
  const { station, parameter, period, limit, behind } = range;
  const lines = [
    within(bucket, rangeStretch(range)),
    flux`  |> filter(fn: (r) => ${fluxExpression(OBSERVED)})`,
    flux`  |> filter(fn: (r) => r.station == ${station})`,
    ...(period === undefined ? [] : [flux`  |> filter(fn: (r) => r.period == ${String(period)})`]),
    `  |> ${PIVOT}`,
    ...(parameter === undefined ? [] : [flux`  |> filter(fn: (r) => exists r[${parameter}])`]),
    '  |> map(fn: (r) => ({r with seconds: int(v: r.period)}))',
    ...(behind
      ? [flux`  |> filter(fn: (r) => r._time > ${time(behind.to)} or r.seconds > ${behind.period})`]
      : []),
    '  |> group()',
    '  |> sort(columns: ["_time", "seconds"])',
    flux`  |> limit(n: ${limit})`,
  ];
  return lines.join('\n');
}

/** Some stations in a stretch of time. */
export interface StationsIn {
  readonly stations: readonly string[];
  readonly stretch: Stretch;
}

/** Observations of some stations in each of some stretches, a row each, in any order. */
export const stationsQuery = (bucket: string, parts: readonly StationsIn[]): string =>
  pivotOf(
    parts.map(({ stations, stretch }) => [
      within(bucket, stretch),
      flux`  |> filter(fn: (r) => ${fluxExpression(OBSERVED)})`,
      flux`  |> filter(fn: (r) => ${anyOf('station', stations)})`,
    ]),
  );

/** Every observation of a stretch, a row each, in any order. */
export const allQuery = (bucket: string, stretch: Stretch): string =>
  [within(bucket, stretch), flux`  |> filter(fn: (r) => ${fluxExpression(OBSERVED)})`, `  |> ${PIVOT}`].join(
    '\n',
  );

/** Which observations of a stretch were received after a time: a row each without values, in any order. */
export const receivedQuery = (bucket: string, stretch: Stretch, since: number): string =>
  [
    within(bucket, stretch),
    flux`  |> filter(fn: (r) => ${fluxExpression(OBSERVED)})`,
    flux`  |> filter(fn: (r) => r._field == "received" and r._value > ${fluxFloat(since)})`,
    '  |> keep(columns: ["_time", "station", "period"])',
  ].join('\n');

/** The last point of every series and field: rows of one field each. */
export const lastQuery = (bucket: string, stretch: Stretch): string =>
  [within(bucket, stretch), flux`  |> filter(fn: (r) => ${fluxExpression(OBSERVED)})`, '  |> last()'].join(
    '\n',
  );

/** Names of the measurements of a bucket, out of the index. */
export const measurementsQuery = (bucket: string): string =>
  flux`import "influxdata/influxdb/schema"
schema.measurements(bucket: ${bucket}, start: ${time(FIRST)})`.toString();

/** Names and ids of the buckets that a token may read. */
export const bucketsQuery = 'buckets()\n  |> keep(columns: ["name", "id"])';

const RESULT_FIELDS = 'r._field == "body" or r._field == "revision" or r._field == "computed"';

/** Results of one kind and some subjects in a stretch of time. */
export interface ResultsIn {
  readonly kind: ResultKind;
  readonly subjects: readonly string[];
  readonly stretch: Stretch;
}

const resultSource = (bucket: string, { kind, subjects, stretch }: ResultsIn) => [
  within(bucket, stretch),
  flux`  |> filter(fn: (r) => r._measurement == ${kind})`,
  flux`  |> filter(fn: (r) => ${anyOf('subject', subjects)})`,
  flux`  |> filter(fn: (r) => ${fluxExpression(RESULT_FIELDS)})`,
];

/** Results of one bucket, a row each, in any order. */
export const resultsQuery = (bucket: string, parts: readonly ResultsIn[]): string =>
  pivotOf(parts.map((part) => resultSource(bucket, part)));

/** Results of one kind in order, of each subject no more than `limit`. */
export const resultRangeQuery = (bucket: string, part: ResultsIn, limit: number): string =>
  [
    ...resultSource(bucket, part),
    `  |> ${PIVOT}`,
    '  |> map(fn: (r) => ({r with seconds: int(v: r.span)}))',
    part.subjects.length > 1 ? '  |> group(columns: ["subject"])' : '  |> group()',
    '  |> sort(columns: ["_time", "seconds"])',
    flux`  |> limit(n: ${limit})`,
  ].join('\n');

/** Every result of a bucket in a stretch, a row each, in any order. */
export const allResultsQuery = (bucket: string, stretch: Stretch): string =>
  [
    within(bucket, stretch),
    flux`  |> filter(fn: (r) => ${fluxExpression(RESULT_FIELDS)})`,
    `  |> ${PIVOT}`,
  ].join('\n');

/** The last result of each kind and subject of a bucket: rows of one field each. */
export const lastResultsQuery = (bucket: string, stretch: Stretch): string =>
  [
    within(bucket, stretch),
    flux`  |> filter(fn: (r) => ${fluxExpression(RESULT_FIELDS)})`,
    '  |> last()',
    `  |> ${PIVOT}`,
  ].join('\n');

/** Whether there is nothing between the ends of a stretch, as InfluxDB counts; it refuses such a range. */
export const isEmpty = ({ from, to }: Stretch): boolean => Math.max(from, FIRST) >= Math.min(to, LAST);
