import { flux } from '@influxdata/influxdb-client';
import type { QualityFlagRange } from '@lanbi/model';
import { rangeFlux } from './queries.ts';

const PIVOT = '  |> pivot(rowKey: ["_time"], columnKey: ["_field"], valueColumn: "_value")';
const EVER = { from: -Infinity, to: Infinity };

/** Quality flags of one station in order, one row each, including rows that are empty now. */
export const flagsQuery = (bucket: string, { station, period, after, to }: QualityFlagRange): string =>
  [
    rangeFlux(bucket, { from: after + 1, to: to + 1 }),
    '  |> filter(fn: (r) => r._measurement == "quality_marks")',
    flux`  |> filter(fn: (r) => r.station == ${station})`,
    ...(period === undefined ? [] : [flux`  |> filter(fn: (r) => r.period == ${String(period)})`]),
    PIVOT,
    '  |> map(fn: (r) => ({r with seconds: int(v: r.period)}))',
    '  |> group()',
    '  |> sort(columns: ["_time", "seconds"])',
  ].join('\n');

/** All quality flags, one row each, in any order. */
export const allFlagsQuery = (bucket: string): string =>
  [rangeFlux(bucket, EVER), '  |> filter(fn: (r) => r._measurement == "quality_marks")', PIVOT].join('\n');

/** The notes of a measurement, one row each. */
export const notesQuery = (bucket: string, measurement: 'station_note' | 'quality_rules'): string =>
  [rangeFlux(bucket, EVER), flux`  |> filter(fn: (r) => r._measurement == ${measurement})`, PIVOT].join('\n');
