/** A point in time: milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number & { readonly __instant: never };
/** A length of time in seconds. */
export type Seconds = number & { readonly __seconds: never };

export const instant = (epochMilliseconds: number): Instant => epochMilliseconds as Instant;
export const seconds = (count: number): Seconds => count as Seconds;

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** The instant `by` milliseconds later (earlier when negative). */
export const shift = (at: Instant, by: number): Instant => (at + by) as Instant;
