/** InfluxDB counts nanoseconds in 64 bits: other instants can't be asked for, and nothing is stored there. */
export const FIRST: number = Date.parse('1678-01-01T00:00:00Z');
const LAST = Date.parse('2262-01-01T00:00:00Z');

/** [from, to) in milliseconds. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** The nearest instant that can be asked for. */
export const storable = (at: number): number => Math.min(Math.max(at, FIRST), LAST);

/** Whether there is nothing between the ends of a stretch, as InfluxDB counts; it refuses such a range. */
export const isEmpty = ({ from, to }: Stretch): boolean => storable(from) >= storable(to);
