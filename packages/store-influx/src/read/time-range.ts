/** InfluxDB counts nanoseconds in 64 bits: no other instant can be stored or queried. */
export const FIRST: number = Date.parse('1678-01-01T00:00:00Z');
const LAST = Date.parse('2262-01-01T00:00:00Z');

/** [from, to) in milliseconds. */
export interface TimeRange {
  readonly from: number;
  readonly to: number;
}

/** The nearest instant that can be queried. */
export const storable = (at: number): number => Math.min(Math.max(at, FIRST), LAST);

/** Says whether a time range is empty in nanoseconds; InfluxDB refuses such a range. */
export const isEmpty = ({ from, to }: TimeRange): boolean => storable(from) >= storable(to);
