const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Lengths between labels: hours that divide a day, then days. */
const STEPS_MS = [
  ...[1, 2, 3, 6, 12].map((hours) => hours * HOUR_MS),
  ...[1, 2, 5, 10, 15, 30, 60].map((days) => days * DAY_MS),
];

/**
 * Times of labels of an axis, in ms as the clock of the city shows them: whole hours or days, all of one distance, at
 * most so many. Steps of days count back from the last day, which is of most interest.
 */
export function timeTicks(from: number, to: number, most: number): number[] {
  const step =
    STEPS_MS.find((each) => (to - from) / each <= Math.max(most, 1)) ?? (to - from) / Math.max(most, 1);
  const origin = step > DAY_MS ? Math.floor(to / DAY_MS) * DAY_MS : 0;
  const first = origin + Math.ceil((from - origin) / step) * step;
  const count = Math.max(0, Math.floor((to - first) / step) + 1);
  return Array.from({ length: count }, (_, at) => first + at * step);
}

/** `11-29` at midnight, `06:00` within a day. */
export function tickText(at: number): string {
  const text = new Date(at).toISOString();
  return at % DAY_MS === 0 ? text.slice(5, 10) : text.slice(11, 16);
}
