import { flux, fluxExpression, fluxFloat } from '@influxdata/influxdb-client';
import type { ObservationRange, ResultKind, StationId } from '@lanbi/model';
import type { Instant } from '@lanbi/standards';

// Every text is a bounded range and filters that the storage engine takes over; values are bound by the client's
// `flux`, which escapes them. Times are ours: Flux computes no windows and knows no zone.

/** InfluxDB counts nanoseconds in 64 bits: other instants can't be asked for, and nothing is stored there. */
const FIRST = Date.parse('1678-01-01T00:00:00Z');
const LAST = Date.parse('2262-01-01T00:00:00Z');

const time = (at: number) => fluxExpression(new Date(Math.min(Math.max(at, FIRST), LAST)).toISOString());

/** [from, to) in milliseconds. */
interface Stretch {
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

/** Observations of one station, a row each, in order. Nothing there says where they stand in a log. */
export function rangeQuery(bucket: string, range: Omit<ObservationRange, 'upTo'>): string {
  const { station, after, to, parameter, period, limit, behind } = range;
  const from = behind ? Math.max(behind.to, after + 1) : after + 1;
  const lines = [
    within(bucket, { from, to: to + 1 }),
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

/** Observations of some stations, a row each, in any order. */
export const stationsQuery = (bucket: string, stations: readonly StationId[], stretch: Stretch): string =>
  [
    within(bucket, stretch),
    flux`  |> filter(fn: (r) => ${fluxExpression(OBSERVED)})`,
    flux`  |> filter(fn: (r) => ${anyOf('station', stations)})`,
    `  |> ${PIVOT}`,
  ].join('\n');

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

const RESULT_FIELDS = 'r._field == "body" or r._field == "revision" or r._field == "computed"';

/** Results of one kind and some subjects, a row each. */
export const resultsQuery = (
  bucket: string,
  kind: ResultKind,
  subjects: readonly string[],
  stretch: Stretch,
  limit?: number,
): string =>
  [
    within(bucket, stretch),
    flux`  |> filter(fn: (r) => r._measurement == ${kind})`,
    flux`  |> filter(fn: (r) => ${anyOf('subject', subjects)})`,
    flux`  |> filter(fn: (r) => ${fluxExpression(RESULT_FIELDS)})`,
    `  |> ${PIVOT}`,
    ...(limit === undefined
      ? []
      : [
          '  |> map(fn: (r) => ({r with seconds: int(v: r.span)}))',
          '  |> group()',
          '  |> sort(columns: ["_time", "seconds"])',
          flux`  |> limit(n: ${limit})`,
        ]),
  ].join('\n');

/** The last result of each kind and subject of a bucket: rows of one field each. */
export const lastResultsQuery = (bucket: string, stretch: Stretch): string =>
  [
    within(bucket, stretch),
    flux`  |> filter(fn: (r) => ${fluxExpression(RESULT_FIELDS)})`,
    '  |> last()',
    `  |> ${PIVOT}`,
  ].join('\n');

export const stretchOf = (instants: readonly Instant[]): Stretch => {
  let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const at of instants) {
    from = Math.min(from, at);
    to = Math.max(to, at + 1);
  }
  return { from, to };
};
