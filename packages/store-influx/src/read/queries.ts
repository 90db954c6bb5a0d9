import { flux, fluxExpression, fluxFloat } from '@influxdata/influxdb-client';
import type { ObservationRange } from '@lanbi/model';

import { FIRST, storable, type TimeRange } from './time-range.ts';

// Every query is a bounded range with filters that the storage engine executes. Values are bound by `flux` of the client,
// which escapes them. lanbi computes all times: Flux computes no windows and no zones.

const time = (at: number) => fluxExpression(new Date(storable(at)).toISOString());

/** A bounded range of a bucket. */
export const rangeFlux = (bucket: string, { from, to }: TimeRange) =>
  flux`from(bucket: ${bucket})
  |> range(start: ${time(from)}, stop: ${time(to)})`;

const OBSERVED = 'r._measurement == "air" or r._measurement == "water"';
const PIVOT = 'pivot(rowKey: ["_time"], columnKey: ["_field"], valueColumn: "_value")';

/** `a or b or …` over one column; never empty. */
const anyOf = (column: string, values: readonly string[]) =>
  fluxExpression(values.map((value) => `r.${column} == ${flux`${value}`}`).join(' or '));

/** Queries rows of several sources by one request; each source is a bounded range. */
function pivotOf(sources: readonly (readonly unknown[])[]): string {
  const texts = sources.map((lines) => lines.join('\n'));
  const [only = ''] = texts;
  const from = texts.length > 1 ? `union(tables: [\n${texts.join(',\n')}\n])` : only;
  return `${from}\n  |> ${PIVOT}`;
}

/** The bounds of a range, behind the page before if there is one. */
export const timeRangeOf = ({ after, to, behind }: ObservationRange): TimeRange => ({
  from: behind ? Math.max(behind.to, after + 1) : after + 1,
  to: to + 1,
});

/** Observations of one station, one row each, in order. InfluxDB does not have their offsets in a log. */
export function rangeQuery(bucket: string, range: Omit<ObservationRange, 'upTo'>): string {
  const { station, parameter, period, limit, behind } = range;
  const lines = [
    rangeFlux(bucket, timeRangeOf(range)),
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

/** Some stations in a time range. */
export interface StationsIn {
  readonly stations: readonly string[];
  readonly timeRange: TimeRange;
}

/** Observations of some stations in each of some time ranges, one row each, in any order. */
export const stationsQuery = (bucket: string, parts: readonly StationsIn[]): string =>
  pivotOf(
    parts.map(({ stations, timeRange }) => [
      rangeFlux(bucket, timeRange),
      flux`  |> filter(fn: (r) => ${fluxExpression(OBSERVED)})`,
      flux`  |> filter(fn: (r) => ${anyOf('station', stations)})`,
    ]),
  );

/** Every observation of a time range, one row each, in any order. */
export const allQuery = (bucket: string, timeRange: TimeRange): string =>
  [
    rangeFlux(bucket, timeRange),
    flux`  |> filter(fn: (r) => ${fluxExpression(OBSERVED)})`,
    `  |> ${PIVOT}`,
  ].join('\n');

/** The observations of a time range that were received after a time: one row each without values, in any order. */
export const receivedQuery = (bucket: string, timeRange: TimeRange, since: number): string =>
  [
    rangeFlux(bucket, timeRange),
    flux`  |> filter(fn: (r) => ${fluxExpression(OBSERVED)})`,
    flux`  |> filter(fn: (r) => r._field == "received" and r._value > ${fluxFloat(since)})`,
    '  |> keep(columns: ["_time", "station", "period"])',
  ].join('\n');

/** The last point of every series and field: rows of one field each. */
export const lastQuery = (bucket: string, timeRange: TimeRange): string =>
  [
    rangeFlux(bucket, timeRange),
    flux`  |> filter(fn: (r) => ${fluxExpression(OBSERVED)})`,
    '  |> last()',
  ].join('\n');

/** Names of the measurements of a bucket, from the index. */
export const measurementsQuery = (bucket: string): string =>
  flux`import "influxdata/influxdb/schema"
schema.measurements(bucket: ${bucket}, start: ${time(FIRST)})`.toString();

/** Names and ids of the buckets that a token may read. */
export const bucketsQuery = 'buckets()\n  |> keep(columns: ["name", "id"])';
